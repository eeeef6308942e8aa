// SPDX-License-Identifier: Apache-2.0
#include "ledger/witness.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "ledger/checkpoint_offer.hpp"
#include "ledger/cosigned_note.hpp"
#include "ledger/merkle_hash.hpp"

namespace truceline::ledger {

base::Result<Witness> Witness::open(Cosigner cosigner, std::vector<KnownLog> logs,
                                    WitnessStore& store) {
  if (!is_key_name(cosigner.name)) return base::invalid("the witness's name is not allowed");
  TRY(check_known_logs(logs));
  Witness witness(std::move(cosigner), std::move(logs), store);
  for (const KnownLog& log : witness.logs_) {
    TRY_ASSIGN(const std::optional<CosignedNote> kept, witness.kept(log.origin));
    if (kept) witness.newest_time_s_ = std::max(witness.newest_time_s_, kept->time_s);
  }
  return witness;
}

base::Result<std::optional<CosignedNote>> Witness::kept(const std::string& origin) {
  TRY_ASSIGN(const std::optional<std::string> note, store_->latest(origin));
  if (!note) return std::optional<CosignedNote>{};
  const auto known = verified_.find(origin);
  if (known != verified_.end() && known->second.note == *note) return std::optional(known->second);
  TRY_ASSIGN(CosignedNote opened, open_own_note(*note, origin, verifier()));
  verified_.insert_or_assign(origin, opened);
  return std::optional(std::move(opened));
}

Witness::Considered Witness::consider(std::string_view body, std::uint64_t time_s) {
  auto read = read_offer(body, logs_);
  if (auto* const refusal = std::get_if<WireAnswer>(&read)) return {{}, {}, {}, *refusal};
  auto& offer = std::get<CheckpointOffer>(read);
  const std::string& origin = offer.checkpoint.origin;
  const auto latest = kept(origin);
  if (!latest) return {{}, {}, {}, answer_for(latest.error())};
  const CosignedNote before = latest->value_or(CosignedNote{{}, {}, empty_root(), 0});
  if (auto refusal = refuse_offer(offer, before.size, before.root))
    return {{}, {}, {}, *std::move(refusal)};
  newest_time_s_ = std::max({newest_time_s_, before.time_s, time_s});
  const NoteSignature line = cosign(offer.note.text, cosigner_, newest_time_s_);
  offer.note.signatures.push_back(line);
  auto note = format_note(offer.note);
  if (!note) return {{}, {}, {}, plain_answer(400, note.error().to_string())};
  return {origin,
          before.note,
          {*std::move(note), offer.checkpoint.size, offer.checkpoint.root, newest_time_s_},
          {200, std::string(kNoteType), format_signature_line(line)}};
}

std::optional<WireAnswer> Witness::conclude(const Considered& considered) {
  const CosignedNote& replacement = considered.replacement;
  if (replacement.note.empty()) return considered.answer;
  const auto stored = store_->replace(considered.origin, considered.expected, replacement.note);
  if (!stored && stored.error().code == base::ErrorCode::conflict) return std::nullopt;
  if (!stored) return answer_for(stored.error());
  verified_.insert_or_assign(considered.origin, replacement);
  return considered.answer;
}

WireAnswer Witness::add_checkpoint(std::string_view body, std::uint64_t time_s) {
  for (int attempt = 0; attempt < base::limits::kAppendRetries; ++attempt)
    if (auto answer = conclude(consider(body, time_s))) return *std::move(answer);
  return plain_answer(503, "others kept adding checkpoints first; ask again");
}

WireAnswer Witness::checkpoint_of(std::string_view origin_hash) {
  const KnownLog* const log = find_log_by_hash(logs_, origin_hash);
  if (log == nullptr) return plain_answer(404, "no log with this origin is known here");
  const auto latest = kept(log->origin);
  if (!latest) return answer_for(latest.error());
  if (!latest->has_value()) return plain_answer(404, "no checkpoint of this log was cosigned yet");
  return {200, std::string(kNoteType), (*latest)->note};
}

}  // namespace truceline::ledger

// SPDX-License-Identifier: Apache-2.0
#include "ledger/checkpoint_offer.hpp"

#include "ledger/add_checkpoint.hpp"
#include "ledger/merkle_hash.hpp"

namespace truceline::ledger {

WireAnswer plain_answer(int status, std::string sentence) {
  return {status, std::string(kNoteType), std::move(sentence) + "\n"};
}

WireAnswer answer_for(const base::Error& store_error) {
  return plain_answer(store_error.code == base::ErrorCode::unavailable ? 503 : 500,
                      store_error.to_string());
}

std::variant<CheckpointOffer, WireAnswer> read_offer(std::string_view body,
                                                     std::span<const KnownLog> logs) {
  const auto request = parse_add_checkpoint(body);
  if (!request) return plain_answer(400, request.error().to_string());
  auto note = parse_note(request->checkpoint);
  if (!note) return plain_answer(400, note.error().to_string());
  auto checkpoint = parse_checkpoint(note->text);
  if (!checkpoint) return plain_answer(400, checkpoint.error().to_string());
  const KnownLog* const log = find_log(logs, checkpoint->origin);
  if (log == nullptr)
    return plain_answer(404, "the log " + checkpoint->origin + " is not known here");
  auto opened = verify_note(*std::move(note), log->keys);
  if (!opened) return plain_answer(403, opened.error().to_string());
  if (request->old_size > checkpoint->size)
    return plain_answer(400, "the old size is larger than the checkpoint's");
  return CheckpointOffer{*std::move(checkpoint),
                         {std::move(opened->text), std::move(opened->verified)},
                         request->old_size,
                         request->proof};
}

std::optional<WireAnswer> refuse_offer(const CheckpointOffer& offer, base::TreeSize latest_size,
                                       const base::Hash& latest_root) {
  if (offer.old_size != latest_size)
    return WireAnswer{409, std::string(kSizeType), format_size_line(latest_size)};
  if (offer.checkpoint.size.value == 0 && offer.checkpoint.root != empty_root())
    return plain_answer(422, "a tree without entries has the hash of nothing as its root");
  const auto consistent = verify_consistency(latest_size, latest_root, offer.checkpoint.size,
                                             offer.checkpoint.root, offer.proof);
  if (!consistent) return plain_answer(422, consistent.error().to_string());
  return std::nullopt;
}

}  // namespace truceline::ledger

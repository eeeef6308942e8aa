// SPDX-License-Identifier: Apache-2.0
#include "ledger/cosigned.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "ledger/cosignature.hpp"

namespace truceline::ledger {
namespace {

base::Error forbidden(std::string reason) {
  return {base::ErrorCode::forbidden, std::move(reason), {}, {}};
}

bool is_by(const NoteSignature& line, const VerifierKey& key) {
  return line.name == key.name && line.id == key.id;
}

std::vector<VerifierKey> known_keys(const Policy& policy) {
  std::vector<VerifierKey> known;
  for (const PolicyLog& log : policy.logs) known.push_back(log.key);
  for (const PolicyWitness& witness : policy.witnesses) known.push_back(witness.key);
  return known;
}

/// The log of the policy that has the origin as its name and signed.
std::optional<std::size_t> signing_log(const Policy& policy, const std::string& origin,
                                       const std::vector<NoteSignature>& verified) {
  for (std::size_t i = 0; i < policy.logs.size(); ++i) {
    const VerifierKey& key = policy.logs[i].key;
    const bool signed_it = std::any_of(verified.begin(), verified.end(),
                                       [&](const NoteSignature& l) { return is_by(l, key); });
    if (key.name == origin && signed_it) return i;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> newest_time_s(const VerifierKey& key,
                                           const std::vector<NoteSignature>& verified) {
  std::optional<std::uint64_t> newest;
  for (const NoteSignature& line : verified)
    if (is_by(line, key)) newest = std::max(newest, cosigned_time_s(line));
  return newest;
}

std::set<std::string> names_of(const std::vector<CosignedBy>& cosigned, const Policy& policy) {
  std::set<std::string> names;
  for (const CosignedBy& by : cosigned) names.insert(policy.witnesses.at(by.witness).name);
  return names;
}

}  // namespace

base::Result<CosignedCheckpoint> open_cosigned(std::string_view note, const Policy& policy) {
  TRY_ASSIGN(const OpenedNote opened, open_note(note, known_keys(policy)));
  CosignedCheckpoint result;
  TRY_ASSIGN(result.checkpoint, parse_checkpoint(opened.text));
  const auto log = signing_log(policy, result.checkpoint.origin, opened.verified);
  if (!log)
    return forbidden("the checkpoint of " + result.checkpoint.origin +
                     " is not signed by a log of that name in the policy");
  result.log = *log;
  for (std::size_t i = 0; i < policy.witnesses.size(); ++i)
    if (const auto time_s = newest_time_s(policy.witnesses[i].key, opened.verified))
      result.cosigned.push_back({i, *time_s});
  result.quorum = satisfies(policy, names_of(result.cosigned, policy));
  return result;
}

base::Result<void> require_quorum(const CosignedCheckpoint& cosigned, const Policy& policy) {
  if (cosigned.quorum) return {};
  std::string names;
  for (const std::string& name : names_of(cosigned.cosigned, policy))
    names += (names.empty() ? "" : ", ") + name;
  return forbidden("the checkpoint is cosigned by " + (names.empty() ? "no witness" : names) +
                   ", which is not the quorum \"" + member_name(policy, policy.quorum) + "\"");
}

}  // namespace truceline::ledger

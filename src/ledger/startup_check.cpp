// SPDX-License-Identifier: Apache-2.0
#include "ledger/startup_check.hpp"

#include <algorithm>
#include <set>

#include "ledger/checkpoint.hpp"
#include "ledger/quorum.hpp"

namespace truceline::ledger {
namespace {

SignVerdict behind(const std::string& witness, const Checkpoint& theirs, const Tree& tree) {
  return {SignVerdict::Kind::behind,
          "the witness " + witness + " cosigned " + std::to_string(theirs.size.value) +
              " entries of this log under our signature, but only " +
              std::to_string(tree.size().value) +
              " are here: this is an older copy, and signing from it would fork the record"
              " (fetch the missing entries from a mirror, then start again)",
          {}};
}

SignVerdict inconsistent(const std::string& witness, const Checkpoint& theirs) {
  return {SignVerdict::Kind::inconsistent,
          "the witness " + witness + " cosigned another history of " +
              std::to_string(theirs.size.value) +
              " entries under our signature: either this store was changed or somebody else signs"
              " with the log's key (keep both, run truceline verify, and tell the parties)",
          {}};
}

/// True where the silent, with one of those heard, are a quorum.
bool could_be_quorum(const Policy& policy, const std::set<std::string>& silent,
                     const std::set<std::string>& heard) {
  static_assert(kBadWitnesses == 1, "else try every set of so many");
  return satisfies(policy, silent) ||
         std::any_of(heard.begin(), heard.end(), [&](const std::string& liar) {
           std::set<std::string> together = silent;
           together.insert(liar);
           return satisfies(policy, together);
         });
}

}  // namespace

SignVerdict may_sign(std::span<const WitnessMemory> memories, const VerifierKey& log,
                     const Policy& policy, const Tree& tree) {
  SignVerdict verdict;
  std::set<std::string> silent;
  std::set<std::string> heard;
  for (const PolicyWitness& witness : policy.witnesses) silent.insert(witness.name);
  const auto hear = [&](const std::string& witness) {
    if (silent.erase(witness) > 0) heard.insert(witness);
  };
  for (const WitnessMemory& memory : memories) {
    if (!memory.answered) continue;
    if (!memory.note) {
      hear(memory.witness);
      continue;
    }
    const auto theirs = open_checkpoint(*memory.note, log.name, {&log, 1});
    if (!theirs) {
      verdict.remarks.push_back(
          "the witness " + memory.witness +
          " showed a note that we did not sign: " + theirs.error().to_string());
      continue;
    }
    hear(memory.witness);
    const auto root = tree.root(theirs->size);
    if (!root) return behind(memory.witness, *theirs, tree);
    if (*root != theirs->root) return inconsistent(memory.witness, *theirs);
  }
  if (policy.quorum && could_be_quorum(policy, silent, heard)) {
    verdict.kind = SignVerdict::Kind::too_few;
    verdict.sentence = "the " + std::to_string(silent.size()) +
                       " witnesses that have not answered, with one of the others that lied, could "
                       "be a quorum for a newer record than this one";
  }
  return verdict;
}

}  // namespace truceline::ledger

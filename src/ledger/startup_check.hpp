// SPDX-License-Identifier: Apache-2.0
//
// Before a log signs anything after a start: do the witnesses remember a tree that ours does not
// contain? A restored backup is an accidental fork, and this is where it is caught. Pure: the
// caller asks the witnesses, and prints the sentence.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ledger/policy.hpp"
#include "ledger/tree.hpp"

namespace truceline::ledger {

/// What one witness of the policy said to GET <prefix>/<origin hash>/checkpoint.
struct WitnessMemory {
  std::string witness;              ///< Its name in the policy.
  bool answered = false;            ///< A 404 is an answer: it never cosigned this log.
  std::optional<std::string> note;  ///< The note it served.
};

struct SignVerdict {
  enum class Kind {
    may_sign,
    behind,        ///< A witness holds our signature on more entries than we have: never sign.
    inconsistent,  ///< A witness holds our signature on another history: never sign.
    too_few,       ///< The silent, with kBadWitnesses liars, could be a quorum: ask again later.
  };
  Kind kind = Kind::may_sign;
  std::string sentence;              ///< For the operator; empty where kind is may_sign.
  std::vector<std::string> remarks;  ///< Answers that prove nothing, one sentence each.
};

/// Enough were asked where any quorum holds more than kBadWitnesses of them: n - k + 1 + f for k of
/// n. A policy that stands f liars (quorum.hpp) has 2k > n + f, so that is never more than k, and
/// without k there would be no receipts anyway.
///
/// A note counts when it carries a good signature by the log's own key: whether the witness signed
/// it too changes nothing about what we once signed. `tree` is the log as re-read from its store.
SignVerdict may_sign(std::span<const WitnessMemory> memories, const VerifierKey& log,
                     const Policy& policy, const Tree& tree);

}  // namespace truceline::ledger

// SPDX-License-Identifier: Apache-2.0
//
// How strong a quorum is. A host shows two views; each needs a quorum of its own; whoever is in
// both quorums must have lied. So with at most f liars no split is possible exactly where any two
// quorums share more than f witnesses: for k1 and k2 of n, k1 + k2 > n + f. Source: Sigsum,
// "Byzantine witnesses", November 2023. A host that is a guarantor counts among the liars.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/result.hpp"
#include "ledger/policy.hpp"

namespace truceline::ledger {

/// What a policy that a server or reader loads must stand, and for how long a monitor waits for
/// every witness (4 of 4 in the default of four).
inline constexpr std::size_t kBadWitnesses = 1;
inline constexpr std::uint64_t kMonitorWindowS = 12 * 60 * 60;

/// Counted over the witnesses that the quorum names, directly or through groups.
struct QuorumStrength {
  std::size_t witnesses = 0;  ///< n
  std::size_t smallest = 0;   ///< The fewest witnesses that are a quorum: k.
  std::size_t overlap = 0;    ///< The fewest that two quorums can share: 2k - n for k of n.
  std::size_t outages = 0;    ///< How many may be silent, whichever they are.
  friend bool operator==(const QuorumStrength&, const QuorumStrength&) = default;
};

/// All zero for "quorum none". O(members).
QuorumStrength quorum_strength(const Policy& policy);

/// Success means: two receipts under this policy, compared with each other, show a split view
/// unless more than `bad` witnesses lied. Errors: invalid_input, with the arithmetic in a sentence
/// and a quorum that would do; also where a witness has a log's key, or quorum is none.
base::Result<void> judge_receipts(const Policy& policy, std::size_t bad);

/// Success means: a monitor that has seen cosignatures of `monitor_witnesses` of the quorum's
/// witnesses on its own view is deceived only if more than `bad` of them lied. Errors as above.
base::Result<void> judge_monitor(const Policy& policy, std::size_t monitor_witnesses,
                                 std::size_t bad);

/// What a server, verifier or monitor calls: parse_policy, then judge_receipts for kBadWitnesses.
base::Result<Policy> load_policy(std::string_view text);

}  // namespace truceline::ledger

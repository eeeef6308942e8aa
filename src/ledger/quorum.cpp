// SPDX-License-Identifier: Apache-2.0
#include "ledger/quorum.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace truceline::ledger {
namespace {

/// The sum of the `count` smallest numbers.
std::size_t sum_of_smallest(std::vector<std::size_t> numbers, std::size_t count) {
  std::sort(numbers.begin(), numbers.end());
  const auto end = numbers.begin() + static_cast<std::ptrdiff_t>(count);
  return std::accumulate(numbers.begin(), end, std::size_t{0});
}

/// Of k of n members: two choices share at least 2k - n members, and in a member that only one
/// of them uses they need not share anybody. Each witness is in one place, so sums are exact.
QuorumStrength strength_of(std::size_t threshold, const std::vector<QuorumStrength>& members) {
  std::vector<std::size_t> smallest;
  std::vector<std::size_t> overlap;
  std::vector<std::size_t> blocking;
  QuorumStrength strength;
  for (const QuorumStrength& member : members) {
    strength.witnesses += member.witnesses;
    smallest.push_back(member.smallest);
    overlap.push_back(member.overlap);
    blocking.push_back(member.outages + 1);
  }
  const std::size_t n = members.size();
  strength.smallest = sum_of_smallest(smallest, threshold);
  strength.overlap = sum_of_smallest(overlap, 2 * threshold > n ? 2 * threshold - n : 0);
  strength.outages = sum_of_smallest(blocking, n - threshold + 1) - 1;
  return strength;
}

/// The smallest policy that stands `bad` liars and as many outages.
std::string enough_for(std::size_t bad) {
  return std::to_string(2 * bad + 1) + " of " + std::to_string(3 * bad + 1);
}

/// Says why two sets of k1 and k2 of n witnesses, which may share only `overlap`, are too weak.
base::Error too_weak(const std::string& sets, std::size_t overlap, std::size_t n, std::size_t bad,
                     const std::string& rule) {
  return base::invalid(
      sets + " may share only " + std::to_string(overlap) + " of " + std::to_string(n) +
          " witnesses, and must share more than the " + std::to_string(bad) +
          " that may lie, or two unlike records can both be vouched for" + rule,
      "ask for " + enough_for(bad) + " witnesses, which also stands as many outages");
}

/// ": 2 + 2 is not more than 3 + 1", the rule k1 + k2 > n + f with its numbers.
std::string rule_broken(std::size_t k1, std::size_t k2, std::size_t n, std::size_t bad) {
  return ": " + std::to_string(k1) + " + " + std::to_string(k2) + " is not more than " +
         std::to_string(n) + " + " + std::to_string(bad);
}

bool is_flat(const Policy& policy) {
  if (!policy.quorum || !policy.quorum->is_group) return true;
  const std::vector<PolicyMember>& members = policy.groups.at(policy.quorum->index).members;
  return std::none_of(members.begin(), members.end(),
                      [](const PolicyMember& member) { return member.is_group; });
}

base::Result<void> check_independent(const Policy& policy) {
  if (!policy.quorum)
    return base::invalid("the quorum is none: nobody but the log vouches for what it shows",
                         "name witnesses that do not depend on the host");
  for (const PolicyWitness& witness : policy.witnesses)
    for (const PolicyLog& log : policy.logs)
      if (witness.key.key == log.key.key)
        return base::invalid("the witness \"" + witness.name + "\" has the key of the log " +
                                 log.key.name + ": the host would vouch for itself",
                             "remove that witness");
  return {};
}

}  // namespace

QuorumStrength quorum_strength(const Policy& policy) {
  if (!policy.quorum) return {};
  constexpr QuorumStrength kOneWitness{1, 1, 1, 0};
  std::vector<QuorumStrength> groups;
  const auto of = [&](const PolicyMember& member) {
    return member.is_group ? groups.at(member.index) : kOneWitness;
  };
  for (const PolicyGroup& group : policy.groups) {
    std::vector<QuorumStrength> members;
    for (const PolicyMember& member : group.members) members.push_back(of(member));
    groups.push_back(strength_of(group.threshold, members));
  }
  return of(*policy.quorum);
}

base::Result<void> judge_receipts(const Policy& policy, std::size_t bad) {
  TRY(check_independent(policy));
  const QuorumStrength strength = quorum_strength(policy);
  if (strength.overlap > bad) return {};
  const std::size_t k = strength.smallest;
  // Groups of groups are weaker or stronger than their numbers: the rule would mislead.
  const std::string rule = is_flat(policy) ? rule_broken(k, k, strength.witnesses, bad) : "";
  return too_weak("two quorums of \"" + member_name(policy, policy.quorum) + "\"", strength.overlap,
                  strength.witnesses, bad, rule);
}

base::Result<void> judge_monitor(const Policy& policy, std::size_t monitor_witnesses,
                                 std::size_t bad) {
  TRY(check_independent(policy));
  const QuorumStrength strength = quorum_strength(policy);
  const std::size_t n = strength.witnesses;
  const std::size_t k1 = strength.smallest;
  if (monitor_witnesses > n)
    return base::invalid("a monitor cannot wait for " + std::to_string(monitor_witnesses) + " of " +
                         std::to_string(n) + " witnesses");
  if (k1 + monitor_witnesses > n + bad) return {};
  const std::size_t overlap = k1 + monitor_witnesses > n ? k1 + monitor_witnesses - n : 0;
  return too_weak("a quorum of \"" + member_name(policy, policy.quorum) + "\" and the " +
                      std::to_string(monitor_witnesses) + " that a monitor waits for",
                  overlap, n, bad, rule_broken(k1, monitor_witnesses, n, bad));
}

base::Result<Policy> load_policy(std::string_view text) {
  TRY_ASSIGN(Policy policy, parse_policy(text));
  TRY(judge_receipts(policy, kBadWitnesses));
  return policy;
}

}  // namespace truceline::ledger

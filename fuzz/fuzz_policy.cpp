// SPDX-License-Identifier: Apache-2.0
//
// Trust policies from any bytes: what parses is written so that it parses to the same, and the
// numbers of its quorum are possible ones.
#include <cstdint>

#include "base/bytes.hpp"
#include "ledger/quorum.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace truceline;
  const auto policy = ledger::parse_policy(base::text_of({data, size}));
  if (!policy) return 0;
  const auto again = ledger::parse_policy(ledger::format_policy(*policy));
  INVARIANT(again && *again == *policy);
  std::set<std::string> all;
  for (const ledger::PolicyWitness& witness : policy->witnesses) all.insert(witness.name);
  INVARIANT(ledger::satisfies(*policy, all));
  INVARIANT(ledger::satisfies(*policy, {}) == !policy->quorum.has_value());
  const ledger::QuorumStrength strength = ledger::quorum_strength(*policy);
  INVARIANT(strength.witnesses <= policy->witnesses.size());
  INVARIANT(strength.overlap <= strength.smallest && strength.smallest <= strength.witnesses);
  INVARIANT(strength.outages + strength.smallest <= strength.witnesses);
  if (ledger::judge_receipts(*policy, 1)) INVARIANT(strength.overlap >= 2);
  return 0;
}

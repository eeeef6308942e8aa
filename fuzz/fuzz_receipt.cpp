// SPDX-License-Identifier: Apache-2.0
//
// Receipts from any bytes: what parses is written back as the same bytes, and one is verified
// only if it is the proof that was made, under a checkpoint that both witnesses cosigned.
#include <cstdint>

#include "ledger/receipt.hpp"
#include "ledger/test_log.hpp"

namespace {
using namespace truceline;

ledger::Policy policy() {
  ledger::Policy policy;
  policy.logs.push_back({ledger::NoteSigner{"l.example", ledger::test_key(1)}.verifier(), ""});
  for (std::uint8_t i = 2; i < 4; ++i) {
    const std::string name = "w" + std::to_string(i) + ".example";
    policy.witnesses.push_back({name, ledger::Cosigner{name, ledger::test_key(i)}.verifier(), ""});
  }
  policy.groups.push_back({"both", 2, {{false, 0}, {false, 1}}});
  policy.quorum = ledger::PolicyMember{true, 0};
  return policy;
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ledger::Policy kPolicy = policy();
  static const ledger::Tree kTree = ledger::numbered_tree(7);
  const std::string_view text = base::text_of({data, size});
  const auto receipt = ledger::parse_receipt(text);
  if (!receipt) return 0;
  INVARIANT(ledger::format_receipt(*receipt) == text);
  const auto verified = ledger::verify_receipt(*receipt, ledger::numbered_leaf(4), kPolicy);
  if (!verified) return 0;
  INVARIANT(verified->checkpoint.root == kTree.root() && verified->cosigned.size() == 2);
  INVARIANT(receipt->index.value == 4 &&
            receipt->proof == *kTree.inclusion_proof({4}, kTree.size()));
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
//
// The example of docs/spec/receipt.md, computed.
#include "ledger/receipt.hpp"
#include "ledger/spec_example.hpp"

namespace truceline::ledger {
namespace {

class SpecReceipt : public SpecPage {
 protected:
  SpecReceipt() : SpecPage("receipt.md") {}
};

TEST_F(SpecReceipt, ItsReceiptIsTrueAndVerifies) {
  const Receipt receipt{{1}, *tree_.inclusion_proof({1}, {3}), cosigned(), {}};
  expect_in_page("```\n" + format_receipt(receipt) + "```\n");
  expect_in_page(base::to_hex(leaf_hash(entries_[1])));
  Policy policy;
  policy.logs.push_back({log_.verifier(), ""});
  PolicyGroup group{"guarantors", 3, {}};
  for (std::size_t i = 0; i < witnesses_.size(); ++i) {
    policy.witnesses.push_back({"w" + std::to_string(i), witnesses_[i].verifier(), ""});
    group.members.push_back({false, i});
  }
  policy.groups.push_back(group);
  policy.quorum = PolicyMember{true, 0};
  EXPECT_TRUE(verify_receipt(receipt, leaf_hash(entries_[1]), policy));
}

}  // namespace
}  // namespace truceline::ledger

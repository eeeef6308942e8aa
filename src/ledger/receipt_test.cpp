// SPDX-License-Identifier: Apache-2.0
#include "ledger/receipt.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "ledger/test_log.hpp"

namespace truceline::ledger {
namespace {

class ReceiptTest : public testing::Test {
 protected:
  ReceiptTest() {
    policy_.logs.push_back({log_.verifier(), ""});
    PolicyGroup group{"both", 2, {}};
    for (std::uint8_t i = 0; i < 2; ++i) {
      witnesses_.push_back({"w" + std::to_string(i) + ".example", test_key(i)});
      policy_.witnesses.push_back({"W" + std::to_string(i), witnesses_.back().verifier(), ""});
      group.members.push_back({false, i});
    }
    policy_.groups.push_back(group);
    policy_.quorum = PolicyMember{true, 0};
    receipt_ = {{4},
                *tree_.inclusion_proof({4}, tree_.size()),
                cosigned_note(log_, tree_, witnesses_, 1'700'000'000),
                {}};
  }

  const NoteSigner log_{"ledger.example/idlib", test_key(9)};
  const Tree tree_ = numbered_tree(7);
  std::vector<Cosigner> witnesses_;
  Policy policy_;
  Receipt receipt_;
};

TEST_F(ReceiptTest, IsVerifiedWithThePolicyAndTheLeafAlone) {
  const auto read = parse_receipt(format_receipt(receipt_));
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(*read, receipt_);
  const auto verified = verify_receipt(*read, numbered_leaf(4), policy_);
  ASSERT_TRUE(verified) << verified.error().to_string();
  EXPECT_EQ(verified->checkpoint.size.value, 7U);
  EXPECT_EQ(verified->cosigned.size(), 2U);
}

TEST_F(ReceiptTest, IsOfOneEntryAtOneIndex) {
  EXPECT_FALSE(verify_receipt(receipt_, numbered_leaf(5), policy_));
  for (std::uint64_t index = 0; index < 9; ++index) {
    Receipt moved = receipt_;
    moved.index = {index};
    EXPECT_EQ(verify_receipt(moved, numbered_leaf(4), policy_).has_value(), index == 4) << index;
  }
}

TEST_F(ReceiptTest, WithoutTheQuorumIsRefused) {
  receipt_.checkpoint = cosigned_note(log_, tree_, {witnesses_[0]}, 7);
  EXPECT_EQ(verify_receipt(receipt_, numbered_leaf(4), policy_).error().code,
            base::ErrorCode::forbidden);
  policy_.quorum = std::nullopt;
  EXPECT_TRUE(verify_receipt(receipt_, numbered_leaf(4), policy_));
}

TEST_F(ReceiptTest, EverySingleBitFlippedIsRefused) {
  const std::string text = format_receipt(receipt_);
  for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
    const auto read = parse_receipt(with_bit_flipped(text, bit));
    ASSERT_FALSE(read && verify_receipt(*read, numbered_leaf(4), policy_)) << "bit " << bit;
  }
}

TEST_F(ReceiptTest, ExtraDataIsKeptAndChangesNothing) {
  receipt_.extra = {1, 2, 3};
  const std::string text = format_receipt(receipt_);
  EXPECT_TRUE(text.starts_with("c2sp.org/tlog-proof@v1\nextra AQID\nindex 4\n"));
  const auto read = parse_receipt(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->extra, receipt_.extra);
  EXPECT_TRUE(verify_receipt(*read, numbered_leaf(4), policy_));
}

TEST_F(ReceiptTest, OfATreeOfOneEntryHasNoHashes) {
  const Tree tree = numbered_tree(1);
  const Receipt receipt{{0}, {}, cosigned_note(log_, tree, witnesses_, 7), {}};
  EXPECT_TRUE(format_receipt(receipt).starts_with("c2sp.org/tlog-proof@v1\nindex 0\n\nledger."));
  EXPECT_TRUE(verify_receipt(*parse_receipt(format_receipt(receipt)), numbered_leaf(0), policy_));
}

TEST_F(ReceiptTest, BrokenFormsAreRefused) {
  const std::string head = "c2sp.org/tlog-proof@v1\n";
  const std::string note = "\n" + receipt_.checkpoint;
  ASSERT_TRUE(parse_receipt(head + "index 0\n" + note));
  for (const std::string& text :
       {std::string(), head, head + note, head + "index\n" + note, head + "index 00\n" + note,
        head + "index -1\n" + note, head + "index 9223372036854775808\n" + note,
        head + "Index 0\n" + note, head + "index 0\n" + receipt_.checkpoint,
        head + "index 0\nAAAA\n" + note, head + "index 0\nextra AQID\n" + note,
        head + "extra \nindex 0\n" + note, head + "extra A\nindex 0\n" + note,
        head + "extra AQID\nextra AQID\nindex 0\n" + note, head + "index 0\r\n" + note,
        "c2sp.org/tlog-proof@v1 \nindex 0\n" + note, "\n" + head + "index 0\n" + note,
        head + "index 0\n\nno note\n", head + "index 0\n" + note + "x"})
    EXPECT_FALSE(parse_receipt(text)) << text;
  EXPECT_EQ(parse_receipt("c2sp.org/tlog-proof@v2\nindex 0\n" + note).error().code,
            base::ErrorCode::unsupported);
}

TEST_F(ReceiptTest, TheLimitsAreKept) {
  receipt_.extra.assign(base::limits::kReceiptExtraBytes, 7);
  receipt_.proof.assign(base::limits::kProofHashes, base::Hash{});
  EXPECT_EQ(*parse_receipt(format_receipt(receipt_)), receipt_);
  EXPECT_EQ(parse_receipt(std::string(base::limits::kReceiptBytes + 1, 'x')).error().code,
            base::ErrorCode::too_large);
  const std::string more = "c2sp.org/tlog-proof@v1\nextra " +
                           base::to_base64(base::Bytes(base::limits::kReceiptExtraBytes + 1)) +
                           "\nindex 0\n\n" + receipt_.checkpoint;
  EXPECT_EQ(parse_receipt(more).error().code, base::ErrorCode::too_large);
}

}  // namespace
}  // namespace truceline::ledger

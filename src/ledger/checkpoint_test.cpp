// SPDX-License-Identifier: Apache-2.0
#include "ledger/checkpoint.hpp"

#include <gtest/gtest.h>

#include "ledger/merkle_hash.hpp"

namespace truceline::ledger {
namespace {

NoteSigner signer(std::string name, std::uint8_t seed) {
  base::Seed bytes{};
  bytes.fill(seed);
  return {std::move(name), base::SigningKey::from_seed(bytes)};
}

const std::string kRoot = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

TEST(Checkpoint, IsThreeLines) {
  EXPECT_EQ(format_checkpoint({"ledger.example/idlib", {0}, empty_root(), {}}),
            "ledger.example/idlib\n0\n" + kRoot + "\n");
}

TEST(Checkpoint, ReadsBackWhatItWrites) {
  for (const std::uint64_t size :
       {std::uint64_t{0}, std::uint64_t{7}, std::uint64_t{10}, (std::uint64_t{1} << 63) - 1}) {
    const Checkpoint checkpoint{"ledger.example", {size}, empty_root(), {}};
    const auto back = parse_checkpoint(format_checkpoint(checkpoint));
    ASSERT_TRUE(back) << back.error().to_string();
    EXPECT_EQ(*back, checkpoint);
  }
}

TEST(Checkpoint, KeepsExtensionLinesOfOthers) {
  const auto read = parse_checkpoint("ledger.example\n5\n" + kRoot + "\nfirst\nsecond line\n");
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(read->extensions, (std::vector<std::string>{"first", "second line"}));
}

TEST(Checkpoint, BrokenFormsAreRefused) {
  for (const std::string& text :
       {std::string{}, "o\n5\n" + kRoot, "o\n5\n" + kRoot + "\n\n", "\n5\n" + kRoot + "\n",
        "o\n05\n" + kRoot + "\n", "o\n+5\n" + kRoot + "\n", "o\n-5\n" + kRoot + "\n",
        "o\n 5\n" + kRoot + "\n", "o\n5 \n" + kRoot + "\n", "o\n0x5\n" + kRoot + "\n",
        "o\n\n" + kRoot + "\n", "o\n9223372036854775808\n" + kRoot + "\n",
        "o\n99999999999999999999999\n" + kRoot + "\n", std::string("o\n5\n"),
        std::string("o\n5\nAAAA\n"), "o\n5\n" + kRoot.substr(1) + "\n",
        "o\n5\n" + kRoot + kRoot + "\n"})
    EXPECT_FALSE(parse_checkpoint(text)) << text;
}

TEST(Checkpoint, OpensForTheLogThatSignedIt) {
  const NoteSigner log = signer("ledger.example", 1);
  const Checkpoint checkpoint{"ledger.example", {0}, empty_root(), {}};
  const auto opened = open_checkpoint(*sign_checkpoint(checkpoint, log), "ledger.example",
                                      std::vector{log.verifier()});
  ASSERT_TRUE(opened) << opened.error().to_string();
  EXPECT_EQ(*opened, checkpoint);
}

TEST(Checkpoint, OfAnotherLogIsForbidden) {
  const NoteSigner other = signer("other.example", 1);
  const std::string note = *sign_checkpoint({"other.example", {0}, empty_root(), {}}, other);
  const auto refused = open_checkpoint(note, "ledger.example", std::vector{other.verifier()});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::ErrorCode::forbidden);
}

TEST(Checkpoint, SignedByAWitnessAloneIsForbidden) {
  const NoteSigner witness = signer("witness.example", 2);
  const std::string note =
      *sign_note(format_checkpoint({"ledger.example", {0}, empty_root(), {}}), witness);
  const auto refused = open_checkpoint(note, "ledger.example", std::vector{witness.verifier()});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::ErrorCode::forbidden);
}

TEST(Checkpoint, IsNotSignedUnderAnotherName) {
  EXPECT_FALSE(sign_checkpoint({"ledger.example", {0}, empty_root(), {}}, signer("other", 1)));
}

}  // namespace
}  // namespace truceline::ledger

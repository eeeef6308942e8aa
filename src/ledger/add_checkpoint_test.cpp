// SPDX-License-Identifier: Apache-2.0
#include "ledger/add_checkpoint.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"

namespace truceline::ledger {
namespace {

// The example of the specification, whole.
const std::string kNote =
    "example.com/behind-the-sofa\n"
    "20852163\n"
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    "\n"
    "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/"
    "Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/"
    "V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=\n";
const std::string kHashes =
    "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n"
    "jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n"
    "5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n"
    "/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n";
const std::string kBody = "old 20852014\n" + kHashes + "\n" + kNote;

TEST(AddCheckpoint, ReadsAndWritesTheSpecificationsExample) {
  const auto request = parse_add_checkpoint(kBody);
  ASSERT_TRUE(request) << request.error().to_string();
  EXPECT_EQ(request->old_size.value, 20852014U);
  ASSERT_EQ(request->proof.size(), 4U);
  EXPECT_EQ(base::to_base64(request->proof[0]), "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=");
  EXPECT_EQ(request->checkpoint, kNote);
  EXPECT_EQ(format_add_checkpoint(*request), kBody);
}

TEST(AddCheckpoint, FromSizeZeroHasNoProof) {
  const std::string body = "old 0\n\n" + kNote;
  const auto request = parse_add_checkpoint(body);
  ASSERT_TRUE(request) << request.error().to_string();
  EXPECT_TRUE(request->proof.empty());
  EXPECT_EQ(format_add_checkpoint(*request), body);
}

TEST(AddCheckpoint, BrokenFormsAreRefused) {
  for (const std::string& body : {std::string(),
                                  std::string("old 5"),
                                  std::string("old 5\n"),
                                  "old\n\n" + kNote,
                                  "old 05\n\n" + kNote,
                                  "old -1\n\n" + kNote,
                                  "old +1\n\n" + kNote,
                                  "old 1 \n\n" + kNote,
                                  "old  1\n\n" + kNote,
                                  "Old 1\n\n" + kNote,
                                  "new 1\n\n" + kNote,
                                  "old 9223372036854775808\n\n" + kNote,
                                  "old 1\n" + kNote,
                                  "old 1\r\n\n" + kNote,
                                  "old 1\n" + kHashes + kNote,
                                  "old 1\nnot base64\n\n" + kNote,
                                  "old 1\nAAAA\n\n" + kNote,
                                  "old 1\n\n" + kNote.substr(0, kNote.size() - 1),
                                  "old 1\n\n\n" + kNote + "x",
                                  std::string("old 1\n\nno signature\n"),
                                  "\nold 1\n\n" + kNote})
    EXPECT_FALSE(parse_add_checkpoint(body)) << body;
}

TEST(AddCheckpoint, EveryTruncationIsRefusedBeforeTheSignatures) {
  const std::size_t whole = kBody.rfind("— ");  // the first signature alone would be a note
  for (std::size_t size = 0; size < whole; ++size)
    ASSERT_FALSE(parse_add_checkpoint(kBody.substr(0, size))) << size;
}

TEST(AddCheckpoint, TheLimitsAreKept) {
  const std::string hash = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n";
  std::string hashes;
  for (std::size_t i = 0; i < base::limits::kProofHashes; ++i) hashes += hash;
  EXPECT_TRUE(parse_add_checkpoint("old 1\n" + hashes + "\n" + kNote));
  EXPECT_EQ(parse_add_checkpoint("old 1\n" + hashes + hash + "\n" + kNote).error().code,
            base::ErrorCode::too_large);
  const std::string huge(base::limits::kAddCheckpointBytes, 'x');
  EXPECT_EQ(parse_add_checkpoint("old 1\n\n" + huge).error().code, base::ErrorCode::too_large);
}

TEST(AddCheckpoint, ASizeLineIsOneNumber) {
  EXPECT_EQ(format_size_line({20852014}), "20852014\n");
  EXPECT_EQ(parse_size_line("20852014\n")->value, 20852014U);
  EXPECT_EQ(parse_size_line("0\n")->value, 0U);
  for (const char* body : {"", "\n", "1", "01\n", "1\n\n", "1\n2\n", " 1\n", "1 \n", "-1\n", "x\n"})
    EXPECT_FALSE(parse_size_line(body)) << body;
}

}  // namespace
}  // namespace truceline::ledger

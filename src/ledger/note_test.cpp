// SPDX-License-Identifier: Apache-2.0
#include "ledger/note.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"

namespace truceline::ledger {
namespace {

NoteSigner signer(std::string name, std::uint8_t seed) {
  base::Seed bytes{};
  bytes.fill(seed);
  return {std::move(name), base::SigningKey::from_seed(bytes)};
}

/// `note` with the signature line of another signer added under it.
std::string cosigned(const std::string& note, const NoteSigner& other) {
  const std::string alone = *sign_note(parse_note(note)->text, other);
  return note + alone.substr(parse_note(note)->text.size() + 1);
}

const std::string kText = "ledger.example/idlib\n7\nthree lines\n";

TEST(Note, WhatIsSignedOpens) {
  const NoteSigner log = signer("ledger.example", 1);
  const std::string note = *sign_note(kText, log);
  const auto opened = open_note(note, std::vector{log.verifier()});
  ASSERT_TRUE(opened) << opened.error().to_string();
  EXPECT_EQ(opened->text, kText);
  ASSERT_EQ(opened->verified.size(), 1U);
  EXPECT_EQ(opened->verified[0].name, "ledger.example");
  EXPECT_TRUE(opened->unknown.empty());
}

TEST(Note, EverySingleBitFlippedIsRefused) {
  const NoteSigner log = signer("ledger.example", 1);
  const std::vector known{log.verifier()};
  const std::string note = *sign_note("a\n", log);
  for (std::size_t bit = 0; bit < note.size() * 8; ++bit) {
    std::string bad = note;
    bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << bit % 8));
    ASSERT_FALSE(open_note(bad, known)) << "bit " << bit << ": " << bad;
  }
}

TEST(Note, EveryTruncationIsRefused) {
  const NoteSigner log = signer("ledger.example", 1);
  const std::string note = *sign_note(kText, log);
  for (std::size_t size = 0; size < note.size(); ++size)
    ASSERT_FALSE(open_note(note.substr(0, size), std::vector{log.verifier()})) << size;
}

TEST(Note, SignaturesByUnknownKeysAreKeptAndSayNothing) {
  const NoteSigner log = signer("ledger.example", 1);
  const NoteSigner stranger = signer("witness.example", 2);
  const std::string note = cosigned(*sign_note(kText, log), stranger);
  const auto opened = open_note(note, std::vector{log.verifier()});
  ASSERT_TRUE(opened) << opened.error().to_string();
  EXPECT_EQ(opened->verified.size(), 1U);
  EXPECT_EQ(opened->unknown.size(), 1U);
  EXPECT_EQ(open_note(note, {}).error().code, base::ErrorCode::forbidden);
}

TEST(Note, OneBadLineByAKnownKeySpoilsTheNote) {
  const NoteSigner log = signer("ledger.example", 1);
  const NoteSigner witness = signer("witness.example", 2);
  const std::string good = *sign_note(kText, log);
  const std::string other = *sign_note("another text\n", witness);
  const std::string note = good + other.substr(std::string("another text\n\n").size());
  EXPECT_TRUE(open_note(note, std::vector{log.verifier()}));
  const auto refused = open_note(note, std::vector{log.verifier(), witness.verifier()});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::ErrorCode::forbidden);
}

TEST(Note, AKeyOfTheSameNameButOtherIdIsUnknown) {
  const NoteSigner log = signer("ledger.example", 1);
  const NoteSigner impostor = signer("ledger.example", 3);
  EXPECT_FALSE(open_note(*sign_note(kText, impostor), std::vector{log.verifier()}));
}

TEST(Note, ALineTwiceCountsOnce) {
  const NoteSigner log = signer("ledger.example", 1);
  const std::string note = *sign_note(kText, log);
  const auto opened = open_note(cosigned(note, log), std::vector{log.verifier()});
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->verified.size(), 1U);
}

TEST(Note, AKeyOfUnknownTypeVerifiesNothing) {
  const NoteSigner log = signer("ledger.example", 1);
  VerifierKey future = log.verifier();
  future.type = 0x65;
  const auto refused = open_note(*sign_note(kText, log), std::vector{future});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::ErrorCode::forbidden);
}

TEST(Note, TwoKnownKeysOfOneNameAndIdAreRefused) {
  const NoteSigner log = signer("ledger.example", 1);
  VerifierKey twin = log.verifier();
  twin.key[0] ^= 1;
  EXPECT_EQ(open_note(*sign_note(kText, log), std::vector{log.verifier(), twin}).error().code,
            base::ErrorCode::conflict);
}

TEST(Note, TheLastBlankLineDividesTextFromSignatures) {
  const NoteSigner log = signer("ledger.example", 1);
  const std::string text = "first\n\nsecond\n\n";
  const auto opened = open_note(*sign_note(text, log), std::vector{log.verifier()});
  ASSERT_TRUE(opened) << opened.error().to_string();
  EXPECT_EQ(opened->text, text);
}

TEST(Note, BrokenFormsAreRefused) {
  const std::string line = "— name AAAAAAA=\n";
  ASSERT_TRUE(parse_note("text\n\n" + line));
  for (const std::string& note :
       {std::string{}, std::string("text\n"), std::string("text\n\n"), "text\n" + line,
        "text\n\n" + line + "more\n", "text\n\n" + line + "\n", "te\txt\n\n" + line,
        "te\r\nxt\n\n" + line, "te\xffxt\n\n" + line, std::string("text\n\n- name AAAAAAA=\n"),
        std::string("text\n\n— name\n"), std::string("text\n\n— name AAAAAA==\n"),
        std::string("text\n\n— na+me AAAAAAA=\n"), std::string("text\n\n—  AAAAAAA=\n"),
        std::string("text\n\n— name AAAAAAA= \n"), std::string("text\n\n— name AAAAAAA\n")})
    EXPECT_FALSE(parse_note(note)) << note;
}

TEST(Note, SixteenSignaturesAreFineAndTheLimitIsKept) {
  const std::string line = "— name AAAAAAA=\n";
  std::string note = "text\n\n";
  for (std::size_t n = 0; n < base::limits::kNoteSignatures; ++n) note += line;
  EXPECT_TRUE(parse_note(note));
  EXPECT_EQ(parse_note(note + line).error().code, base::ErrorCode::too_large);
  const std::string huge(base::limits::kNoteBytes, 'x');
  EXPECT_EQ(parse_note(huge + "\n\n" + line).error().code, base::ErrorCode::too_large);
}

TEST(Note, RefusesToSignWhatCouldNotBeOpened) {
  const NoteSigner log = signer("ledger.example", 1);
  EXPECT_FALSE(sign_note("no line feed", log));
  EXPECT_FALSE(sign_note("", log));
  EXPECT_FALSE(sign_note("tab\t\n", log));
  EXPECT_FALSE(sign_note("\xff\n", log));
  EXPECT_FALSE(sign_note("text\n", signer("two words", 1)));
  EXPECT_FALSE(sign_note(std::string(base::limits::kNoteBytes - 1, 'x') + "\n", log));
}

}  // namespace
}  // namespace truceline::ledger

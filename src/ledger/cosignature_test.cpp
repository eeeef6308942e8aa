// SPDX-License-Identifier: Apache-2.0
#include "ledger/cosignature.hpp"

#include <gtest/gtest.h>

#include "ledger/note.hpp"
#include "ledger/test_log.hpp"

namespace truceline::ledger {
namespace {

const std::string kText =
    "example.com/behind-the-sofa\n"
    "20852163\n"
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
constexpr std::uint64_t kTimeS = 1679315147;
// Made by OpenSSL 3.0 from the seed 20 21 .. 3f over the message of the specification's example.
const std::string kLine =
    "— witness.example/w1 IDJKvgAAAABkGFDL6ade/xdmW0GepsICyPher/bBsso0aCocxkD4MgnQ2J3N/"
    "61CxrucC0uO4wzUWe3K7XvjkEYtewKXIfP/U7l4Cw==\n";
const std::string kVkey =
    "witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X";

Cosigner w1() {
  base::Seed seed{};
  for (std::uint8_t i = 0; i < seed.size(); ++i) seed[i] = static_cast<std::uint8_t>(32 + i);
  return {"witness.example/w1", base::SigningKey::from_seed(seed)};
}

TEST(Cosignature, IsByteForByteWhatOpensslMakesOfTheSpecifiedMessage) {
  EXPECT_EQ(format_vkey(w1().verifier()), kVkey);
  EXPECT_EQ(format_signature_line(cosign(kText, w1(), kTimeS)), kLine);
}

TEST(Cosignature, OpensAsANoteWithItsTime) {
  const auto opened = open_note(kText + "\n" + kLine, std::vector{*parse_vkey(kVkey)});
  ASSERT_TRUE(opened) << opened.error().to_string();
  ASSERT_EQ(opened->verified.size(), 1U);
  EXPECT_EQ(cosigned_time_s(opened->verified[0]), kTimeS);
}

TEST(Cosignature, TheSpecificationsExampleLineHasTheTimeItSays) {
  const auto lines = parse_signature_lines(
      "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/"
      "zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n");
  ASSERT_TRUE(lines) << lines.error().to_string();
  EXPECT_EQ(cosigned_time_s(lines->at(0)), kTimeS);
}

TEST(Cosignature, EverySingleBitFlippedIsRefused) {
  const std::vector known{w1().verifier()};
  const std::string note = kText + "\n" + kLine;
  ASSERT_TRUE(open_note(note, known));
  for (std::size_t bit = 0; bit < note.size() * 8; ++bit)
    ASSERT_FALSE(open_note(with_bit_flipped(note, bit), known)) << "bit " << bit;
}

TEST(Cosignature, IsNoSignatureOfTheTextAlone) {
  // One Ed25519 key, used for both types: neither signature passes for the other.
  const Cosigner cosigner{"example.com/log", test_key(1)};
  const NoteSigner log{"example.com/log", test_key(1)};
  const NoteSignature cosigned = cosign(kText, cosigner, kTimeS);
  NoteSignature bare{
      log.name, log.verifier().id, {cosigned.signature.begin() + 8, cosigned.signature.end()}};
  EXPECT_FALSE(verify_note({kText, {bare}}, std::vector{log.verifier()}));
  const NoteSignature signed_line = parse_note(*sign_note(kText, log))->signatures[0];
  NoteSignature timed{cosigner.name, cosigner.verifier().id, base::Bytes(8, 0)};
  timed.signature.insert(timed.signature.end(), signed_line.signature.begin(),
                         signed_line.signature.end());
  EXPECT_FALSE(verify_note({kText, {timed}}, std::vector{cosigner.verifier()}));
}

TEST(Cosignature, TimesFromZeroToTheLargestAreKeptAndLargerOnesRefused) {
  const std::uint64_t largest = (std::uint64_t{1} << 63U) - 1;
  for (const std::uint64_t time_s : {std::uint64_t{0}, std::uint64_t{1}, largest}) {
    const NoteSignature line = cosign(kText, w1(), time_s);
    EXPECT_EQ(cosigned_time_s(line), time_s);
    EXPECT_TRUE(verifies_cosignature(w1().verifier(), kText, line.signature));
  }
  NoteSignature beyond = cosign(kText, w1(), largest);
  beyond.signature[0] = 0x80;
  EXPECT_EQ(cosigned_time_s(beyond), std::nullopt);
  EXPECT_FALSE(verifies_cosignature(w1().verifier(), kText, beyond.signature));
  EXPECT_DEATH((void)cosign(kText, w1(), largest + 1), "broken invariant");
}

TEST(Cosignature, OfAnotherLengthIsNoTimeAndNotValid) {
  NoteSignature line = cosign(kText, w1(), kTimeS);
  line.signature.push_back(0);
  EXPECT_EQ(cosigned_time_s(line), std::nullopt);
  EXPECT_FALSE(verifies_cosignature(w1().verifier(), kText, line.signature));
  line.signature.resize(71);
  EXPECT_FALSE(verifies_cosignature(w1().verifier(), kText, line.signature));
}

TEST(Cosignature, TheLinesAWitnessAnswersAreCheckedAgainstTheText) {
  const Cosigner w2{"witness.example/w2", test_key(2)};
  const auto lines = parse_signature_lines(kLine + format_signature_line(cosign(kText, w2, 7)));
  ASSERT_TRUE(lines);
  const auto opened = verify_note({kText, *lines}, std::vector{w1().verifier()});
  ASSERT_TRUE(opened) << opened.error().to_string();
  EXPECT_EQ(opened->verified.size(), 1U);
  EXPECT_EQ(opened->unknown.size(), 1U);
  EXPECT_FALSE(verify_note({"another text\n", *lines}, std::vector{w1().verifier()}));
}

TEST(Cosignature, AKeyOfItsTypeMustBeAValidPoint) {
  const base::PublicKey zero{};
  VerifierKey key = w1().verifier();
  key.key.assign(zero.begin(), zero.end());
  key.id = key_id(key.name, key.type, key.key);
  EXPECT_FALSE(parse_vkey(format_vkey(key)));
  key.key.resize(31);
  key.id = key_id(key.name, key.type, key.key);
  EXPECT_FALSE(parse_vkey(format_vkey(key)));
}

}  // namespace
}  // namespace truceline::ledger

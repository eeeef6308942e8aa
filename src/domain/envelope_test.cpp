// SPDX-License-Identifier: Apache-2.0
#include "domain/envelope.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "domain/random_fields.hpp"

namespace truceline::domain {
namespace {

base::SigningKey signing_key() {
  base::Seed seed{};
  seed.fill(0x54);
  return base::SigningKey::from_seed(seed);
}

Header sample() {
  Header header = RandomFields(11).make<Header>();
  header.key = signing_key().public_key();
  return header;
}

TEST(Envelope, pre_authentication_encoding_gives_the_check_value_of_dsse) {
  EXPECT_EQ(pre_authentication_encoding("http://example.com/HelloWorld", "hello world"),
            "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  EXPECT_EQ(pre_authentication_encoding("", ""), "DSSEv1 0  0 ");
}

TEST(Envelope, what_was_signed_verifies_and_opens) {
  const Header header = sample();
  const std::string bytes = sign_envelope(header, signing_key());
  const base::Result<Header> verified = verify_envelope(bytes);
  ASSERT_TRUE(verified) << verified.error().to_string();
  EXPECT_EQ(*verified, header);
  const base::Result<Envelope> opened = open_envelope(bytes);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->payload, encode(header));
  EXPECT_EQ(opened->key, header.key);
}

TEST(Envelope, any_flipped_bit_fails) {
  const std::string bytes = sign_envelope(sample(), signing_key());
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      std::string flipped = bytes;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
      ASSERT_FALSE(verify_envelope(flipped)) << "byte " << at << " bit " << bit;
    }
}

TEST(Envelope, an_envelope_cut_short_or_lengthened_is_an_error) {
  const std::string bytes = sign_envelope(sample(), signing_key());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    const std::string cut = bytes.substr(0, length);
    ASSERT_FALSE(open_envelope(cut)) << cut;
  }
  EXPECT_FALSE(open_envelope(bytes + "\n"));
  EXPECT_FALSE(open_envelope(bytes + "A"));
}

TEST(Envelope, another_spelling_of_the_same_envelope_is_refused) {
  const std::string bytes = sign_envelope(sample(), signing_key());
  const std::size_t keyid = bytes.find("keyid") + 8;
  std::string upper = bytes;
  for (std::size_t i = keyid; i < keyid + 64; ++i)
    if (upper[i] >= 'a' && upper[i] <= 'f') upper[i] = static_cast<char>(upper[i] - 32);
  ASSERT_NE(upper, bytes);
  EXPECT_EQ(open_envelope(upper).error().place, "envelope.signatures[0].keyid");
  std::string spaced = bytes;
  spaced.insert(1, " ");
  EXPECT_FALSE(open_envelope(spaced));
  std::string other_type = bytes;
  other_type.replace(other_type.find(".v1+json"), 3, ".v2");
  EXPECT_EQ(open_envelope(other_type).error().place, "envelope.payloadType");
}

TEST(Envelope, a_header_under_somebody_elses_signature_is_forbidden) {
  const Header header = sample();
  base::Seed seed{};
  const base::SigningKey thief = base::SigningKey::from_seed(seed);
  Header stolen = header;
  stolen.key = thief.public_key();
  std::string bytes = sign_envelope(stolen, thief);
  // The thief's own statement is fine; the same signature around our header is not.
  ASSERT_TRUE(verify_envelope(bytes));
  const std::string ours = base::to_base64(base::bytes_of(encode(header)));
  const std::string theirs = base::to_base64(base::bytes_of(encode(stolen)));
  bytes.replace(bytes.find(theirs), theirs.size(), ours);
  const base::Result<Header> verified = verify_envelope(bytes);
  ASSERT_FALSE(verified);
  EXPECT_EQ(verified.error().code, base::ErrorCode::forbidden);
  EXPECT_EQ(verified.error().place, "header.author.key");
}

TEST(Envelope, beyond_an_entrys_size_is_too_large) {
  EXPECT_EQ(open_envelope(std::string(base::limits::kEntryBytes + 1, ' ')).error().code,
            base::ErrorCode::too_large);
}

}  // namespace
}  // namespace truceline::domain

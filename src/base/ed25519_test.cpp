// SPDX-License-Identifier: Apache-2.0
#include "base/ed25519.hpp"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

#include "base/json.hpp"

namespace truceline::base {
namespace {

template <class Fixed>
Fixed fixed_from_hex(std::string_view hex) {
  const Bytes bytes = from_hex(hex).value();
  Fixed fixed{};
  INVARIANT(bytes.size() == fixed.size());
  std::copy(bytes.begin(), bytes.end(), fixed.begin());
  return fixed;
}

// RFC 8032, section 7.1, tests 1 to 3.
TEST(Ed25519, GivesTheKeysAndSignaturesOfRfc8032) {
  struct Vector {
    std::string_view seed, key, message, signature;
  };
  const Vector vectors[] = {
      {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
       "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
       "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
       "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
      {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
       "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
       "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
       "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
      {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
       "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
       "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
       "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"}};
  for (const Vector& v : vectors) {
    const SigningKey key = SigningKey::from_seed(fixed_from_hex<Seed>(v.seed));
    const Bytes message = from_hex(v.message).value();
    EXPECT_EQ(to_hex(key.public_key()), v.key);
    EXPECT_EQ(to_hex(key.sign(message)), v.signature);
    EXPECT_TRUE(is_valid_public_key(key.public_key()));
    EXPECT_TRUE(verify(key.public_key(), message, key.sign(message)));
  }
}

TEST(Ed25519, AnyFlippedBitMakesItForged) {
  const SigningKey key = SigningKey::from_seed(Seed{1, 2, 3});
  const SigningKey other = SigningKey::from_seed(Seed{1, 2, 4});
  Bytes message(bytes_of("post 7 is open").begin(), bytes_of("post 7 is open").end());
  Signature signature = key.sign(message);
  EXPECT_FALSE(verify(other.public_key(), message, signature));
  for (std::size_t bit = 0; bit < 512; ++bit) {
    signature[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    ASSERT_FALSE(verify(key.public_key(), message, signature)) << "signature bit " << bit;
    signature[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
  }
  for (std::size_t bit = 0; bit < message.size() * 8; ++bit) {
    message[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    ASSERT_FALSE(verify(key.public_key(), message, signature)) << "message bit " << bit;
    message[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
  }
  EXPECT_TRUE(verify(key.public_key(), message, signature));
}

TEST(Ed25519, KeysOfSmallOrderAndNonCanonicalKeysAreNotEnrolled) {
  const std::string_view bad[] = {
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0000000000000000000000000000000000000000000000000000000000000080",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"};
  for (const std::string_view hex : bad)
    EXPECT_FALSE(is_valid_public_key(fixed_from_hex<PublicKey>(hex))) << hex;
}

bool has_flag(JsonValue vector, std::string_view flag) {
  const JsonValue flags = vector.find("flags").value();
  if (!flags.is_array()) return false;
  const std::vector<JsonValue> all = flags.elements();
  return std::any_of(all.begin(), all.end(),
                     [&](const JsonValue& f) { return f.as_string() == flag; });
}

// C2SP's community vectors: 914 crafted signatures on which libraries are known to disagree.
TEST(Ed25519, CraftedSignaturesGetOneVerdict) {
  std::ifstream file(TRUCELINE_SOURCE_DIR "/../shared/vectors/ed25519/cctv_ed25519vectors.json");
  if (!file) GTEST_SKIP() << "the CCTV Ed25519 vectors are not on this machine";
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const Result<JsonDocument> document = parse_json(text, {1U << 22U, 8, 4096, true});
  ASSERT_TRUE(document.has_value()) << document.error().to_string();

  std::size_t total = 0;
  std::size_t verified = 0;
  std::size_t with_valid_key = 0;
  for (const JsonValue vector : document->root().elements()) {
    ++total;
    const auto key = fixed_from_hex<PublicKey>(vector.find("key")->as_string());
    const auto signature = fixed_from_hex<Signature>(vector.find("sig")->as_string());
    if (!verify(key, bytes_of(vector.find("msg")->as_string()), signature)) continue;
    ++verified;
    EXPECT_FALSE(has_flag(vector, "low_order_R"));
    EXPECT_FALSE(has_flag(vector, "low_order_A"));
    EXPECT_FALSE(has_flag(vector, "non_canonical_R"));
    EXPECT_FALSE(has_flag(vector, "non_canonical_A"));
    if (!is_valid_public_key(key)) continue;
    ++with_valid_key;
    EXPECT_TRUE(vector.find("flags")->is_null());
  }
  EXPECT_EQ(total, 914U);
  EXPECT_EQ(verified, 43U);       // libsodium's own count: its verdict stays the normative one.
  EXPECT_EQ(with_valid_key, 1U);  // The one ordinary signature; every crafted one is refused.
}

}  // namespace
}  // namespace truceline::base

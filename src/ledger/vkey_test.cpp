// SPDX-License-Identifier: Apache-2.0
#include "ledger/vkey.hpp"

#include <gtest/gtest.h>

namespace truceline::ledger {
namespace {

constexpr std::string_view kNeumann =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

TEST(Vkey, ReadsAndWritesThePublishedKey) {
  const auto key = parse_vkey(kNeumann);
  ASSERT_TRUE(key) << key.error().to_string();
  EXPECT_EQ(key->name, "PeterNeumann");
  EXPECT_EQ(base::to_hex(key->id), "c74f20a3");
  EXPECT_EQ(key->type, kTypeEd25519);
  EXPECT_EQ(format_vkey(*key), kNeumann);
}

TEST(Vkey, RefusesAKeyOfTheWrongLength) {
  EXPECT_FALSE(
      parse_vkey("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=="));
}

TEST(Vkey, KeepsAKeyOfAnUnknownTypeAsUnknown) {
  const auto key = parse_vkey("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  ASSERT_TRUE(key) << key.error().to_string();
  EXPECT_EQ(key->type, 0x65);
}

TEST(Vkey, RefusesAnIdThatDoesNotBelongToTheKey) {
  EXPECT_FALSE(parse_vkey("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"));
  EXPECT_FALSE(parse_vkey("PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"));
}

TEST(Vkey, RefusesBrokenForms) {
  for (const std::string_view text :
       {"", "name", "name+c74f20a3", "+c74f20a3+AQ==", "name+c74f20+AQ==", "name+c74f20a3+",
        "name+c74f20a3+!!!!", "a b+c74f20a3+AQ=="})
    EXPECT_FALSE(parse_vkey(text)) << text;
}

TEST(Vkey, RefusesAPointThatMayNotBeEnrolled) {
  base::PublicKey small_order{};  // y = 0: a point of order 4
  EXPECT_FALSE(parse_vkey(format_vkey(ed25519_verifier("log.example", small_order))));
}

TEST(Vkey, NamesHoldNeitherSpacesNorPlus) {
  EXPECT_TRUE(is_key_name("ledger.example/idlib"));
  EXPECT_TRUE(is_key_name("سجل.example"));
  for (const std::string_view name :
       {"", "a b", "a+b", "a\tb", "a\nb", "a\u00a0b", "a\u3000b", "a\u2028", "\xff", "a\x7f"})
    EXPECT_FALSE(is_key_name(name)) << name;
  EXPECT_FALSE(is_key_name(std::string(256, 'a')));
}

}  // namespace
}  // namespace truceline::ledger

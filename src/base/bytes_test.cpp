// SPDX-License-Identifier: Apache-2.0
#include "base/bytes.hpp"

#include <gtest/gtest.h>
#include <random>

namespace truceline::base {
namespace {

Bytes random_bytes(std::mt19937_64& random, std::size_t size) {
  Bytes bytes(size);
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random() & 0xFFU);
  return bytes;
}

TEST(Hex, WritesTwoLowerCaseDigitsAByte) {
  EXPECT_EQ(to_hex(Bytes{0x00, 0x0f, 0xa0, 0xff}), "000fa0ff");
  EXPECT_EQ(to_hex({}), "");
}

TEST(Hex, ReadsBothCases) {
  EXPECT_EQ(from_hex("0aFf").value(), (Bytes{0x0a, 0xff}));
  EXPECT_TRUE(from_hex("").value().empty());
}

TEST(Hex, RefusesWithThePlace) {
  EXPECT_FALSE(from_hex("abc").has_value());
  EXPECT_EQ(from_hex("00g0").error().place, "character 3");
  EXPECT_EQ(from_hex("000 ").error().place, "character 4");
  EXPECT_FALSE(from_hex("0x").has_value());
}

TEST(Hex, AHashIsExactlySixtyFourDigits) {
  const std::string text(64, 'a');
  EXPECT_EQ(hash_from_hex(text).value()[31], 0xaa);
  EXPECT_FALSE(hash_from_hex(text.substr(1)).has_value());
  EXPECT_FALSE(hash_from_hex(text + "aa").has_value());
  EXPECT_FALSE(hash_from_hex(std::string(64, 'z')).has_value());
}

TEST(Hex, ComesBackAsItWas) {
  std::mt19937_64 random(1);
  for (std::size_t size = 0; size < 300; ++size) {
    const Bytes bytes = random_bytes(random, size);
    EXPECT_EQ(from_hex(to_hex(bytes)).value(), bytes);
  }
}

TEST(Base64, WritesTheVectorsOfRfc4648) {
  const std::pair<std::string_view, std::string_view> vectors[] = {{"", ""},
                                                                   {"f", "Zg=="},
                                                                   {"fo", "Zm8="},
                                                                   {"foo", "Zm9v"},
                                                                   {"foob", "Zm9vYg=="},
                                                                   {"fooba", "Zm9vYmE="},
                                                                   {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, encoded] : vectors) {
    EXPECT_EQ(to_base64(bytes_of(plain)), encoded);
    EXPECT_EQ(text_of(from_base64(encoded).value()), plain);
  }
}

TEST(Base64, OneValueHasOneSpelling) {
  EXPECT_FALSE(from_base64("Zg").has_value()) << "padding is required";
  EXPECT_FALSE(from_base64("Zh==").has_value()) << "unused bits must be zero";
  EXPECT_FALSE(from_base64("Zm9=").has_value()) << "unused bits must be zero";
  EXPECT_FALSE(from_base64("Zm8=\n").has_value());
  EXPECT_FALSE(from_base64("Z g==").has_value());
  EXPECT_FALSE(from_base64("Z===").has_value());
  EXPECT_FALSE(from_base64("====").has_value());
  EXPECT_FALSE(from_base64("Zg==Zg==").has_value()) << "padding only at the end";
  EXPECT_FALSE(from_base64("-_-_").has_value()) << "not the URL alphabet";
  EXPECT_EQ(from_base64("Zm9*").error().place, "character 4");
}

TEST(Base64, NamesTheFirstCharacterThatIsNoDigit) {
  const std::string good = "QUJDREVGRw==";
  for (std::size_t at = 0; at < 10; ++at) {
    std::string text = good;
    text[at] = '?';
    EXPECT_EQ(from_base64(text).error().place, "character " + std::to_string(at + 1));
    text[9] = '?';
    EXPECT_EQ(from_base64(text).error().place, "character " + std::to_string(at + 1));
  }
}

TEST(Base64, EveryAcceptedTextIsTheOneWeWrite) {
  // All groups of four from a small alphabet: whatever is read must be written back the same.
  const std::string_view alphabet = "AQgwZ/=+ ";
  std::size_t accepted = 0;
  for (const char a : alphabet)
    for (const char b : alphabet)
      for (const char c : alphabet)
        for (const char d : alphabet) {
          const std::string text{a, b, c, d};
          const auto bytes = from_base64(text);
          if (!bytes) continue;
          ++accepted;
          EXPECT_EQ(to_base64(*bytes), text);
        }
  EXPECT_GT(accepted, 7U * 7U * 7U * 7U);  // Seven digits, and some padded ones.
}

TEST(Base64, ComesBackAsItWas) {
  std::mt19937_64 random(2);
  for (std::size_t size = 0; size < 300; ++size) {
    const Bytes bytes = random_bytes(random, size);
    EXPECT_EQ(from_base64(to_base64(bytes)).value(), bytes);
  }
}

/// Decodes and encodes by arithmetic alone: the slow twin of is_utf8.
bool is_utf8_by_arithmetic(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<std::uint8_t>(text[i]);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xC0 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF8 ? 4
                                             : 0;
    if (length == 0 || i + length > text.size()) return false;
    std::uint32_t code = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) {
      const auto byte = static_cast<std::uint8_t>(text[i + k]);
      if (byte < 0x80 || byte > 0xBF) return false;
      code = code << 6U | (byte & 0x3FU);
    }
    const std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < least[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return false;
    i += length;
  }
  return true;
}

TEST(Utf8, AcceptsTextOfManyScripts) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("plain ascii of more than eight bytes"));
  EXPECT_TRUE(is_utf8("خان شيخون, Хмеймим, 停戦, \xF0\x9F\x95\x8A"));
}

TEST(Utf8, RefusesIllFormedBytes) {
  const std::string_view bad[] = {"\x80",
                                  "\xC3",
                                  "\xC0\x80",
                                  "\xE0\x80\x80",
                                  "\xED\xA0\x80",
                                  "\xF0\x80\x80\x80",
                                  "\xF4\x90\x80\x80",
                                  "\xFF",
                                  "Idl\xED\x62",
                                  "eight ok\xE2\x82"};
  for (const std::string_view text : bad) EXPECT_FALSE(is_utf8(text)) << to_hex(bytes_of(text));
}

TEST(Utf8, AgreesWithArithmeticOnEveryPairAndOnRandomBytes) {
  for (int a = 0; a < 256; ++a)
    for (int b = 0; b < 256; ++b) {
      const std::string text{static_cast<char>(a), static_cast<char>(b)};
      ASSERT_EQ(is_utf8(text), is_utf8_by_arithmetic(text)) << a << ' ' << b;
    }
  // Bytes at the borders of the table, so that well-formed sequences are common.
  const std::uint8_t borders[] = {'a',  0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF,
                                  0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5};
  std::mt19937_64 random(3);
  std::size_t well_formed = 0;
  for (int i = 0; i < 400'000; ++i) {
    std::string text;
    for (std::size_t k = 0; k < 4; ++k)
      text += static_cast<char>(borders[random() % std::size(borders)]);
    ASSERT_EQ(is_utf8(text), is_utf8_by_arithmetic(text)) << to_hex(bytes_of(text));
    well_formed += is_utf8(text) ? 1 : 0;
  }
  EXPECT_GT(well_formed, 1000U);
}

}  // namespace
}  // namespace truceline::base

// SPDX-License-Identifier: Apache-2.0
#include "base/json_writer.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <limits>
#include <random>

#include "base/bytes.hpp"
#include "base/json.hpp"

namespace truceline::base {
namespace {

std::string json_quoted(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

std::string decimal(std::int64_t value, int scale) {
  JsonWriter out;
  out.decimal(value, scale);
  return out.take();
}

std::string integer(std::int64_t value) {
  JsonWriter out;
  out.integer(value);
  return out.take();
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto add = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) return add(code);
  if (code < 0x800) return add(0xC0U | code >> 6U), add(0x80U | (code & 0x3FU));
  if (code < 0x10000)
    return add(0xE0U | code >> 12U), add(0x80U | (code >> 6U & 0x3FU)), add(0x80U | (code & 0x3FU));
  add(0xF0U | code >> 18U);
  add(0x80U | (code >> 12U & 0x3FU));
  add(0x80U | (code >> 6U & 0x3FU));
  add(0x80U | (code & 0x3FU));
}

void append_utf16(std::u16string& out, std::uint32_t code) {
  if (code < 0x10000) {
    out += static_cast<char16_t>(code);
    return;
  }
  out += static_cast<char16_t>(0xD800U + ((code - 0x10000U) >> 10U));
  out += static_cast<char16_t>(0xDC00U + ((code - 0x10000U) & 0x3FFU));
}

/// A code point near a border of UTF-8 or UTF-16, so that the hard orders are common.
std::uint32_t border_code(std::mt19937_64& random) {
  const std::uint32_t borders[] = {0x20,    0x7E,    0x80,    0x7FF,   0x800,   0xD7FF,
                                   0xE000,  0xE001,  0xEFFF,  0xF000,  0xFFFD,  0xFFFF,
                                   0x10000, 0x10001, 0x1F54A, 0x3FFFF, 0x40000, 0x10FFFF};
  return borders[random() % std::size(borders)];
}

TEST(JsonWriter, WritesNestedValues) {
  JsonWriter out;
  out.begin_object().member("b", "x").member("a", -7);
  out.key("list").begin_array().integer(1).boolean(true).null().begin_object().end_object();
  out.begin_array().end_array().raw("{\"r\":0}").end_array();
  out.key("at").decimal(361234567, 7).end_object();
  EXPECT_EQ(out.take(), R"({"b":"x","a":-7,"list":[1,true,null,{},[],{"r":0}],"at":36.1234567})");
}

TEST(JsonWriter, EscapesOnlyWhatItMust) {
  EXPECT_EQ(json_quoted("a\"b\\c/d"), R"("a\"b\\c/d")");
  EXPECT_EQ(json_quoted("\b\t\n\f\r"), R"("\b\t\n\f\r")");
  EXPECT_EQ(json_quoted(std::string_view("\0\x1f\x7f", 3)), "\"\\u0000\\u001f\x7f\"");
  EXPECT_EQ(json_quoted("حلب \xF0\x9F\x95\x8A"), "\"حلب \xF0\x9F\x95\x8A\"");
}

// Text is looked at eight bytes at a time: a byte that needs care must be seen wherever it stands.
TEST(JsonWriter, EscapesEveryByteAtEveryPosition) {
  const std::string plain(20, ' ');
  for (int byte = 0; byte < 128; ++byte) {
    const char c = static_cast<char>(byte);
    const std::string quoted = json_quoted(std::string_view(&c, 1));
    const std::string escaped = quoted.substr(1, quoted.size() - 2);
    EXPECT_EQ(escaped.size() == 1, byte >= 0x20 && c != '"' && c != '\\') << byte;
    for (std::size_t at = 0; at < plain.size(); ++at) {
      std::string text = plain;
      text[at] = c;
      EXPECT_EQ(json_quoted(text),
                '"' + plain.substr(0, at) + escaped + plain.substr(at + 1) + '"');
    }
  }
}

TEST(JsonWriter, BytesThatAreNotUtf8BecomeTheReplacementCharacter) {
  EXPECT_EQ(json_quoted("Idl\xED"
                        "b"),
            "\"Idl\xEF\xBF\xBD"
            "b\"");
  EXPECT_EQ(json_quoted("\xE2\x82"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
  std::mt19937_64 random(4);
  for (int i = 0; i < 20'000; ++i) {
    std::string noise(random() % 12, ' ');
    for (char& c : noise) c = static_cast<char>(random() & 0xFFU);
    ASSERT_TRUE(parse_json(json_quoted(noise), {1000, 4, 1000}).has_value());
  }
}

TEST(JsonWriter, DecimalsAreExact) {
  EXPECT_EQ(decimal(361234567, 7), "36.1234567");
  EXPECT_EQ(decimal(361234500, 7), "36.12345");
  EXPECT_EQ(decimal(360000000, 7), "36");
  EXPECT_EQ(decimal(-5, 7), "-0.0000005");
  EXPECT_EQ(decimal(0, 7), "0");
  EXPECT_EQ(decimal(42, 0), "42");
  EXPECT_EQ(decimal(std::numeric_limits<std::int64_t>::max(), 18), "9.223372036854775807");
  EXPECT_EQ(decimal(std::numeric_limits<std::int64_t>::min(), 18), "-9.223372036854775808");
  EXPECT_EQ(decimal(std::numeric_limits<std::int64_t>::min(), 2), "-92233720368547758.08");
}

/// Undoes `decimal` by moving the point back.
std::int64_t scaled(const std::string& text, int scale) {
  const std::size_t point = text.find('.');
  std::string digits = text.substr(0, point);
  std::string fraction = point == std::string::npos ? "" : text.substr(point + 1);
  fraction.resize(static_cast<std::size_t>(scale), '0');
  return std::stoll(digits + fraction);
}

TEST(JsonWriter, NumbersComeBackAsTheyWere) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 100'000; ++i) {
    const auto value = static_cast<std::int64_t>(random()) >> random() % 64;
    const std::string written = integer(value);
    const auto document = parse_json(written, {100, 1, 1});
    ASSERT_EQ(document->root().as_integer(), value);
    const int scale = static_cast<int>(random() % 19);
    ASSERT_EQ(scaled(decimal(value, scale), scale), value) << scale;
  }
  EXPECT_EQ(integer(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
}

TEST(JsonWriter, StringsComeBackAsTheyWere) {
  std::mt19937_64 random(6);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (std::size_t k = random() % 20; k > 0; --k)
      append_utf8(text, random() % 2 == 0 ? static_cast<std::uint32_t>(random() % 0x80)
                                          : border_code(random));
    const std::string written = json_quoted(text);
    const auto document = parse_json(written, {1000, 1, 1000});
    ASSERT_TRUE(document.has_value()) << written;
    ASSERT_EQ(document->root().as_string(), text);
  }
}

TEST(JsonKeyOrder, IsThatOfUtf16CodeUnits) {
  EXPECT_TRUE(json_key_less("", "a"));
  EXPECT_TRUE(json_key_less("a", "aa"));
  EXPECT_FALSE(json_key_less("a", "a"));
  EXPECT_TRUE(json_key_less("\xF0\x9F\x98\x82", "\xEF\xAC\xB3"));  // D83D DE02 before FB33
  std::mt19937_64 random(7);
  for (int i = 0; i < 200'000; ++i) {
    std::string a8, b8;
    std::u16string a16, b16;
    for (std::size_t k = random() % 4; k > 0; --k) {
      const std::uint32_t code = border_code(random);
      append_utf8(a8, code), append_utf16(a16, code);
      const std::uint32_t twin = random() % 2 == 0 ? code : border_code(random);
      append_utf8(b8, twin), append_utf16(b16, twin);
    }
    ASSERT_EQ(json_key_less(a8, b8), a16 < b16) << to_hex(bytes_of(a8)) << to_hex(bytes_of(b8));
  }
}

TEST(JsonWriterDeathTest, WhatCannotBeSignedIsOurBug) {
  const auto canonical = [] { return JsonWriter(JsonWriter::Order::canonical); };
  EXPECT_DEATH(canonical().begin_object().member("b", 1).member("a", 1), "json_key_less");
  EXPECT_DEATH(canonical().begin_object().member("a", 1).member("a", 1), "json_key_less");
  EXPECT_DEATH(canonical().string("\xFF"), "is_utf8");
  EXPECT_DEATH(canonical().integer(std::int64_t{1} << 53), "kIntegerMax");
  EXPECT_DEATH(canonical().decimal(1, 1), "canonical");
}

TEST(JsonWriterDeathTest, MisplacedValuesAreOurBug) {
  EXPECT_DEATH(JsonWriter().begin_object().integer(1), "after_key_");
  EXPECT_DEATH(JsonWriter().begin_object().key("a").end_object(), "after_key_");
  EXPECT_DEATH(JsonWriter().begin_array().end_object(), "object");
  EXPECT_DEATH(JsonWriter().integer(1).integer(2), "empty");
  EXPECT_DEATH(JsonWriter().begin_array().take(), "empty");
}

}  // namespace
}  // namespace truceline::base

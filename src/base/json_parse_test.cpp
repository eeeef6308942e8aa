// SPDX-License-Identifier: Apache-2.0
//
// What parse_json refuses, where it says the fault is, and why.
#include <gtest/gtest.h>
#include <random>

#include "base/bytes.hpp"
#include "base/json.hpp"

namespace truceline::base {
namespace {

constexpr JsonLimits kWide{1U << 22U, 16, 1U << 16U};
constexpr JsonLimits kStatement{1U << 22U, 16, 1U << 16U, true};

/// "place: reason", or "accepted".
std::string verdict(std::string_view text, const JsonLimits& limits = kWide) {
  const auto document = parse_json(text, limits);
  return document ? "accepted" : document.error().place + ": " + document.error().reason;
}

/// `count` members, all keys different.
std::string object_of(std::size_t count, std::string_view last = {}) {
  std::string text = "{";
  for (std::size_t i = 0; i < count; ++i)
    text += (i == 0 ? "\"key" : ",\"key") + std::to_string(i * 7919 % 1'000'003) + "\":0";
  return text + std::string(last) + "}";
}

TEST(JsonParse, SaysWhereAndWhy) {
  EXPECT_EQ(verdict(""), "1:1: the text ends before the value is complete");
  EXPECT_EQ(verdict("{\"a\":"), "1:6: the text ends before the value is complete");
  EXPECT_EQ(verdict("{\n  \"a\": x\n}"), "2:8: unexpected 'x'");
  EXPECT_EQ(verdict("[1,]"), "1:4: unexpected ']'");
  EXPECT_EQ(verdict("[01]"), "1:3: unexpected '1'");
  EXPECT_EQ(verdict("[NaN]"), "1:2: unexpected 'N'");
  EXPECT_EQ(verdict("{\"a\":1} {"), "1:9: text after the end of the value");
  EXPECT_EQ(verdict("[1] // note"), "1:5: text after the end of the value");
  EXPECT_EQ(verdict("[1]\n \t\r"), "accepted");
}

TEST(JsonParse, RefusesWhatIsNotUtf8) {
  EXPECT_EQ(verdict("[\"Idl\xED"
                    "b\"]"),
            "1:6: bytes that are not UTF-8");
  const std::string_view bad[] = {"\x80", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                  "\xFF", "\xE2\x82"};
  for (const std::string_view bytes : bad) {
    const std::string text = "[\"ok\",\n\"" + std::string(bytes) + "\"]";
    EXPECT_EQ(verdict(text), "2:2: bytes that are not UTF-8") << to_hex(bytes_of(bytes));
    const std::string escaped = "\"\\n" + std::string(bytes) + "\"";
    EXPECT_NE(verdict(escaped), "accepted") << to_hex(bytes_of(bytes));
  }
  EXPECT_EQ(verdict("\"\\ud83d\""), "1:8: a \\u escape that is half of a surrogate pair");
  EXPECT_NE(verdict("\"\\udd4a\""), "accepted");
  EXPECT_EQ(verdict("\"\\ud83d\\udd4a\""), "accepted");
  EXPECT_NE(verdict("\"a\nb\""), "accepted") << "a bare line break in a string";
}

TEST(JsonParse, RefusesAByteOrderMarkByName) {
  EXPECT_EQ(verdict("\xEF\xBB\xBF{}"), "1:1: the text starts with a byte order mark");
}

TEST(JsonParse, RefusesKeysThatStandTwice) {
  EXPECT_EQ(verdict("{\"a\":1,\n\"b\":2,\"a\":3}"),
            "2:8: the key \"a\" stands twice in one object");
  EXPECT_EQ(verdict(R"({"a":1,"\u0061":3})"), "1:18: the key \"a\" stands twice in one object")
      << "an escape does not make it another key";
  EXPECT_EQ(verdict(R"([{"a":{"b":0},"b":{"a":0}},{"a":0}])"), "accepted")
      << "the same key in different objects";
  EXPECT_NE(verdict(R"({"x":{"a":1,"a":1}})"), "accepted");
  EXPECT_NE(verdict(R"({"":1,"":1})"), "accepted");
}

TEST(JsonParse, FindsTheRepeatedKeyInObjectsOfAnySize) {
  for (std::size_t count = 1; count < 40; ++count) {
    EXPECT_EQ(verdict(object_of(count)), "accepted") << count;
    for (std::size_t twin = 0; twin < count; ++twin) {
      const std::string again = ",\"key" + std::to_string(twin * 7919 % 1'000'003) + "\":1";
      const std::string text = object_of(count, again);
      const std::string place = "1:" + std::to_string(text.rfind(",\"key") + 3);
      ASSERT_EQ(verdict(text).substr(0, place.size()), place) << count << ' ' << twin;
    }
  }
}

TEST(JsonParse, ALargeObjectDoesNotTakeQuadraticTime) {
  // Comparing all pairs would be 5 * 10^9 comparisons: this test would be seen to hang.
  EXPECT_EQ(verdict(object_of(100'000)), "accepted");
  EXPECT_NE(verdict(object_of(100'000, ",\"key0\":1")), "accepted");
}

TEST(JsonParse, HoldsItsLimits) {
  const auto code = [](std::string_view text, const JsonLimits& limits) {
    return parse_json(text, limits).error().code;
  };
  EXPECT_EQ(verdict("[[[]]]", {100, 3, 9}), "accepted");
  EXPECT_EQ(verdict("[[[[]]]]", {100, 3, 9}), "1:4: nested deeper than 3 levels");
  EXPECT_EQ(code("[[[{}]]]", {100, 3, 9}), ErrorCode::too_large);
  EXPECT_EQ(verdict("[1,2]", {5, 3, 9}), "accepted");
  EXPECT_EQ(code("[1,2] ", {5, 3, 9}), ErrorCode::too_large);
  EXPECT_EQ(verdict("\"123456789\"", {100, 3, 9}), "accepted");
  EXPECT_EQ(code("\"1234567890\"", {100, 3, 9}), ErrorCode::too_large);
  EXPECT_EQ(code("{\"1234567890\":1}", {100, 3, 9}), ErrorCode::too_large);
  EXPECT_EQ(code("\"\\n234567890\"", {100, 3, 9}), ErrorCode::too_large);
  EXPECT_EQ(verdict("\"\\n23456789\"", {100, 3, 9}), "accepted") << "counted without escapes";
  EXPECT_EQ(code(std::string(100'000, '['), kWide), ErrorCode::too_large);
}

TEST(JsonParse, TheStatementProfileHoldsSafeIntegersOnly) {
  EXPECT_EQ(verdict("[0,-1,9007199254740991,-9007199254740991]", kStatement), "accepted");
  EXPECT_EQ(verdict("[9007199254740992]", kStatement),
            "1:2: a number beyond 9007199254740991 (2^53 - 1)");
  for (const char* large : {"-9007199254740992", "9223372036854775808", "-9223372036854775808",
                            "-9223372036854775809", "18446744073709551616"})
    EXPECT_EQ(verdict(large, kStatement), "1:1: a number beyond 9007199254740991 (2^53 - 1)");
  for (const char* fraction : {"1.5", "1.0", "1e3", "1E3", "-0.0", "0e0"})
    EXPECT_EQ(verdict(fraction, kStatement), "1:1: a number with a fraction or an exponent");
  EXPECT_EQ(verdict("[1,-0]", kStatement), "1:4: -0 is not written");
  EXPECT_EQ(verdict("[1.5,-0,1e3]"), "accepted") << "other profiles take them";
}

TEST(JsonParse, LongStringsWithEscapesAreJoinedWhole) {
  // Longer than any buffer inside the parser, with escapes at every distance.
  std::string text = "\"";
  std::string expected;
  for (int i = 0; i < 400; ++i) {
    text += "\\u00e9" + std::string(static_cast<std::size_t>(i) % 97, 'x') + "\\\\é";
    expected += "é" + std::string(static_cast<std::size_t>(i) % 97, 'x') + "\\é";
  }
  text += '"';
  const auto document = parse_json(text, kWide);
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->root().as_string(), expected);
}

TEST(JsonParse, BrokenTextsEndInAnErrorWithAPlaceOrAValue) {
  const std::string good = R"({"a":[1,-2.5e3,"x\u00e9\n",true,null,{"b":"حلب"}],"c":{}})";
  std::mt19937_64 random(9);
  std::size_t refused = 0;
  for (int i = 0; i < 30'000; ++i) {
    std::string text = good;
    for (std::size_t k = 1 + random() % 3; k > 0; --k)
      text[random() % text.size()] = static_cast<char>(random() & 0xFFU);
    text.resize(text.size() - random() % 3);
    const auto document = parse_json(text, kWide);
    if (document) continue;
    ++refused;
    ASSERT_NE(document.error().place.find(':'), std::string::npos);
    ASSERT_FALSE(document.error().reason.empty());
  }
  EXPECT_GT(refused, 15'000U);
  EXPECT_LT(refused, 30'000U) << "some breaks only change a string: those are accepted";
}

}  // namespace
}  // namespace truceline::base

// SPDX-License-Identifier: Apache-2.0
#include "base/json.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <random>

#include "base/json_writer.hpp"

namespace truceline::base {
namespace {

constexpr JsonLimits kWide{1U << 20U, 64, 1U << 16U};
constexpr JsonLimits kStatement{1U << 20U, 64, 1U << 16U, true};

TEST(JsonValue, GivesWhatWasWritten) {
  const std::string text = R"({"who":"syria","at":[36.20,1e3,-7],"ok":true,"no":false,"x":null})";
  const auto document = parse_json(text, kWide);
  ASSERT_TRUE(document.has_value());
  const JsonValue root = document->root();
  EXPECT_EQ(root.size(), 5U);
  EXPECT_EQ(root.find("who")->as_string(), "syria");
  EXPECT_TRUE(root.find("ok")->as_bool());
  EXPECT_FALSE(root.find("no")->as_bool());
  EXPECT_TRUE(root.find("x")->is_null());
  EXPECT_FALSE(root.find("when").has_value());
  const auto numbers = root.find("at")->elements();
  ASSERT_EQ(numbers.size(), 3U);
  EXPECT_EQ(numbers[0].number_text(), "36.20");
  EXPECT_EQ(numbers[1].number_text(), "1e3");
  EXPECT_EQ(numbers[2].as_integer(), -7);
}

TEST(JsonValue, AsIntegerIsEmptyWhereTheNumberIsNoWholeOneThatFits) {
  const std::string text =
      "[9223372036854775807,-9223372036854775808,9223372036854775808,1.0,1e2,-0,"
      "123456789012345678901234567890]";
  const auto document = parse_json(text, kWide);
  const auto numbers = document->root().elements();
  EXPECT_EQ(numbers[0].as_integer(), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(numbers[1].as_integer(), std::numeric_limits<std::int64_t>::min());
  EXPECT_FALSE(numbers[2].as_integer().has_value());
  EXPECT_FALSE(numbers[3].as_integer().has_value());
  EXPECT_FALSE(numbers[4].as_integer().has_value());
  EXPECT_EQ(numbers[5].as_integer(), 0);
  EXPECT_EQ(numbers[5].number_text(), "-0");
  EXPECT_FALSE(numbers[6].as_integer().has_value());
  EXPECT_EQ(numbers[6].number_text(), "123456789012345678901234567890");
}

TEST(JsonValue, MembersKeepTheirOrderAndSkipWhatIsBelow) {
  const std::string text = R"({"z":[[1,2],{"a":3}],"a":{"b":{"c":4}},"m":5})";
  const auto document = parse_json(text, kWide);
  const auto members = document->root().members();
  ASSERT_EQ(members.size(), 3U);
  EXPECT_EQ(members[0].key, "z");
  EXPECT_EQ(members[1].key, "a");
  EXPECT_EQ(members[2].key, "m");
  EXPECT_EQ(members[2].value.as_integer(), 5);
  EXPECT_EQ(members[0].value.elements()[1].find("a")->as_integer(), 3);
  EXPECT_EQ(members[1].value.find("b")->find("c")->as_integer(), 4);
}

TEST(JsonValue, StringsWithoutEscapesPointIntoTheText) {
  const std::string text = R"(["plain","","esc\naped","حلب"])";
  const auto document = parse_json(text, kWide);
  const auto strings = document->root().elements();
  EXPECT_EQ(strings[0].as_string().data(), text.data() + 2);
  EXPECT_EQ(strings[1].as_string(), "");
  EXPECT_EQ(strings[2].as_string(), "esc\naped");
  EXPECT_EQ(strings[3].as_string(), "حلب");
}

TEST(JsonValue, StaysReadableWhenTheDocumentIsMoved) {
  const std::string text = R"({"a\tb":"c\td"})";
  auto first = parse_json(text, kWide);
  const JsonDocument moved = *std::move(first);
  EXPECT_EQ(moved.root().find("a\tb")->as_string(), "c\td");
}

TEST(JsonValueDeathTest, AskingForWhatItIsNotIsOurBug) {
  const std::string text = R"(["x"])";
  const auto document = parse_json(text, kWide);
  EXPECT_DEATH(static_cast<void>(document->root().as_string()), "is_string");
  EXPECT_DEATH(static_cast<void>(document->root().members()), "is_object");
  EXPECT_DEATH(static_cast<void>(document->root().elements()[0].number_text()), "is_number");
}

TEST(CanonicalJson, SortsAndStripsAndEscapesShortest) {
  const std::string text = "{ \"b\" : [ 1 , -2 ] ,\n \"a\" : \"\\u0041\\u000a\\/\" , \"\" : null }";
  const auto document = parse_json(text, kStatement);
  EXPECT_EQ(canonical_json(document->root()), R"({"":null,"a":"A\n/","b":[1,-2]})");
}

std::string read_vector(const std::string& name) {
  std::ifstream file(TRUCELINE_SOURCE_DIR "/../shared/vectors/jcs/" + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The published RFC 8785 vectors. values.json and structures.json hold fractions (333333333.33,
// 56.0), which the statement profile refuses.
TEST(CanonicalJson, GivesThePublishedForms) {
  if (read_vector("input/weird.json").empty())
    GTEST_SKIP() << "the JSON canonicalization vectors are not on this machine";
  for (const char* name : {"arrays.json", "french.json", "unicode.json", "weird.json"}) {
    const std::string input = read_vector(std::string("input/") + name);
    const std::string output = read_vector(std::string("output/") + name);
    const auto document = parse_json(input, kStatement);
    ASSERT_TRUE(document.has_value()) << name << document.error().to_string();
    EXPECT_EQ(canonical_json(document->root()), output) << name;
  }
  for (const char* name : {"values.json", "structures.json"}) {
    const std::string input = read_vector(std::string("input/") + name);
    EXPECT_FALSE(parse_json(input, kStatement).has_value()) << name;
  }
}

/// A random value; `keys` counts up so that no object repeats one.
void write_random(JsonWriter& out, std::mt19937_64& random, int depth) {
  switch (random() % (depth > 0 ? 7 : 5)) {
    case 0:
      out.null();
      return;
    case 1:
      out.boolean(random() % 2 == 0);
      return;
    case 2:
      out.integer(static_cast<std::int64_t>(random()) >> 11);
      return;
    case 3:
      out.string("\n\"é\xF0\x9F\x95\x8A" + std::to_string(random() % 100));
      return;
    case 4:
      out.string("");
      return;
    case 5:
      out.begin_array();
      for (std::size_t i = random() % 5; i > 0; --i) write_random(out, random, depth - 1);
      out.end_array();
      return;
    default:
      out.begin_object();
      for (std::size_t i = random() % 24; i > 0; --i) {
        out.key(std::to_string(i * 7919 % 101) + (i % 3 == 0 ? "\t" : "k"));
        write_random(out, random, depth - 1);
      }
      out.end_object();
  }
}

TEST(CanonicalJson, IsReachedInOneStepAndLosesNothing) {
  std::mt19937_64 random(8);
  for (int i = 0; i < 3000; ++i) {
    JsonWriter out;
    write_random(out, random, 4);
    const std::string text = out.take();
    const auto document = parse_json(text, kStatement);
    ASSERT_TRUE(document.has_value()) << document.error().to_string() << text;
    const std::string canonical = canonical_json(document->root());
    const auto again = parse_json(canonical, kStatement);
    ASSERT_TRUE(again.has_value()) << canonical;
    ASSERT_EQ(canonical_json(again->root()), canonical);
    ASSERT_EQ(canonical.size(), text.size()) << "only the order of members may differ";
  }
}

}  // namespace
}  // namespace truceline::base

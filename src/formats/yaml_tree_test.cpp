// SPDX-License-Identifier: Apache-2.0
#include "formats/yaml_tree.hpp"

#include <gtest/gtest.h>
#include <string>

namespace truceline::formats {
namespace {

constexpr YamlLimits kLimits{.bytes = 4096, .depth = 8, .nodes = 64};

YamlText read(std::string_view text) {
  return parse_yaml("a.yaml", text, kLimits);
}

/// The first remark as "line:column+length code".
std::string first_remark(std::string_view text) {
  const YamlText read_text = read(text);
  if (read_text.diagnostics.empty()) return "none";
  const base::Diagnostic& d = read_text.diagnostics.front();
  return std::to_string(d.line) + ":" + std::to_string(d.column) + "+" + std::to_string(d.length) +
         " " + d.code;
}

TEST(YamlTree, every_value_is_text_and_knows_its_place) {
  const YamlText text = read("title: A truce\nnumbers: [1, no, \"3\"]\n");
  ASSERT_TRUE(text.root);
  EXPECT_TRUE(text.diagnostics.empty());
  const YamlNode* title = text.root->find("title");
  ASSERT_NE(title, nullptr);
  EXPECT_EQ(title->text, "A truce");
  EXPECT_EQ(title->span.line, 1U);
  EXPECT_EQ(title->span.column, 8U);
  EXPECT_EQ(title->span.length, 7U);
  const YamlNode* numbers = text.root->find("numbers");
  ASSERT_NE(numbers, nullptr);
  ASSERT_EQ(numbers->items.size(), 3U);
  EXPECT_EQ(numbers->items[1].text, "no");
  EXPECT_FALSE(numbers->items[1].quoted);
  EXPECT_TRUE(numbers->items[2].quoted);
  EXPECT_EQ(numbers->span.end_column, 22U);
}

TEST(YamlTree, columns_count_bytes_behind_Arabic_text) {
  const YamlText text = read("ar: {إدلب: x}\n");
  ASSERT_TRUE(text.root);
  EXPECT_EQ(text.root->items[0].items[0].span.column, 16U);
}

TEST(YamlTree, a_byte_order_mark_is_passed_over) {
  const YamlText text = read("\xEF\xBB\xBFkey: value\n");
  ASSERT_TRUE(text.root);
  EXPECT_EQ(text.root->keys[0].name, "key");
  EXPECT_EQ(text.root->keys[0].span.column, 1U);
}

TEST(YamlTree, a_value_left_out_is_empty_and_stands_at_its_key) {
  const YamlText text = read("zone:\nother: x\n");
  ASSERT_TRUE(text.root);
  EXPECT_TRUE(text.root->items[0].is_empty());
  EXPECT_EQ(text.root->items[0].span.line, 1U);
}

TEST(YamlTree, what_gives_text_a_second_meaning_is_refused) {
  EXPECT_EQ(first_remark("a: &x b\n"), "1:4+4 yaml-refused");
  EXPECT_EQ(first_remark("a: &x b\nc: *x\n"), "1:4+4 yaml-refused");
  EXPECT_EQ(first_remark("a: !!int 3\n"), "1:4+7 yaml-refused");
  EXPECT_EQ(first_remark("a: b\n---\nc: d\n"), "2:1+3 yaml-refused");
  EXPECT_EQ(first_remark("? [a]\n: b\n"), "1:3+3 yaml-refused");
}

TEST(YamlTree, a_key_that_stands_twice_is_refused_at_the_second) {
  EXPECT_EQ(first_remark("a: 1\nb: 2\na: 3\n"), "3:1+1 duplicate-key");
}

TEST(YamlTree, a_time_with_its_zone_inside_braces_gets_the_mend_of_its_own) {
  const YamlText text =
      read("in_force: {from: 2017-05-06T00:00+03:00[Asia/Damascus], for: 6 months}\n");
  EXPECT_FALSE(text.root);
  ASSERT_EQ(text.diagnostics.size(), 1U);
  EXPECT_EQ(text.diagnostics[0].column, 40U);
  EXPECT_NE(text.diagnostics[0].mend.find("put the time in quotes"), std::string::npos);
}

TEST(YamlTree, tabs_and_bytes_that_are_no_text_are_refused_where_they_stand) {
  EXPECT_EQ(first_remark("a:\n\tb: c\n"), "2:1+1 yaml-syntax");
  EXPECT_EQ(first_remark("a: caf\xE9\n"), "1:7+1 yaml-encoding");
  EXPECT_EQ(first_remark("a: b\rc: d\n"), "1:5+1 yaml-encoding");
  EXPECT_EQ(first_remark(std::string_view("a: \0b\n", 6)), "1:4+1 yaml-encoding");
}

TEST(YamlTree, broken_structure_is_told_with_a_mend) {
  for (const std::string_view text : {"a: b: c\n", "a: [1, 2\nb: 3\n", "a: \"x\n", "a: 1\n  b: 2\n",
                                      "a\nb: c\n", "a: @x\n", "- a\nb: c\n", "a: {b: c\n"}) {
    const YamlText read_text = read(text);
    EXPECT_FALSE(read_text.root) << text;
    ASSERT_EQ(read_text.diagnostics.size(), 1U) << text;
    EXPECT_EQ(read_text.diagnostics[0].code, "yaml-syntax") << text;
    EXPECT_FALSE(read_text.diagnostics[0].mend.empty()) << text;
  }
}

TEST(YamlTree, nothing_at_all_is_an_error) {
  EXPECT_EQ(first_remark(""), "1:1+1 empty-file");
  EXPECT_EQ(first_remark("# only a comment\n"), "1:1+1 empty-file");
}

TEST(YamlTree, limits_hold) {
  EXPECT_EQ(first_remark("a: [[[[[[[[[[x]]]]]]]]]]\n"), "1:11+1 too-large");
  std::string many = "a:\n";
  for (int i = 0; i < 70; ++i) many += "- x\n";
  EXPECT_EQ(first_remark(many), "63:3+1 too-large");
  EXPECT_EQ(first_remark(std::string(5000, ' ')), "1:1+1 too-large");
}

}  // namespace
}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
#include "formats/cosigner_yaml.hpp"

#include <gtest/gtest.h>

namespace truceline::formats {
namespace {

constexpr std::string_view kMirror = R"(format: truceline-mirror/1
name: mirror.example.org/m1
key: mirror.key
state: mirror
listen: 127.0.0.1:8091
url: https://mirror.example.org/
logs:
  - valley.vkey
  - vkey: example.org/coast+0a1b2c3d+AQIDBA==
    url: http://10.0.0.7:8080
forward_hours: 6
)";

CosignerReading read_with(std::string_view from, std::string_view to) {
  std::string text(kMirror);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  return read_cosigner(CosignerRole::mirror, "mirror.yaml", text);
}

std::string code_with(std::string_view from, std::string_view to) {
  const CosignerReading reading = read_with(from, to);
  EXPECT_EQ(reading.value.has_value(), reading.diagnostics.empty());
  return reading.diagnostics.empty() ? "none" : reading.diagnostics.front().code;
}

TEST(CosignerYaml, reads_everything_a_mirror_says_of_itself) {
  const auto reading = read_cosigner(CosignerRole::mirror, "mirror.yaml", kMirror);
  ASSERT_TRUE(reading.value) << reading.diagnostics.front().reason;
  EXPECT_EQ(reading.value->name, "mirror.example.org/m1");
  EXPECT_EQ(reading.value->address, "127.0.0.1");
  EXPECT_EQ(reading.value->port, 8091);
  EXPECT_EQ(reading.value->url, "https://mirror.example.org");
  ASSERT_EQ(reading.value->logs.size(), 2U);
  EXPECT_EQ(reading.value->logs[0].vkey.text, "valley.vkey");
  EXPECT_EQ(reading.value->logs[0].vkey.span.line, 8U);
  EXPECT_EQ(reading.value->logs[1].url, "http://10.0.0.7:8080");
  EXPECT_EQ(reading.value->forward_hours, 6U);
}

TEST(CosignerYaml, a_witness_is_not_a_mirror) {
  EXPECT_EQ(code_with("truceline-mirror/1", "truceline-witness/1"), "unknown-format");
  EXPECT_EQ(code_with("truceline-mirror/1", "truceline-mirror/2"), "newer-format");
  const auto witness = read_cosigner(CosignerRole::witness, "witness.yaml",
                                     "format: truceline-witness/1\nname: w\nkey: k\nstate: s\n"
                                     "listen: \"[::1]:0\"\nlogs: [a.vkey]\nforward_hours: 3\n");
  ASSERT_EQ(witness.diagnostics.size(), 1U);
  EXPECT_EQ(witness.diagnostics.front().code, "unknown-key");
  EXPECT_EQ(witness.diagnostics.front().line, 7U);
}

TEST(CosignerYaml, an_address_in_brackets_is_one_of_version_6) {
  const auto reading = read_with("127.0.0.1:8091", "\"[::]:80\"");
  ASSERT_TRUE(reading.value);
  EXPECT_EQ(reading.value->address, "::");
  EXPECT_EQ(reading.value->port, 80);
}

TEST(CosignerYaml, says_what_is_wrong_and_where) {
  EXPECT_EQ(code_with("127.0.0.1:8091", "8091"), "bad-listen");
  EXPECT_EQ(code_with("127.0.0.1:8091", "127.0.0.1:99999"), "bad-listen");
  EXPECT_EQ(code_with("127.0.0.1:8091", "::1:80"), "bad-listen");
  EXPECT_EQ(code_with("https://mirror.example.org/", "mirror.example.org"), "bad-url");
  EXPECT_EQ(code_with("http://10.0.0.7:8080", "ftp://10.0.0.7"), "bad-url");
  EXPECT_EQ(code_with("mirror.example.org/m1", "two words"), "bad-name");
  EXPECT_EQ(code_with("mirror.example.org/m1", "a+b"), "bad-name");
  EXPECT_EQ(code_with("forward_hours: 6", "forward_hours: 0"), "bad-number");
  EXPECT_EQ(code_with("forward_hours: 6", "forward_hours: six"), "bad-number");
  EXPECT_EQ(code_with("key: mirror.key\n", ""), "missing-key");
  EXPECT_EQ(code_with("    url: http", "    uri: http"), "unknown-key");
  EXPECT_EQ(code_with("  - valley.vkey\n", "  - a.vkey\n  - a.vkey\n"), "duplicate-item");
}

TEST(CosignerYaml, without_a_log_there_is_nothing_to_do) {
  const auto reading = read_cosigner(CosignerRole::witness, "witness.yaml",
                                     "format: truceline-witness/1\nname: w\nkey: k\nstate: s\n"
                                     "listen: 127.0.0.1:1\nlogs:\n");
  ASSERT_EQ(reading.diagnostics.size(), 1U);
  EXPECT_EQ(reading.diagnostics.front().code, "no-log");
  EXPECT_EQ(reading.diagnostics.front().line, 6U);
}

}  // namespace
}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
//
// The portable vectors of tests/vectors/ledger: changes to the examples of docs/spec, each with
// its verdict. The page's verifier reads the same files, so two programs cannot differ on them.
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>

#include "base/json.hpp"
#include "ledger/merkle_hash.hpp"
#include "ledger/quorum.hpp"
#include "ledger/receipt.hpp"

namespace truceline::ledger {
namespace {

std::string read(const std::string& path) {
  std::ifstream in(TRUCELINE_SOURCE_DIR "/" + path, std::ios::binary);
  EXPECT_TRUE(in) << path << " is missing";
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The first code block of a page.
std::string example(const std::string& page) {
  const std::string text = read("docs/spec/" + page);
  const std::size_t begin = text.find("```\n") + 4;
  return text.substr(begin, text.find("```\n", begin) - begin);
}

std::string member(const base::JsonValue& vector, std::string_view name) {
  return std::string(vector.find(name)->as_string());
}

/// `text` with the first `from` replaced by `to`.
std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

constexpr base::JsonLimits kLimits{1 << 20, 8, 1 << 16};

TEST(PortableVectors, PoliciesAreReadOrRefusedOnTheLineTheyName) {
  const std::string text_of_file = read("tests/vectors/ledger/policies.json");
  const auto document = base::parse_json(text_of_file, kLimits);
  ASSERT_TRUE(document) << document.error().to_string();
  const std::string base = example("policy.md");
  int accepted = 0;
  for (const base::JsonValue& vector : document->root().find("cases")->elements()) {
    const std::string text = changed(base, member(vector, "from"), member(vector, "to"));
    const auto policy = parse_policy(text);
    const std::string name = member(vector, "name");
    ASSERT_EQ(policy.has_value(), vector.find("accepted")->as_bool()) << name << "\n" << text;
    if (policy) {
      EXPECT_EQ(load_policy(text).has_value(), vector.find("strong")->as_bool()) << name;
      ++accepted;
    } else {
      const auto line = vector.find("line");
      EXPECT_EQ(policy.error().place, line ? "line " + std::string(line->number_text()) : "")
          << name << ": " << policy.error().to_string();
    }
  }
  EXPECT_GT(accepted, 10);
}

TEST(PortableVectors, ReceiptsAreVerifiedOrRefused) {
  const std::string text_of_file = read("tests/vectors/ledger/receipts.json");
  const auto document = base::parse_json(text_of_file, kLimits);
  ASSERT_TRUE(document) << document.error().to_string();
  const std::string receipt_base = example("receipt.md");
  const std::string policy_base = example("policy.md");
  int accepted = 0;
  for (const base::JsonValue& vector : document->root().find("cases")->elements()) {
    const auto policy = parse_policy(
        changed(policy_base, member(vector, "policy_from"), member(vector, "policy_to")));
    ASSERT_TRUE(policy) << policy.error().to_string();
    const auto receipt =
        parse_receipt(changed(receipt_base, member(vector, "from"), member(vector, "to")));
    const base::Hash leaf = leaf_hash(base::bytes_of(member(vector, "entry")));
    const bool good = receipt && verify_receipt(*receipt, leaf, *policy);
    EXPECT_EQ(good, vector.find("accepted")->as_bool()) << member(vector, "name");
    accepted += good;
  }
  EXPECT_GT(accepted, 4);
}

}  // namespace
}  // namespace truceline::ledger

// SPDX-License-Identifier: Apache-2.0
//
// The worked example of docs/spec/ledger.md, computed: documentation that cannot lie.
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>
#include <vector>

#include "ledger/checkpoint.hpp"
#include "ledger/frontier.hpp"
#include "ledger/tree.hpp"

namespace truceline::ledger {
namespace {

class SpecExample : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream in(TRUCELINE_SOURCE_DIR "/docs/spec/ledger.md", std::ios::binary);
    ASSERT_TRUE(in) << "docs/spec/ledger.md is missing";
    page_.assign(std::istreambuf_iterator<char>(in), {});
    for (const char* entry : {"first", "second", "third"}) {
      leaves_.push_back(leaf_hash(base::bytes_of(entry)));
      tree_.append(leaves_.back());
      frontier_.append(leaves_.back());
    }
  }
  void expect_in_page(const std::string& text) {
    EXPECT_NE(page_.find(text), std::string::npos) << "not in docs/spec/ledger.md:\n" << text;
  }

  std::string page_;
  std::vector<base::Hash> leaves_;
  Tree tree_;
  Frontier frontier_;
};

TEST_F(SpecExample, ItsHashesAreTrue) {
  for (const base::Hash& leaf : leaves_) expect_in_page(base::to_hex(leaf));
  expect_in_page(base::to_hex(node_hash(leaves_[0], leaves_[1])));
  expect_in_page(base::to_hex(tree_.root()));
}

TEST_F(SpecExample, ItsCheckpointAndKeyAreTrue) {
  base::Seed seed{};  // 00 01 02 ... 1f
  for (std::uint8_t i = 0; i < seed.size(); ++i) seed[i] = i;
  const NoteSigner log{"ledger.example/idlib", base::SigningKey::from_seed(seed)};
  const Checkpoint checkpoint{log.name, tree_.size(), tree_.root(), {}};
  expect_in_page("```\n" + *sign_checkpoint(checkpoint, log) + "```\n");
  expect_in_page(format_vkey(log.verifier()));
}

TEST_F(SpecExample, ItsProofsAreTrue) {
  std::string lines;
  const Proof proof = *tree_.inclusion_proof({1}, {3});
  for (const base::Hash& hash : proof) lines += base::to_base64(hash) + "\n";
  expect_in_page("```\n" + lines + "```\n");
}

TEST_F(SpecExample, ItsFrontierIsTrue) {
  const std::string hex = base::to_hex(frontier_.to_bytes());
  expect_in_page(hex.substr(0, 16) + "\n" + hex.substr(16, 64) + "\n" + hex.substr(80) + "\n");
}

}  // namespace
}  // namespace truceline::ledger

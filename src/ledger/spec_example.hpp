// SPDX-License-Identifier: Apache-2.0
//
// The one worked example of docs/spec/{ledger,tiles,policy,receipt,witness}.md: a log of three
// entries, four witnesses of which three cosign, and a mirror. The tests of each page compute
// what the page shows: documentation that cannot lie.
#pragma once

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>
#include <vector>

#include "ledger/policy.hpp"
#include "ledger/test_log.hpp"

namespace truceline::ledger {

class SpecPage : public testing::Test {
 protected:
  static constexpr std::uint64_t kTimeS = 1'790'000'000;  // 2026-09-21T14:13:20Z

  explicit SpecPage(const std::string& name) : path_("docs/spec/" + name) {
    for (const char* entry : {"first", "second", "third"}) {
      entries_.push_back(base::bytes_of(entry));
      tree_.append(leaf_hash(entries_.back()));
    }
    std::uint8_t first_byte = 32;
    for (const char* name_of_witness :
         {"a.example/witness", "b.example/witness", "c.example/witness", "neutral.example/w1"}) {
      witnesses_.push_back({name_of_witness, counting_key(first_byte)});
      first_byte = static_cast<std::uint8_t>(first_byte + 32);
    }
  }

  void SetUp() override {
    std::ifstream in(std::string(TRUCELINE_SOURCE_DIR) + "/" + path_, std::ios::binary);
    ASSERT_TRUE(in) << path_ << " is missing";
    page_.assign(std::istreambuf_iterator<char>(in), {});
  }

  void expect_in_page(const std::string& text) const {
    EXPECT_NE(page_.find(text), std::string::npos) << "not in " << path_ << ":\n" << text;
  }

  /// The key whose seed counts up from `first_byte`.
  static base::SigningKey counting_key(std::uint8_t first_byte) {
    base::Seed seed{};
    for (std::uint8_t i = 0; i < seed.size(); ++i)
      seed[i] = static_cast<std::uint8_t>(first_byte + i);
    return base::SigningKey::from_seed(seed);
  }

  Checkpoint checkpoint() const { return {log_.name, tree_.size(), tree_.root(), {}}; }
  /// Cosigned by the first three witnesses.
  std::string cosigned() const {
    return cosigned_note(log_, tree_, {witnesses_.begin(), witnesses_.begin() + 3}, kTimeS);
  }

  std::string path_;
  std::string page_;
  std::vector<base::BytesView> entries_;
  Tree tree_;
  const NoteSigner log_{"ledger.example/idlib", counting_key(0)};
  std::vector<Cosigner> witnesses_;
};

}  // namespace truceline::ledger

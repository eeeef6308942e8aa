// SPDX-License-Identifier: Apache-2.0
#include "ledger/fork_evidence.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

#include "ledger/merkle_hash.hpp"
#include "ledger/tree.hpp"

namespace truceline::ledger {
namespace {

const NoteSigner kLog{"example.org/log", base::SigningKey::from_seed({7})};

base::Hash entry(std::string_view text) {
  return leaf_hash(base::bytes_of(text));
}

/// A history of `size` entries that goes its own way from the entry `turn` on.
Tree history(std::uint64_t size, std::uint64_t turn, std::string_view way) {
  Tree tree;
  for (std::uint64_t i = 0; i < size; ++i)
    tree.append(entry(std::to_string(i) + std::string(i < turn ? "" : way)));
  return tree;
}

std::string signed_note(const Tree& tree, const NoteSigner& signer = kLog) {
  return *sign_checkpoint({signer.name, tree.size(), tree.root(), {}}, signer);
}

ForkEvidence evidence_of(const Tree& smaller, const Tree& larger) {
  return {kLog.verifier(), signed_note(smaller), signed_note(larger), *larger.root(smaller.size()),
          *larger.consistency_proof(smaller.size(), larger.size())};
}

TEST(ForkEvidence, two_histories_of_any_two_sizes_are_proved_to_be_two) {
  for (std::uint64_t m = 1; m <= 17; ++m)
    for (std::uint64_t n = m; n <= 17; ++n) {
      const auto proved = verify_fork(evidence_of(history(m, m - 1, "a"), history(n, m - 1, "b")));
      ASSERT_TRUE(proved) << m << ", " << n << ": " << proved.error().to_string();
      EXPECT_EQ(proved->smaller.size.value, m);
      EXPECT_EQ(proved->larger.size.value, n);
    }
}

TEST(ForkEvidence, one_history_is_never_proved_to_be_two) {
  const Tree whole = history(17, 17, "");
  for (std::uint64_t m = 0; m <= 17; ++m)
    EXPECT_FALSE(verify_fork(evidence_of(history(m, m, ""), whole))) << m;
  // Nor by claiming another beginning: the proof then leads elsewhere.
  ForkEvidence claimed = evidence_of(history(5, 5, ""), whole);
  claimed.first_root = entry("no such root");
  EXPECT_FALSE(verify_fork(claimed));
}

TEST(ForkEvidence, a_checkpoint_the_log_did_not_sign_accuses_nobody) {
  const Tree one = history(5, 3, "a");
  const Tree other = history(9, 3, "b");
  ForkEvidence forged = evidence_of(one, other);
  forged.smaller = signed_note(one, {kLog.name, base::SigningKey::from_seed({8})});
  EXPECT_FALSE(verify_fork(forged));
  ForkEvidence of_another_log = evidence_of(one, other);
  of_another_log.larger = signed_note(other, {"example.org/other", kLog.key});
  EXPECT_FALSE(verify_fork(of_another_log));
}

TEST(ForkEvidence, written_and_read_again_it_is_the_same) {
  const ForkEvidence evidence = evidence_of(history(5, 3, "a"), history(9, 3, "b"));
  const std::string text = format_fork(evidence);
  const auto read = parse_fork(text);
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(format_fork(*read), text);
  EXPECT_TRUE(verify_fork(*read));
}

TEST(ForkEvidence, a_changed_byte_makes_it_prove_nothing) {
  const std::string text = format_fork(evidence_of(history(5, 3, "a"), history(9, 3, "b")));
  for (std::size_t byte = 0; byte < text.size(); ++byte) {
    std::string changed = text;
    changed[byte] = static_cast<char>(changed[byte] ^ (1 << byte % 8));
    const auto read = parse_fork(changed);
    // A key id may be spelled with capital digits: that reads as the very same evidence.
    ASSERT_FALSE(read && verify_fork(*read) && format_fork(*read) != text) << "byte " << byte;
  }
}

TEST(ForkEvidence, what_is_cut_short_or_too_long_is_refused) {
  const std::string text = format_fork(evidence_of(history(5, 3, "a"), history(9, 3, "b")));
  for (std::size_t size = 0; size < text.size(); ++size) {
    const auto read = parse_fork(std::string_view(text).substr(0, size));
    ASSERT_FALSE(read && verify_fork(*read)) << size;
  }
  EXPECT_FALSE(parse_fork(text + std::string(300'000, 'x')));
}

TEST(ForkEvidence, the_example_of_the_specification_is_true) {
  std::ifstream in(TRUCELINE_SOURCE_DIR "/docs/spec/fork_evidence.md", std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  base::Seed seed{};  // 00 01 02 ... 1f
  for (std::uint8_t i = 0; i < seed.size(); ++i) seed[i] = i;
  const NoteSigner log{"ledger.example/idlib", base::SigningKey::from_seed(seed)};
  Tree smaller;
  for (const char* text : {"first", "zweite"}) smaller.append(entry(text));
  Tree larger;
  for (const char* text : {"first", "second", "third"}) larger.append(entry(text));
  const ForkEvidence evidence{log.verifier(), signed_note(smaller, log), signed_note(larger, log),
                              *larger.root({2}), *larger.consistency_proof({2}, {3})};
  EXPECT_TRUE(verify_fork(evidence));
  const std::string text = "```\n" + format_fork(evidence) + "```\n";
  EXPECT_NE(page.find(text), std::string::npos) << "not in docs/spec/fork_evidence.md:\n" << text;
}

}  // namespace
}  // namespace truceline::ledger

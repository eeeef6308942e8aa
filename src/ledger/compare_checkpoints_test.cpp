// SPDX-License-Identifier: Apache-2.0
#include "ledger/compare_checkpoints.hpp"

#include <gtest/gtest.h>

#include "ledger/merkle_hash.hpp"

namespace truceline::ledger {
namespace {

const NoteSigner kLog{"example.org/log", base::SigningKey::from_seed({7})};

/// A history of `size` entries that goes its own way from the entry `turn` on.
Tree history(std::uint64_t size, std::uint64_t turn, std::string_view way) {
  Tree tree;
  for (std::uint64_t i = 0; i < size; ++i)
    tree.append(leaf_hash(base::bytes_of(std::to_string(i) + std::string(i < turn ? "" : way))));
  return tree;
}

SeenCheckpoint seen(const Tree& tree) {
  const Checkpoint checkpoint{kLog.name, tree.size(), tree.root(), {}};
  return {*sign_checkpoint(checkpoint, kLog), checkpoint};
}

FetchTile tiles_of(const Tree& tree) {
  return [&tree](const TileName& name) { return tile_bytes(tree, name); };
}

base::Result<std::optional<ForkEvidence>> compare(const Tree& a, const Tree& b, const Tree& tiles) {
  return compare_checkpoints(seen(a), seen(b), kLog.verifier(), tiles_of(tiles));
}

TEST(CompareCheckpoints, sizes_of_one_history_are_consistent_in_either_order) {
  const Tree whole = history(700, 700, "");
  for (const std::uint64_t size : {0U, 1U, 2U, 255U, 256U, 257U, 512U, 699U, 700U}) {
    const Tree part = history(size, size, "");
    const auto forward = compare(part, whole, whole);
    ASSERT_TRUE(forward) << forward.error().to_string();
    EXPECT_FALSE(*forward) << size;
    const auto backward = compare(whole, part, whole);
    ASSERT_TRUE(backward) << backward.error().to_string();
    EXPECT_FALSE(*backward) << size;
  }
}

TEST(CompareCheckpoints, two_histories_give_evidence_that_holds_by_itself) {
  const Tree whole = history(700, 100, "a");
  for (const std::uint64_t size : {101U, 255U, 256U, 257U, 512U, 699U, 700U}) {
    const Tree other = history(size, 100, "b");
    const auto compared = compare(other, whole, whole);
    ASSERT_TRUE(compared) << compared.error().to_string();
    ASSERT_TRUE(*compared) << size;
    const auto fork = verify_fork(**compared);
    EXPECT_TRUE(fork) << size << ": " << fork.error().to_string();
  }
}

TEST(CompareCheckpoints, tiles_that_are_missing_or_of_another_tree_accuse_nobody) {
  const Tree whole = history(700, 100, "a");
  const Tree part = history(300, 100, "a");
  const Tree another = history(700, 100, "c");
  EXPECT_FALSE(compare(part, whole, another));
  EXPECT_FALSE(compare(part, whole, part));
}

TEST(CompareCheckpoints, an_empty_tree_with_a_root_of_its_own_is_evidence) {
  SeenCheckpoint impossible{{}, {kLog.name, {0}, leaf_hash(base::bytes_of("x")), {}}};
  impossible.note = *sign_checkpoint(impossible.checkpoint, kLog);
  const Tree whole = history(5, 5, "");
  const auto compared =
      compare_checkpoints(impossible, seen(whole), kLog.verifier(), tiles_of(whole));
  ASSERT_TRUE(compared && *compared);
  EXPECT_TRUE(verify_fork(**compared));
}

}  // namespace
}  // namespace truceline::ledger

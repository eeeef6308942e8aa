// SPDX-License-Identifier: Apache-2.0
#include "ledger/tile_reader.hpp"

#include <gtest/gtest.h>
#include <set>

#include "ledger/test_log.hpp"

namespace truceline::ledger {
namespace {

FetchTile from(const Tree& tree) {
  return [&tree](const TileName& name) { return tile_bytes(tree, name); };
}

base::Result<TileReader> reader_of(const Tree& tree) {
  return TileReader::open(tree.size(), tree.root(), from(tree));
}

void expect_same_proofs(TileReader& reader, const Tree& tree, std::uint64_t step) {
  for (std::uint64_t i = 0; i < tree.size().value; i += step)
    ASSERT_EQ(*reader.inclusion_proof({i}), *tree.inclusion_proof({i}, tree.size())) << i;
  for (std::uint64_t old = 0; old <= tree.size().value; old += step) {
    ASSERT_EQ(*reader.consistency_proof({old}), *tree.consistency_proof({old}, tree.size())) << old;
    ASSERT_EQ(*reader.root_at({old}), *tree.root({old})) << old;
  }
}

TEST(TileReader, MakesTheProofsThatTheTreeMakes) {
  for (const std::uint64_t size : {0U, 1U, 2U, 3U, 7U, 255U, 256U, 257U, 300U, 511U, 512U, 777U}) {
    const Tree tree = numbered_tree(size);
    auto reader = reader_of(tree);
    ASSERT_TRUE(reader) << size << ": " << reader.error().to_string();
    expect_same_proofs(*reader, tree, size < 20 ? 1 : 37);
  }
}

TEST(TileReader, ReadsATreeOfThreeLevelsOfTiles) {
  const Tree tree = numbered_tree(70'000);
  auto reader = reader_of(tree);
  ASSERT_TRUE(reader) << reader.error().to_string();
  expect_same_proofs(*reader, tree, 4'999);
  EXPECT_EQ(reader->leaf_hashes(272)->size(), 256U);
  EXPECT_EQ(reader->leaf_hashes(273)->size(), 112U);
  EXPECT_EQ(reader->leaf_hashes(273)->at(111), numbered_leaf(69'999));
  EXPECT_EQ(reader->leaf_hashes(274).error().code, base::ErrorCode::not_found);
}

TEST(TileReader, AsksOnlyForTilesThatTheCheckpointImpliesAndEachOnce) {
  const Tree tree = numbered_tree(70'000);
  std::set<TileName> asked;
  const FetchTile counted = [&](const TileName& name) -> base::Result<base::Bytes> {
    EXPECT_EQ(name.width, tile_width(name.level, name.index, tree.size()));
    EXPECT_TRUE(asked.insert(name).second) << tile_path(name) << " was asked for twice";
    return tile_bytes(tree, name);
  };
  auto reader = TileReader::open(tree.size(), tree.root(), counted);
  ASSERT_TRUE(reader);
  EXPECT_EQ(asked.size(), 3U);
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(reader->inclusion_proof({12'345}));
  EXPECT_EQ(asked.size(), 5U);
}

TEST(TileReader, TakesTheFullTileWhereThePartialOneIsGone) {
  const Tree grown = numbered_tree(600);
  const Tree old = numbered_tree(300);
  const FetchTile widest = [&](const TileName& name) {
    return tile_bytes(grown, {name.content, name.level, name.index,
                              tile_width(name.level, name.index, grown.size())});
  };
  auto reader = TileReader::open(old.size(), old.root(), widest);
  ASSERT_TRUE(reader) << reader.error().to_string();
  expect_same_proofs(*reader, old, 13);
}

TEST(TileReader, EverySingleByteChangedInAnyTileIsFound) {
  const Tree tree = numbered_tree(600);
  for (const TileName& broken : new_tiles({0}, tree.size())) {
    for (std::size_t at = 0; at < broken.width * 32; at += 31) {
      const FetchTile lying = [&](const TileName& name) {
        auto bytes = tile_bytes(tree, name);
        if (name == broken) bytes->at(at) ^= 1;
        return bytes;
      };
      auto reader = TileReader::open(tree.size(), tree.root(), lying);
      bool found = !reader;
      for (std::uint64_t i = 0; !found && i < 3; ++i) found = !reader->leaf_hashes(i);
      ASSERT_TRUE(found) << tile_path(broken) << " byte " << at;
      const base::Error error = reader ? reader->leaf_hashes(broken.index).error() : reader.error();
      ASSERT_EQ(error.code, base::ErrorCode::corrupt);
    }
  }
}

TEST(TileReader, RefusesAnotherRootAndTilesOfAWrongLength) {
  const Tree tree = numbered_tree(300);
  base::Hash other = tree.root();
  other[31] ^= 1;
  EXPECT_EQ(TileReader::open(tree.size(), other, from(tree)).error().code,
            base::ErrorCode::corrupt);
  EXPECT_EQ(TileReader::open({0}, other, from(tree)).error().code, base::ErrorCode::corrupt);
  const Tree smaller = numbered_tree(299);
  for (const base::Bytes& bytes :
       {base::Bytes{}, base::Bytes(31), base::Bytes(43 * 32), base::Bytes(257 * 32)}) {
    const auto refused =
        TileReader::open(tree.size(), tree.root(),
                         [&](const TileName&) -> base::Result<base::Bytes> { return bytes; });
    ASSERT_FALSE(refused) << bytes.size();
    EXPECT_EQ(refused.error().code, base::ErrorCode::corrupt);
    EXPECT_EQ(refused.error().place, "tile/0/001.p/44");
  }
}

TEST(TileReader, TheFetchersErrorIsPassedOn) {
  const Tree tree = numbered_tree(600);
  const FetchTile failing = [&](const TileName& name) -> base::Result<base::Bytes> {
    if (name.width == kTileWidth)
      return base::Error{base::ErrorCode::unavailable, "the host is down", {}, {}};
    return tile_bytes(tree, name);
  };
  auto reader = TileReader::open(tree.size(), tree.root(), failing);
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->inclusion_proof({0}).error().code, base::ErrorCode::unavailable);
}

TEST(TileReader, BeyondTheTreeIsNotFound) {
  const Tree tree = numbered_tree(10);
  auto reader = reader_of(tree);
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->inclusion_proof({10}).error().code, base::ErrorCode::not_found);
  EXPECT_EQ(reader->consistency_proof({11}).error().code, base::ErrorCode::not_found);
  EXPECT_EQ(reader->root_at({11}).error().code, base::ErrorCode::not_found);
  EXPECT_FALSE(TileReader::open({std::uint64_t{1} << 63U}, tree.root(), from(tree)));
}

}  // namespace
}  // namespace truceline::ledger

// SPDX-License-Identifier: Apache-2.0
#include "ledger/tile.hpp"

#include <gtest/gtest.h>
#include <map>

#include "ledger/test_log.hpp"

namespace truceline::ledger {
namespace {

TileName hashes(std::uint32_t level, std::uint64_t index, std::uint64_t width = kTileWidth) {
  return {TileContent::hashes, level, index, width};
}

TEST(Tile, PathsAreThoseOfTheSpecification) {
  EXPECT_EQ(tile_path(hashes(0, 0)), "tile/0/000");
  EXPECT_EQ(tile_path(hashes(0, 273, 112)), "tile/0/273.p/112");
  EXPECT_EQ(tile_path(hashes(1, 1000)), "tile/1/x001/000");
  EXPECT_EQ(tile_path(hashes(0, 1'234'067)), "tile/0/x001/x234/067");
  EXPECT_EQ(tile_path(hashes(63, 123'456'078, 1)), "tile/63/x123/x456/078.p/1");
  EXPECT_EQ(tile_path({TileContent::entries, 0, 1'234'067, 8}), "tile/entries/x001/x234/067.p/8");
}

TEST(Tile, EveryPathIsReadBackAsItsName) {
  for (const std::uint64_t index :
       {std::uint64_t{0}, std::uint64_t{9}, std::uint64_t{999}, std::uint64_t{1000},
        std::uint64_t{1001}, std::uint64_t{999'999}, std::uint64_t{1'000'000},
        std::uint64_t{999'999'999'999'999'999}})
    for (const std::uint64_t width : {1U, 99U, 255U, 256U})
      for (const TileName& name : {hashes(0, index, width), hashes(63, index, width),
                                   TileName{TileContent::entries, 0, index, width}}) {
        const auto read = parse_tile_path(tile_path(name));
        ASSERT_TRUE(read) << tile_path(name) << ": " << read.error().to_string();
        EXPECT_EQ(*read, name);
      }
}

TEST(Tile, OneNameHasOneSpelling) {
  for (const char* path : {"",
                           "tile",
                           "tile/",
                           "tile/0",
                           "tile/0/",
                           "tile/0/0",
                           "tile/0/00",
                           "tile/0/0000",
                           "tile/00/000",
                           "tile/64/000",
                           "tile/-1/000",
                           "tile/+1/000",
                           "tile/x/000",
                           "tile//000",
                           "/tile/0/000",
                           "tile/0/000/",
                           "tile/0/x000",
                           "tile/0/x000/000",
                           "tile/0/x000/001",
                           "tile/0/001/000",
                           "tile/0/x01/000",
                           "tile/0/x0001/000",
                           "tile/0/x001/00",
                           "tile/0/x001/x000",
                           "tile/0/X001/000",
                           "tile/0/000.p/0",
                           "tile/0/000.p/00",
                           "tile/0/000.p/01",
                           "tile/0/000.p/256",
                           "tile/0/000.p/",
                           "tile/0/000.p",
                           "tile/0/000.p/1/",
                           "tile/0/000.p/1.p/1",
                           "tile/0/000.P/1",
                           "tile/0/000p/1",
                           "tile/entries",
                           "tile/entries/",
                           "tile/entries/x001",
                           "tile/entry/000",
                           "tile/Entries/000",
                           "tile/0/00a",
                           "tile/0/0 0",
                           "tile/8/0/000",
                           "tile/0/x001/x000/x000/x000/x000/x000/000",
                           "checkpoint",
                           "tile/0/../000"})
    EXPECT_FALSE(parse_tile_path(path)) << path;
}

TEST(Tile, ATreeOf70000HasTheTilesOfTheSpecificationsExample) {
  const base::TreeSize size{70'000};
  EXPECT_EQ(tile_width(0, 272, size), 256U);
  EXPECT_EQ(tile_width(0, 273, size), 112U);
  EXPECT_EQ(tile_width(0, 274, size), 0U);
  EXPECT_EQ(tile_width(1, 0, size), 256U);
  EXPECT_EQ(tile_width(1, 1, size), 17U);
  EXPECT_EQ(tile_width(2, 0, size), 1U);
  EXPECT_EQ(tile_width(2, 1, size), 0U);
  EXPECT_EQ(tile_width(3, 0, size), 0U);
  EXPECT_EQ(tile_width(63, 0, size), 0U);
  const std::vector<TileName> all = new_tiles({0}, size);
  EXPECT_EQ(all.size(), 273U + 1 + 1 + 1 + 1);
  EXPECT_EQ(all.front(), hashes(0, 0));
  EXPECT_EQ(all.back(), hashes(2, 0, 1));
}

TEST(Tile, ATreeOf256HasAFullTileAndOneAboveIt) {
  EXPECT_EQ(new_tiles({0}, {256}), (std::vector{hashes(0, 0), hashes(1, 0, 1)}));
  EXPECT_EQ(new_tiles({0}, {0}), std::vector<TileName>{});
  EXPECT_EQ(new_tiles({0}, {1}), std::vector{hashes(0, 0, 1)});
}

TEST(Tile, NewTilesAreThoseThatChanged) {
  EXPECT_EQ(new_tiles({255}, {257}), (std::vector{hashes(0, 0), hashes(0, 1, 1), hashes(1, 0, 1)}));
  EXPECT_EQ(new_tiles({257}, {258}), std::vector{hashes(0, 1, 2)});
  EXPECT_EQ(new_tiles({512}, {512}), std::vector<TileName>{});
  // Whatever the steps, the newest names of all places together are those of the whole tree.
  std::map<std::pair<std::uint32_t, std::uint64_t>, std::uint64_t> widths;
  for (std::uint64_t size = 0; size < 67'000; size += 331)
    for (const TileName& tile : new_tiles({size}, {size + 331}))
      widths[{tile.level, tile.index}] = tile.width;
  const std::vector<TileName> all = new_tiles({0}, {67'193 / 331 * 331});
  ASSERT_EQ(widths.size(), all.size());
  for (const TileName& tile : all) EXPECT_EQ((widths[{tile.level, tile.index}]), tile.width);
}

TEST(Tile, HoldsTheTreesOwnHashes) {
  const Tree tree = numbered_tree(300);
  const base::Bytes bytes = *tile_bytes(tree, hashes(0, 1, 44));
  ASSERT_EQ(bytes.size(), 44U * 32);
  const std::vector<base::Hash> read = *tile_hashes(bytes);
  for (std::uint64_t i = 0; i < 44; ++i) EXPECT_EQ(read[i], numbered_leaf(256 + i));
  // Level 1 holds the root of each full tile below.
  EXPECT_EQ(tile_hashes(*tile_bytes(tree, hashes(1, 0, 1)))->at(0), *tree.root({256}));
}

TEST(Tile, OfAnOlderSizeIsTheBeginningOfTheWiderOne) {
  const Tree tree = numbered_tree(300);
  const base::Bytes wide = *tile_bytes(tree, hashes(0, 1, 44));
  const base::Bytes narrow = *tile_bytes(tree, hashes(0, 1, 7));
  EXPECT_EQ(narrow, base::Bytes(wide.begin(), wide.begin() + 7 * 32));
}

TEST(Tile, TheTreeHasNotIsNotFound) {
  const Tree tree = numbered_tree(300);
  for (const TileName& name : {hashes(0, 1, 45), hashes(0, 1), hashes(0, 2, 1), hashes(1, 0, 2),
                               hashes(1, 1, 1), hashes(2, 0, 1), hashes(63, 0, 1)})
    EXPECT_EQ(tile_bytes(tree, name).error().code, base::ErrorCode::not_found) << tile_path(name);
  EXPECT_EQ(tile_bytes(tree, {TileContent::entries, 0, 0, 1}).error().code,
            base::ErrorCode::invalid_input);
  EXPECT_EQ(tile_bytes(Tree{}, hashes(0, 0, 1)).error().code, base::ErrorCode::not_found);
}

TEST(Tile, OfOtherThanWholeHashesIsRefused) {
  for (const std::size_t size : {0U, 1U, 31U, 33U, 257U * 32U})
    EXPECT_FALSE(tile_hashes(base::Bytes(size))) << size;
  EXPECT_EQ(tile_hashes(base::Bytes(256 * 32))->size(), 256U);
}

}  // namespace
}  // namespace truceline::ledger

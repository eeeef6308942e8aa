// SPDX-License-Identifier: Apache-2.0
//
// The examples of docs/spec/tiles.md, computed.
#include "ledger/entry_bundle.hpp"
#include "ledger/spec_example.hpp"
#include "ledger/tile.hpp"

namespace truceline::ledger {
namespace {

class SpecTiles : public SpecPage {
 protected:
  SpecTiles() : SpecPage("tiles.md") {}
};

TEST_F(SpecTiles, ItsTileAndItsBundleAreTrue) {
  const std::vector<TileName> tiles = new_tiles({0}, tree_.size());
  ASSERT_EQ(tiles.size(), 1U);
  expect_in_page("`/" + tile_path(tiles[0]) + "`");
  const std::vector<base::Hash> hashes = *tile_hashes(*tile_bytes(tree_, tiles[0]));
  std::string lines;
  for (const base::Hash& hash : hashes) lines += base::to_hex(hash) + "\n";
  expect_in_page("```\n" + lines + "```\n");
  expect_in_page("`/" + tile_path({TileContent::entries, 0, 0, 3}) + "`");
  lines.clear();
  for (const base::BytesView entry : entries_) {
    const std::string hex = base::to_hex(*format_bundle(std::vector{entry}));
    lines += hex.substr(0, 4) + " " + hex.substr(4) + "\n";
  }
  expect_in_page("```\n" + lines + "```\n");
}

TEST_F(SpecTiles, TheTilesOf70000EntriesAreTrue) {
  for (const std::uint32_t level : {0U, 1U, 2U}) {
    std::uint64_t full = 0;
    TileName last;
    for (const TileName& tile : new_tiles({0}, {70'000})) {
      if (tile.level != level) continue;
      full += tile.width == kTileWidth ? 1U : 0U;
      last = tile;
    }
    expect_in_page("| " + std::to_string(level) + " | " + std::to_string(full) + " | `/" +
                   tile_path(last) + "` |");
  }
  expect_in_page("`" + tile_path({TileContent::hashes, 0, 1'234'067, 256}).substr(7) + "`");
}

}  // namespace
}  // namespace truceline::ledger

// SPDX-License-Identifier: Apache-2.0
//
// Entry bundles and tiles from any bytes: what parses is written back as the same bytes, and no
// tile passes for that of a tree unless it begins with its hashes.
#include <cstdint>

#include "ledger/entry_bundle.hpp"
#include "ledger/test_log.hpp"
#include "ledger/tile_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace truceline;
  static const ledger::Tree kTree = ledger::numbered_tree(3);
  static const base::Bytes kTile =
      *ledger::tile_bytes(kTree, {ledger::TileContent::hashes, 0, 0, 3});
  const base::BytesView bytes{data, size};
  if (const auto entries = ledger::parse_bundle(bytes))
    INVARIANT(base::text_of(*ledger::format_bundle(*entries)) == base::text_of(bytes));
  const auto reader = ledger::TileReader::open(
      kTree.size(), kTree.root(), [&](const ledger::TileName&) -> base::Result<base::Bytes> {
        return base::Bytes(bytes.begin(), bytes.end());
      });
  if (reader) INVARIANT(base::text_of(bytes).starts_with(base::text_of(kTile)));
  return 0;
}

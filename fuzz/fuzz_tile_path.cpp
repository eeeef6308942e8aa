// SPDX-License-Identifier: Apache-2.0
//
// Tile paths from any bytes: one name has one spelling.
#include <cstdint>

#include "ledger/tile.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace truceline;
  const std::string_view path = base::text_of({data, size});
  if (const auto name = ledger::parse_tile_path(path)) {
    INVARIANT(ledger::tile_path(*name) == path);
    (void)ledger::tile_width(name->level, name->index, {70'000});
  }
  return 0;
}

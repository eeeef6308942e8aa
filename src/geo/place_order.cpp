// SPDX-License-Identifier: Apache-2.0
#include "geo/place_order.hpp"

#include "base/invariant.hpp"
#include "geo/area_grid.hpp"
#include "geo/sort_keys.hpp"

namespace truceline::geo {

void order_by_cell(std::span<const PlaceAndTime> questions, std::vector<std::uint64_t>& order,
                   std::vector<std::uint64_t>& space) {
  // A question's number in the low bits of its key, its cell above.
  constexpr int kNumberBits = 31;
  constexpr std::uint64_t kNumberMask = (std::uint64_t{1} << kNumberBits) - 1;
  constexpr std::uint64_t kBlocks =
      ((2ULL * kLonMaxE7 >> kBlockBits) + 1) * ((2ULL * kLatMaxE7 >> kBlockBits) + 1);
  static_assert(kBlocks << 4 * kFanBits <= std::uint64_t{1} << (64 - kNumberBits));
  INVARIANT(questions.size() <= kNumberMask);
  order.resize(questions.size());
  if (questions.empty()) return;
  Box box;
  for (const PlaceAndTime& question : questions) include(box, question.at);
  INVARIANT(is_valid(box.low) && is_valid(box.high));
  // Block by block, so that the chunks around are near in memory and in time. Blocks are counted
  // within that box, so that few bits are to be sorted.
  const GridSquare first = square_of(box.low, kBlockBits);
  const std::uint64_t columns = square_of(box.high, kBlockBits).column - first.column + 1;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const GridSquare block = square_of(questions[i].at, kBlockBits);
    const std::uint64_t number = (block.row - first.row) * columns + (block.column - first.column);
    const std::uint64_t chunk =
        number << 2 * kFanBits | child_of(square_of(questions[i].at, kChunkBits));
    const std::uint64_t cell =
        chunk << 2 * kFanBits | child_of(square_of(questions[i].at, kCellBits));
    order[i] = cell << kNumberBits | i;
  }
  sort_from_bit(kNumberBits, order, space);
  for (std::uint64_t& key : order) key &= kNumberMask;
}

}  // namespace truceline::geo

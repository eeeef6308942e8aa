// SPDX-License-Identifier: Apache-2.0
//
// The grid that the area index lays over the globe: cells of 2^15 units of 1e-7 degree (360 m of
// latitude), 8 x 8 of them a chunk (2.9 km), 8 x 8 chunks a block (23 km). Powers of two, so that
// a place finds its cell by shifting. Columns count from -180 eastward, rows from -90 northward.
#pragma once

#include <cstdint>

#include "geo/box.hpp"
#include "geo/point.hpp"

namespace truceline::geo {

inline constexpr int kCellBits = 15;
inline constexpr int kFanBits = 3;  // 8 children a side at each step down
inline constexpr std::uint32_t kFan = 1U << kFanBits;
inline constexpr std::uint32_t kChildren = kFan * kFan;
inline constexpr int kChunkBits = kCellBits + kFanBits;
inline constexpr int kBlockBits = kChunkBits + kFanBits;

/// How far east of -180 and north of -90 a place is, in 1e-7 degree.
constexpr std::uint32_t grid_x(std::int32_t lon_e7) {
  return static_cast<std::uint32_t>(std::int64_t{lon_e7} + kLonMaxE7);
}
constexpr std::uint32_t grid_y(std::int32_t lat_e7) {
  return static_cast<std::uint32_t>(std::int64_t{lat_e7} + kLatMaxE7);
}

/// A square of the grid: its column and row at `bits`.
struct GridSquare {
  std::uint32_t column = 0;
  std::uint32_t row = 0;
  friend constexpr auto operator<=>(const GridSquare&, const GridSquare&) = default;
};

constexpr GridSquare square_of(Point p, int bits) {
  return {grid_x(p.lon_e7) >> bits, grid_y(p.lat_e7) >> bits};
}

/// Its least longitude and latitude. They may lie beyond 32 bits of Point at the far edges.
constexpr std::int64_t west_of(GridSquare square, int bits) {
  return (std::int64_t{square.column} << bits) - kLonMaxE7;
}
constexpr std::int64_t south_of(GridSquare square, int bits) {
  return (std::int64_t{square.row} << bits) - kLatMaxE7;
}

/// Which of its parent's 64 children a square is, row by row from the south-west.
constexpr std::uint32_t child_of(GridSquare square) {
  return ((square.row & (kFan - 1)) << kFanBits) | (square.column & (kFan - 1));
}

}  // namespace truceline::geo

// SPDX-License-Identifier: Apache-2.0
//
// The lattice that the volume index lays over space and time: at each of several sizes, slots of
// time, and in them rows and columns of squares. A thing goes into the least size at which it comes
// to few squares and at most two slots. Powers of two, so that a place finds its square by
// shifting. Within a square everything is 16 bits, rounded down: order is kept, so boxes that meet
// still do.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "geo/altitude.hpp"
#include "geo/area_grid.hpp"
#include "geo/box.hpp"
#include "geo/window.hpp"

namespace truceline::geo {

/// What an entry is in space and time: an outer bound. The altitude is above mean sea level, at its
/// widest.
struct VolumeBox {
  Box box;
  Window window;
  std::int32_t low_cm = 0;
  std::int32_t high_cm = 0;
};

constexpr bool meets(const VolumeBox& a, const VolumeBox& b) {
  return meets(a.box, b.box) && meets(a.window, b.window) && a.low_cm <= b.high_cm &&
         b.low_cm <= a.high_cm;
}

// Sizes of time: 9.3 hours, then 8 times as long each; the last is all of time in one slot.
inline constexpr int kSlotBits = 25;  // milliseconds
inline constexpr int kTimeSizes = 8;
// Sizes of space: 0.21 degrees north by 3.4 east, 1.7 by 27, and the globe in one square.
inline constexpr int kRowBits = 21;
inline constexpr int kColumnBits = 25;
inline constexpr int kSpaceSizes = 3;
inline constexpr int kSizes = kTimeSizes * kSpaceSizes;

/// One of the sizes, with all its shifts.
struct LatticeSize {
  int time = 0;
  int space = 0;

  constexpr int number() const { return time * kSpaceSizes + space; }
  constexpr bool is_for_ever() const { return time == kTimeSizes - 1; }
  constexpr int slot_bits() const { return kSlotBits + 3 * time; }
  constexpr int row_bits() const { return space == kSpaceSizes - 1 ? 31 : kRowBits + 3 * space; }
  constexpr int column_bits() const {
    return space == kSpaceSizes - 1 ? 32 : kColumnBits + 3 * space;
  }
};
constexpr LatticeSize size_of_number(int number) {
  return {number / kSpaceSizes, number % kSpaceSizes};
}

/// What a box comes to at a size; all ends included.
struct LatticeSpan {
  std::int64_t first_slot = 0, last_slot = 0;
  std::uint32_t first_row = 0, last_row = 0;
  std::uint32_t first_column = 0, last_column = 0;

  constexpr std::size_t squares() const {
    return std::size_t{last_row - first_row + 1} * (last_column - first_column + 1);
  }
};

constexpr std::int64_t slot_of(std::int64_t time, LatticeSize size) {
  return size.is_for_ever() ? 0 : time >> size.slot_bits();
}
constexpr std::uint32_t row_of(std::int32_t lat_e7, LatticeSize size) {
  return grid_y(lat_e7) >> size.row_bits();
}
constexpr std::uint32_t column_of(std::int32_t lon_e7, LatticeSize size) {
  return static_cast<std::uint32_t>(std::uint64_t{grid_x(lon_e7)} >> size.column_bits());
}

/// REQUIRES: the box and the window hold something.
constexpr LatticeSpan span_of(const VolumeBox& box, LatticeSize size) {
  return {slot_of(box.window.from, size),      slot_of(box.window.until - 1, size),
          row_of(box.box.low.lat_e7, size),    row_of(box.box.high.lat_e7, size),
          column_of(box.box.low.lon_e7, size), column_of(box.box.high.lon_e7, size)};
}

/// Where a thing goes.
constexpr LatticeSize size_for(const VolumeBox& box) {
  constexpr std::uint32_t kRowsMost = 8, kColumnsMost = 2;
  LatticeSize size;
  for (; !size.is_for_ever(); ++size.time) {
    const LatticeSpan span = span_of(box, size);
    if (static_cast<std::uint64_t>(span.last_slot) - static_cast<std::uint64_t>(span.first_slot) <=
        1)
      break;
  }
  for (; size.space < kSpaceSizes - 1; ++size.space) {
    const LatticeSpan span = span_of(box, size);
    if (span.last_row - span.first_row < kRowsMost &&
        span.last_column - span.first_column < kColumnsMost)
      break;
  }
  return size;
}

/// A square's number in its slot; in order of rows.
using SquareKey = std::uint32_t;
inline constexpr int kKeyColumnBits = 7;
static_assert((2U * kLonMaxE7 >> kColumnBits) < (1U << kKeyColumnBits));

constexpr SquareKey key_of(std::uint32_t row, std::uint32_t column) {
  return row << kKeyColumnBits | column;
}

/// A square in a slot.
struct LatticeCell {
  LatticeSize size;
  std::int64_t slot = 0;
  std::uint32_t row = 0;
  std::uint32_t column = 0;
};

/// A box as the cell's 16 bits say it; beyond the cell it ends at the cell's end. The greatest of
/// the 16 bits stays free: nothing reaches it.
struct CellBox {
  std::int16_t west, east, south, north, low, high, from, until;
};

constexpr CellBox in_cell(const VolumeBox& box, const LatticeCell& cell) {
  const auto rounded = [](std::int64_t from_origin, int shift) {
    return static_cast<std::int16_t>(std::clamp<std::int64_t>(from_origin >> shift, 0, 65'534) -
                                     32'768);
  };
  const std::int64_t west = std::int64_t{cell.column} << cell.size.column_bits();
  const std::int64_t south = std::int64_t{cell.row} << cell.size.row_bits();
  const auto lon = [&](std::int32_t lon_e7) {
    return rounded(grid_x(lon_e7) - west, cell.size.column_bits() - 16);
  };
  const auto lat = [&](std::int32_t lat_e7) {
    return rounded(grid_y(lat_e7) - south, cell.size.row_bits() - 16);
  };
  const auto height = [&](std::int32_t cm) {
    constexpr std::int64_t kLowest = amsl_at_widest({.datum = Datum::wgs84}).floor_cm - 50'000;
    return rounded(cm - kLowest, 8);
  };
  const auto moment = [&](std::int64_t time) {
    if (cell.size.is_for_ever()) return std::int16_t{0};
    const std::int64_t begin = cell.slot << cell.size.slot_bits();
    return rounded(added_within_bounds(time, -begin), cell.size.slot_bits() - 16);
  };
  return {lon(box.box.low.lon_e7),  lon(box.box.high.lon_e7),    lat(box.box.low.lat_e7),
          lat(box.box.high.lat_e7), height(box.low_cm),          height(box.high_cm),
          moment(box.window.from),  moment(box.window.until - 1)};
}

/// Two boxes that both come to several cells are compared in the first they share only.
constexpr bool is_first_shared(const VolumeBox& a, const VolumeBox& b, const LatticeCell& cell) {
  return slot_of(std::max(a.window.from, b.window.from), cell.size) == cell.slot &&
         row_of(std::max(a.box.low.lat_e7, b.box.low.lat_e7), cell.size) == cell.row &&
         column_of(std::max(a.box.low.lon_e7, b.box.low.lon_e7), cell.size) == cell.column;
}

}  // namespace truceline::geo

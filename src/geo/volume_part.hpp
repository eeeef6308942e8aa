// SPDX-License-Identifier: Apache-2.0
//
// A volume made ready to be compared. Whatever its footprint, it becomes parts of one form: some
// edges, how many metres around them belong to it, whether it holds what they enclose, and when.
// A circle is its centre and its radius; a corridor is its route and half its width, one part for
// each stretch with its own time; an area is a part for each polygon, with no metres around it.
#pragma once

#include <cstdint>
#include <vector>

#include "geo/box.hpp"
#include "geo/orientation.hpp"
#include "geo/volume.hpp"

namespace truceline::geo {

struct VolumePart {
  Window window;
  std::int64_t reach_m = 0;    ///< How far from the edges it goes.
  bool is_area = false;        ///< Then the even-odd rule over the edges says what it holds.
  Box box;                     ///< Of the edges alone.
  std::vector<Segment> edges;  ///< At least one; a place is an edge without length.
  std::vector<Box> eights;     ///< Around the first kEight edges, the next, and so on.
  static constexpr std::size_t kEight = 8;
};

struct PreparedVolume {
  AltitudeBand altitude;
  std::vector<VolumePart> parts;
};

/// Shapes with flaws are taken as they are; polygons and routes without vertices have no part, so
/// meet nothing. REQUIRES: every vertex is_valid. Cost: a copy.
PreparedVolume prepare(const Volume& volume);

/// The same into a volume made before, whose memory it takes over. Without edges it costs less, and
/// only boxes can be asked of it.
enum class Edges { listed, left_out };
void prepare(const Volume& volume, Edges edges, PreparedVolume& prepared);

/// Boxes that together hold every place within so many metres of the part's edges: one, or two
/// where it lies across the antimeridian. REQUIRES: metres >= 0.
struct Boxes {
  Box first;
  Box second;  ///< Empty where one is enough.
};
Boxes boxes_around(const Box& edges, std::int64_t metres);

}  // namespace truceline::geo

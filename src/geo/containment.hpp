// SPDX-License-Identifier: Apache-2.0
//
// Is a place in an area? Exact, in whole numbers, edges straight in longitude and latitude.
// A place on an edge is neither in nor out: it is on the boundary, and the caller says what
// that means. locate() is the plain form; PreparedArea answers the same, fast.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "geo/box.hpp"
#include "geo/orientation.hpp"
#include "geo/polygon.hpp"

namespace truceline::geo {

/// Ordered: where several answers apply, the greatest wins.
enum class Side { outside, boundary, inside };

/// Within one polygon: on an edge of any ring is `boundary`; else the even-odd rule over all its
/// rings decides. Over several polygons the best answer wins (inside > boundary > outside), so
/// where two polygons share an edge, a place on that edge is `boundary`.
///
/// Longitude +180 and -180 are one meridian: a place on it is looked up at both and the best
/// answer wins. So where an area is split at the antimeridian, a place on the seam between the
/// pieces is `boundary`, written either way. A place at a pole is looked up at its own longitude
/// only. An area without polygons, or a ring without vertices, holds nothing.
/// REQUIRES: is_valid(p). Cost: every edge, each time.
Side locate(Point p, const MultiPolygon& area);

/// An area made ready to be asked many times: the edges of each polygon sorted into bands of
/// latitude, so that a question looks at the few edges in its own band. The answers are those of
/// locate(), always; a property test holds the two, and a third, against each other.
class PreparedArea {
 public:
  /// REQUIRES: every vertex is_valid. Invalid shapes (flaws) are taken as they are: even-odd.
  /// Cost: O(n log n); memory at most 8 copies of every edge and a band an edge.
  explicit PreparedArea(MultiPolygon area);

  /// The same as locate(p, area()). REQUIRES: is_valid(p).
  Side locate(Point p) const;

  /// Holds every vertex. Mind the antimeridian when asking it first: a place written +180 may be
  /// in an area that is drawn at -180.
  const Box& box() const { return box_; }
  const MultiPolygon& area() const { return area_; }

  /// Calls `visit(const Segment&)` for every edge whose own box meets `box`, until it returns
  /// true; returns whether it did. An edge may be visited more than once, in either direction.
  template <class Visit>
  bool any_edge(const Box& box, Visit visit) const;

 private:
  struct Edge {
    Point low;   // the end with the lesser latitude
    Point high;  // the other
    std::int32_t lon_max() const { return std::max(low.lon_e7, high.lon_e7); }
    std::int32_t lon_min() const { return std::min(low.lon_e7, high.lon_e7); }
  };
  struct Part {  // one polygon
    Box box;
    std::int64_t band_height_e7 = 1;
    std::uint32_t first_band = 0;  // into band_starts_
    std::uint32_t bands = 1;
    std::uint32_t band_of(std::int32_t lat_e7) const {
      return static_cast<std::uint32_t>((std::int64_t{lat_e7} - box.low.lat_e7) / band_height_e7);
    }
  };

  void add_part(const Polygon& polygon);
  Side locate_at(Point p) const;
  Side locate_in(const Part& part, Point p) const;

  MultiPolygon area_;
  Box box_;
  std::vector<Part> parts_;
  std::vector<std::uint32_t> band_starts_;  // a band's edges: [starts[b], starts[b + 1])
  std::vector<Edge> edges_;                 // within a band by greatest longitude, descending
};

template <class Visit>
bool PreparedArea::any_edge(const Box& box, Visit visit) const {
  for (const Part& part : parts_) {
    if (!meets(part.box, box)) continue;
    const std::uint32_t from = part.band_of(std::max(box.low.lat_e7, part.box.low.lat_e7));
    const std::uint32_t to = part.band_of(std::min(box.high.lat_e7, part.box.high.lat_e7));
    for (std::uint32_t at = band_starts_[part.first_band + from];
         at < band_starts_[part.first_band + to + 1]; ++at) {
      const Edge& edge = edges_[at];
      if (edge.lon_max() < box.low.lon_e7 || edge.lon_min() > box.high.lon_e7 ||
          edge.high.lat_e7 < box.low.lat_e7 || edge.low.lat_e7 > box.high.lat_e7)
        continue;
      if (visit(Segment{.from = edge.low, .to = edge.high})) return true;
    }
  }
  return false;
}

}  // namespace truceline::geo

// SPDX-License-Identifier: Apache-2.0
//
// What is wrong with a drawn area, said so that the person who drew it can mend it: which vertex,
// where, why. Exact in whole numbers. It never repairs a shape: a guess about where a ceasefire
// line runs is worse than a question. Winding order is not a flaw (polygon.hpp normalises it).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "geo/polygon.hpp"

namespace truceline::geo {

enum class FlawKind {
  out_of_range,       ///< A vertex beyond +-180 or +-90 degrees.
  too_few_vertices,   ///< A ring with fewer than three.
  too_many_vertices,  ///< A polygon beyond limits::kPolygonVertices; nothing else is looked at.
  repeated_vertex,    ///< Two vertices in a row are one place (also the last and the first).
  spike,              ///< The ring runs back along the edge it came by.
  zero_area,          ///< All vertices of a ring lie on one line.
  self_intersection,  ///< Two edges of one ring that are not neighbours cross, touch or overlap.
  rings_cross,        ///< Two rings cross, overlap, or touch in more than one point.
  hole_outside,       ///< A hole lies outside its outer ring.
  holes_overlap,      ///< A hole lies in another hole.
};

/// Vertices count from 0 as in the ring given; an edge has the number of the vertex it begins at.
struct Flaw {
  FlawKind kind = FlawKind::out_of_range;
  std::size_t polygon = 0;  ///< Which polygon of a MultiPolygon.
  std::size_t ring = 0;     ///< 0 is the outer ring, 1 the first hole.
  std::size_t vertex = 0;   ///< The vertex, or the vertex where the first of two edges begins.
  /// The other ring and edge where two meet; otherwise the same as ring and vertex.
  std::size_t other_ring = 0;
  std::size_t other_vertex = 0;
  Point at;            ///< Where to look on the map (a crossing is rounded to 1e-7 degree).
  std::string reason;  ///< One sentence without a full stop; names vertices and coordinates.
  std::string mend;    ///< What to do about it.
};

/// The most flaws told about one polygon: a person mends a few and asks again.
inline constexpr std::size_t kFlawsMax = 32;

/// Every flaw, at most kFlawsMax a polygon, in a fixed order; empty when it is valid. What edges do
/// to each other is asked only when every vertex is in order by itself, and how holes lie only when
/// no edges meet: mending comes in that order too.
/// Rings may touch each other in one point. Not looked for: several holes that touch in a circle
/// and so cut the inside in two.
/// Cost: a sweep over sorted edges, about O(n log n) for drawn shapes; O(n^2) box tests at worst
/// (10,000 parallel long edges).
std::vector<Flaw> flaws(const Polygon& polygon);
/// The same for each polygon. Polygons may touch or overlap one another: the area is their union.
std::vector<Flaw> flaws(const MultiPolygon& area);

}  // namespace truceline::geo

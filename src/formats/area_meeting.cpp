// SPDX-License-Identifier: Apache-2.0
#include "formats/area_meeting.hpp"

#include "geo/box.hpp"
#include "geo/containment.hpp"
#include "geo/orientation.hpp"

namespace truceline::formats {
namespace {

template <class Visit>
bool any_segment(const geo::MultiPolygon& area, Visit visit) {
  const auto any_in = [&](const geo::Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i)
      if (visit(geo::Segment{ring[i], ring[(i + 1) % ring.size()]})) return true;
    return false;
  };
  for (const geo::Polygon& polygon : area) {
    if (any_in(polygon.outer)) return true;
    for (const geo::Ring& hole : polygon.holes)
      if (any_in(hole)) return true;
  }
  return false;
}

bool has_vertex_inside(const geo::MultiPolygon& area, const geo::PreparedArea& other) {
  return any_segment(area, [&](const geo::Segment& segment) {
    return other.locate(segment.from) == geo::Side::inside;
  });
}

}  // namespace

bool areas_meet(const geo::MultiPolygon& a, const geo::MultiPolygon& b) {
  if (!geo::meets(geo::box_of(a), geo::box_of(b))) return false;
  if (a == b) return true;
  const geo::PreparedArea prepared_a(a);
  const geo::PreparedArea prepared_b(b);
  const auto crosses = [&](const geo::Segment& segment) {
    return prepared_b.any_edge(
        geo::box_of(geo::Ring{segment.from, segment.to}), [&](const geo::Segment& edge) {
          return geo::meeting_of(segment, edge).contact == geo::Contact::cross;
        });
  };
  return any_segment(a, crosses) || has_vertex_inside(a, prepared_b) ||
         has_vertex_inside(b, prepared_a);
}

}  // namespace truceline::formats

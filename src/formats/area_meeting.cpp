// SPDX-License-Identifier: Apache-2.0
#include "formats/area_meeting.hpp"

#include <cstdint>
#include <iterator>
#include <set>

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

bool crosses(const geo::Segment& segment, const geo::PreparedArea& other) {
  return other.any_edge(geo::box_of(geo::Ring{segment.from, segment.to}),
                        [&](const geo::Segment& edge) {
                          return geo::meeting_of(segment, edge).contact == geo::Contact::cross;
                        });
}

geo::Point middle_of(const geo::Segment& s) {
  const auto half = [](std::int32_t a, std::int32_t b) {
    return static_cast<std::int32_t>((std::int64_t{a} + b) / 2);
  };
  return {.lon_e7 = half(s.from.lon_e7, s.to.lon_e7), .lat_e7 = half(s.from.lat_e7, s.to.lat_e7)};
}

/// True where a piece of `segment` runs inside `other`. Nothing crosses it, so it can change sides
/// only at vertices of the other that lie on it: between two of those, one place speaks for all.
bool runs_inside(const geo::Segment& segment, const geo::PreparedArea& other) {
  const geo::Box box = geo::box_of(geo::Ring{segment.from, segment.to});
  std::set<geo::Point> stops{segment.from, segment.to};
  other.any_edge(box, [&](const geo::Segment& edge) {
    for (const geo::Point end : {edge.from, edge.to})
      if (geo::is_on(end, segment)) stops.insert(end);
    return false;
  });
  for (auto from = stops.begin(), to = std::next(from); to != stops.end(); ++from, ++to) {
    const bool on_boundary = other.any_edge(box, [&](const geo::Segment& edge) {
      return geo::is_on(*from, edge) && geo::is_on(*to, edge);
    });
    if (!on_boundary && other.locate(middle_of({*from, *to})) == geo::Side::inside) return true;
  }
  return false;
}

}  // namespace

bool areas_meet(const geo::MultiPolygon& a, const geo::MultiPolygon& b) {
  if (!geo::meets(geo::box_of(a), geo::box_of(b))) return false;
  if (a == b) return true;
  const geo::PreparedArea prepared_a(a);
  const geo::PreparedArea prepared_b(b);
  if (any_segment(a, [&](const geo::Segment& s) { return crosses(s, prepared_b); })) return true;
  return any_segment(a, [&](const geo::Segment& s) { return runs_inside(s, prepared_b); }) ||
         any_segment(b, [&](const geo::Segment& s) { return runs_inside(s, prepared_a); });
}

}  // namespace truceline::formats

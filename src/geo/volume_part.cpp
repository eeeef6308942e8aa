// SPDX-License-Identifier: Apache-2.0
#include "geo/volume_part.hpp"

#include <algorithm>

#include "base/invariant.hpp"
#include "geo/metre_bounds.hpp"

namespace truceline::geo {
namespace {

/// Adds to what `prepared` had before, reusing its memory part by part.
template <Edges listing>
class PartMaker {
 public:
  PartMaker(const Volume& volume, PreparedVolume& prepared)
      : volume_(volume), prepared_(prepared) {}

  void run() {
    prepared_.altitude = volume_.altitude;
    std::visit([this](const auto& footprint) { this->add(footprint); }, volume_.footprint);
    prepared_.parts.resize(count_);
    for (VolumePart& part : prepared_.parts) {
      INVARIANT(is_valid(part.box.low) && is_valid(part.box.high));
      if constexpr (listing == Edges::listed) list_eights(part);
    }
  }

 private:
  VolumePart& begin(const Window& window, std::int64_t reach_m, bool is_area) {
    if (count_ == prepared_.parts.size()) prepared_.parts.emplace_back();
    VolumePart& part = prepared_.parts[count_++];
    part.window = window;
    part.reach_m = reach_m;
    part.is_area = is_area;
    part.box = {};
    part.edges.clear();
    return part;
  }
  static void add_edge(VolumePart& part, Point from, Point to) {
    include(part.box, from);
    include(part.box, to);
    if constexpr (listing == Edges::listed) part.edges.push_back({from, to});
  }
  static void add_ring(VolumePart& part, const Ring& ring) {
    Box box = part.box;  // a local, so that it stays out of memory
    for (const Point p : ring) include(box, p);
    part.box = box;
    if constexpr (listing == Edges::listed) {
      const std::size_t first = part.edges.size();
      part.edges.resize(first + ring.size());
      for (std::size_t i = 0; i + 1 < ring.size(); ++i)
        part.edges[first + i] = {ring[i], ring[i + 1]};
      part.edges[first + ring.size() - 1] = {ring.back(), ring.front()};
    }
  }

  static void list_eights(VolumePart& part) {
    part.eights.clear();
    for (std::size_t at = 0; at < part.edges.size(); at += VolumePart::kEight) {
      Box box;
      for (std::size_t i = at; i < std::min(at + VolumePart::kEight, part.edges.size()); ++i)
        include(box, part.edges[i].from), include(box, part.edges[i].to);
      part.eights.push_back(box);
    }
  }

  void add(const MultiPolygon& area) {
    for (const Polygon& polygon : area) {
      if (polygon.outer.empty()) continue;
      VolumePart& part = begin(volume_.time, 0, true);
      add_ring(part, polygon.outer);
      for (const Ring& hole : polygon.holes)
        if (!hole.empty()) add_ring(part, hole);
    }
  }

  void add(const Circle& circle) {
    add_edge(begin(volume_.time, circle.radius_m, false), circle.centre, circle.centre);
  }

  void add(const Corridor& corridor) {
    const std::vector<Waypoint>& route = corridor.route;
    const auto window = [&corridor](std::int64_t from, std::int64_t until) {
      const Window wide = widened({from, until}, corridor.tolerance_ms);
      return Window{wide.from, std::max(wide.until, added_within_bounds(wide.from, 1))};
    };
    std::int64_t left_ms = volume_.time.from;  // the last passage known
    VolumePart* part = nullptr;                // the stretch since then
    for (std::size_t i = 0; i < route.size(); ++i) {
      if (const auto& passage = route[i].passage; passage) {
        if (part != nullptr) part->window = window(left_ms, passage->arrives_ms);
        if (passage->leaves_ms > passage->arrives_ms || route.size() == 1)
          add_edge(
              begin(window(passage->arrives_ms, passage->leaves_ms), corridor.half_width_m, false),
              route[i].at, route[i].at);
        left_ms = passage->leaves_ms;
        part = nullptr;
      }
      if (i + 1 == route.size()) break;
      if (part == nullptr)
        part = &begin(window(left_ms, volume_.time.until), corridor.half_width_m, false);
      // From one side of the antimeridian to the other it is no way at all.
      const Point from = route[i].at, to = route[i + 1].at;
      const bool over_seam = std::abs(std::int64_t{from.lon_e7} - to.lon_e7) == kTurnE7;
      add_edge(*part, from, over_seam ? from : to);
    }
  }

  const Volume& volume_;
  PreparedVolume& prepared_;
  std::size_t count_ = 0;
};

std::int32_t clamped(std::int64_t e7, std::int32_t most_e7) {
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(e7, -most_e7, most_e7));
}

}  // namespace

void prepare(const Volume& volume, Edges edges, PreparedVolume& prepared) {
  if (edges == Edges::listed)
    PartMaker<Edges::listed>(volume, prepared).run();
  else
    PartMaker<Edges::left_out>(volume, prepared).run();
}

PreparedVolume prepare(const Volume& volume) {
  PreparedVolume prepared;
  prepare(volume, Edges::listed, prepared);
  return prepared;
}

Boxes boxes_around(const Box& edges, std::int64_t metres) {
  INVARIANT(metres >= 0 && !is_empty(edges));
  if (metres == 0) return {edges, {}};
  const auto reach_m = static_cast<double>(std::min(metres, kMetresMax));
  const std::int64_t up = lat_reach_e7(reach_m);
  MetreBounds bounds = metre_bounds(edges.low.lat_e7 - up, edges.high.lat_e7 + up);
  const std::int64_t across = lon_reach_e7(reach_m, bounds);
  const std::int32_t south = clamped(edges.low.lat_e7 - up, kLatMaxE7);
  const std::int32_t north = clamped(edges.high.lat_e7 + up, kLatMaxE7);
  const std::int64_t west = edges.low.lon_e7 - across;
  const std::int64_t east = edges.high.lon_e7 + across;
  const auto box = [&](std::int64_t from, std::int64_t to) {
    return Box{{.lon_e7 = clamped(from, kLonMaxE7), .lat_e7 = south},
               {.lon_e7 = clamped(to, kLonMaxE7), .lat_e7 = north}};
  };
  if (east - west >= kTurnE7) return {box(-kLonMaxE7, kLonMaxE7), {}};
  if (west < -kLonMaxE7) return {box(-kLonMaxE7, east), box(west + kTurnE7, kLonMaxE7)};
  if (east > kLonMaxE7) return {box(west, kLonMaxE7), box(-kLonMaxE7, east - kTurnE7)};
  return {box(west, east), {}};
}

}  // namespace truceline::geo

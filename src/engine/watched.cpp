// SPDX-License-Identifier: Apache-2.0
#include "engine/watched.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "base/limits.hpp"
#include "geo/distance.hpp"

namespace truceline::engine {
namespace {

namespace limits = base::limits;

/// The footprint as a volume of all heights and times, leaving out when its waypoints are passed.
geo::Volume timeless(const geo::Footprint& footprint) {
  geo::Volume volume{footprint, {}, {}};
  if (auto* corridor = std::get_if<geo::Corridor>(&volume.footprint))
    for (geo::Waypoint& waypoint : corridor->route) waypoint.passage.reset();
  return volume;
}

base::Result<void> check(const Watched& watched) {
  if (watched.within_m < 0 || watched.within_m > kWatchedWithinMaxM)
    return base::invalid("within_m is " + std::to_string(watched.within_m),
                         "from 0 to " + std::to_string(kWatchedWithinMaxM) + " metres");
  if (watched.active.until <= watched.active.from)
    return base::invalid("its time ends before it begins");
  const std::vector<base::Error> flaws = geo::flaws(timeless(watched.footprint));
  if (!flaws.empty()) return flaws.front();
  return {};
}

void add_rectangle(const geo::Box& box, geo::MultiPolygon& rectangles) {
  if (geo::is_empty(box)) return;
  rectangles.push_back({{box.low,
                         {.lon_e7 = box.high.lon_e7, .lat_e7 = box.low.lat_e7},
                         box.high,
                         {.lon_e7 = box.low.lon_e7, .lat_e7 = box.high.lat_e7}},
                        {}});
}

}  // namespace

base::Result<void> check_watched(std::span<const Watched> watched) {
  if (watched.size() > limits::kWatched)
    return base::Error{base::ErrorCode::too_large,
                       "more than " + std::to_string(limits::kWatched) + " things are watched",
                       {},
                       "leave out what no position can come near"};
  std::set<std::string_view> ids;
  for (const Watched& one : watched) {
    const std::string place = "watched " + one.id;
    if (one.id.empty() || !ids.insert(one.id).second)
      return base::invalid("each needs an id of its own").at(place);
    if (const auto checked = check(one); !checked) return checked.error().at(place);
  }
  return {};
}

PreparedFootprint::PreparedFootprint(const geo::Footprint& footprint)
    : parts_(geo::prepare(timeless(footprint)).parts) {
  if (const auto* area = std::get_if<geo::MultiPolygon>(&footprint)) area_.emplace(*area);
}

double PreparedFootprint::distance_m(geo::Point p) const {
  if (area_) {
    if (area_->locate(p) != geo::Side::outside) return 0.0;
    return geo::distance_to_boundary_m(p, area_->area());
  }
  double nearest = std::numeric_limits<double>::infinity();
  for (const geo::VolumePart& part : parts_)
    for (const geo::Segment& edge : part.edges)
      nearest =
          std::min(nearest, geo::distance_to_edge_m(p, edge) - static_cast<double>(part.reach_m));
  return std::max(nearest, 0.0);
}

geo::MultiPolygon PreparedFootprint::around(std::int64_t metres) const {
  geo::MultiPolygon rectangles;
  for (const geo::VolumePart& part : parts_) {
    const geo::Boxes boxes = geo::boxes_around(part.box, part.reach_m + metres);
    add_rectangle(boxes.first, rectangles);
    add_rectangle(boxes.second, rectangles);
  }
  return rectangles;
}

}  // namespace truceline::engine

// SPDX-License-Identifier: Apache-2.0
#include "boost_zones.hpp"

#include <boost/geometry/algorithms/correct.hpp>
#include <boost/geometry/algorithms/covered_by.hpp>
#include <boost/geometry/algorithms/envelope.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <boost/geometry/strategies/strategies.hpp>

namespace truceline::bench {
namespace {

namespace bg = boost::geometry;
using BoostPoint = bg::model::d2::point_xy<double>;

// Units of 1e-7 degrees are whole numbers in a double too: no rounding on the way in.
BoostPoint converted(geo::Point p) {
  return {static_cast<double>(p.lon_e7), static_cast<double>(p.lat_e7)};
}

}  // namespace

struct BoostZones::Zone {
  bg::model::polygon<BoostPoint> outline;
  bg::model::box<BoostPoint> box;
};

BoostZones::BoostZones(const std::vector<geo::MultiPolygon>& areas) {
  for (const geo::MultiPolygon& area : areas) {
    for (const geo::Polygon& polygon : area) {
      Zone zone;
      for (const geo::Point p : polygon.outer) bg::append(zone.outline.outer(), converted(p));
      bg::correct(zone.outline);
      bg::envelope(zone.outline, zone.box);
      zones_.push_back(std::move(zone));
    }
  }
}

BoostZones::~BoostZones() = default;

std::uint64_t BoostZones::count(std::span<const geo::Point> places) const {
  std::uint64_t found = 0;
  for (const geo::Point place : places) {
    const BoostPoint p = converted(place);
    for (const Zone& zone : zones_)
      if (bg::covered_by(p, zone.box) && bg::covered_by(p, zone.outline)) ++found;
  }
  return found;
}

}  // namespace truceline::bench

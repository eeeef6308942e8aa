// SPDX-License-Identifier: Apache-2.0
#include "boost_index.hpp"

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <utility>

#include "geo/box.hpp"

namespace truceline::bench {
namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

// Units of 1e-7 degrees are whole numbers in a double too: no rounding on the way in.
using BoostPoint = bg::model::d2::point_xy<double>;
using BoostPolygon = bg::model::polygon<BoostPoint>;
using BoostBox = bg::model::box<BoostPoint>;
using Boxed = std::pair<BoostBox, std::uint32_t>;
using ZoneTree = bgi::rtree<Boxed, bgi::rstar<16>>;

BoostPoint converted(geo::Point p) {
  return {static_cast<double>(p.lon_e7), static_cast<double>(p.lat_e7)};
}

BoostPolygon converted(const geo::Polygon& polygon) {
  BoostPolygon outline;
  for (const geo::Point p : polygon.outer) bg::append(outline.outer(), converted(p));
  bg::correct(outline);
  return outline;
}

std::vector<Boxed> boxes_of(const std::vector<TimedZone>& zones) {
  std::vector<Boxed> boxes;
  for (std::uint32_t i = 0; i < zones.size(); ++i) {
    const geo::Box box = geo::box_of(zones[i].area);
    boxes.emplace_back(BoostBox(converted(box.low), converted(box.high)), i);
  }
  return boxes;
}

/// Inside or on an edge.
bool even_odd(const geo::Ring& ring, geo::Point p) {
  bool inside = false;
  geo::Point a = ring.back();
  for (const geo::Point b : ring) {
    const std::int64_t turn = (std::int64_t{b.lon_e7} - a.lon_e7) * (p.lat_e7 - a.lat_e7) -
                              (std::int64_t{b.lat_e7} - a.lat_e7) * (p.lon_e7 - a.lon_e7);
    if (turn == 0 && std::min(a.lon_e7, b.lon_e7) <= p.lon_e7 &&
        p.lon_e7 <= std::max(a.lon_e7, b.lon_e7) && std::min(a.lat_e7, b.lat_e7) <= p.lat_e7 &&
        p.lat_e7 <= std::max(a.lat_e7, b.lat_e7))
      return true;
    if ((a.lat_e7 > p.lat_e7) != (b.lat_e7 > p.lat_e7) && (turn > 0) == (b.lat_e7 > a.lat_e7))
      inside = !inside;
    a = b;
  }
  return inside;
}

}  // namespace

struct BoostZoneIndex::Tree {
  const std::vector<TimedZone>& zones;
  std::vector<BoostPolygon> outlines;
  ZoneTree tree;
};

BoostZoneIndex::BoostZoneIndex(const std::vector<TimedZone>& zones) {
  const std::vector<Boxed> boxes = boxes_of(zones);
  tree_.reset(new Tree{zones, {}, ZoneTree(boxes.begin(), boxes.end())});
  for (const TimedZone& zone : zones) tree_->outlines.push_back(converted(zone.area[0]));
}

BoostZoneIndex::~BoostZoneIndex() = default;

std::uint64_t BoostZoneIndex::count(std::span<const PlacedMoment> places, bool at_any_time,
                                    Test test) const {
  std::uint64_t found = 0;
  for (const PlacedMoment& place : places) {
    const BoostPoint p = converted(place.at);
    for (auto at = tree_->tree.qbegin(bgi::intersects(p)); at != tree_->tree.qend(); ++at) {
      const TimedZone& zone = tree_->zones[at->second];
      if (!at_any_time && !geo::holds(zone.window, place.time_ms)) continue;
      if (test == Test::none ||
          (test == Test::even_odd ? even_odd(zone.area[0].outer, place.at)
                                  : bg::covered_by(p, tree_->outlines[at->second])))
        ++found;
    }
  }
  return found;
}

std::uint64_t BoostZoneIndex::build_tree_of(const std::vector<TimedZone>& zones) {
  const std::vector<Boxed> boxes = boxes_of(zones);
  return ZoneTree(boxes.begin(), boxes.end()).size();
}

namespace {

using Point4 = bg::model::point<double, 4, bg::cs::cartesian>;
using Box4 = bg::model::box<Point4>;
using Boxed4 = std::pair<Box4, std::uint32_t>;

Box4 box_of(const geo::Volume& volume) {
  const geo::Box box = geo::box_of(std::get<geo::MultiPolygon>(volume.footprint));
  Point4 low, high;
  const auto set = [](Point4& point, geo::Point at, double height, std::int64_t time) {
    point.set<0>(at.lon_e7);
    point.set<1>(at.lat_e7);
    point.set<2>(height);
    point.set<3>(static_cast<double>(time));
  };
  set(low, box.low, volume.altitude.floor_cm, volume.time.from);
  set(high, box.high, volume.altitude.ceiling_cm, volume.time.until - 1);
  return {low, high};
}

}  // namespace

struct BoostVolumeIndex::Tree {
  std::vector<BoostPolygon> outlines;
  bgi::rtree<Boxed4, bgi::rstar<16>> tree;
};

BoostVolumeIndex::BoostVolumeIndex(const std::vector<geo::Volume>& volumes) {
  std::vector<Boxed4> boxes;
  for (std::uint32_t i = 0; i < volumes.size(); ++i) boxes.emplace_back(box_of(volumes[i]), i);
  tree_.reset(new Tree{{}, bgi::rtree<Boxed4, bgi::rstar<16>>(boxes.begin(), boxes.end())});
  for (const geo::Volume& volume : volumes)
    tree_->outlines.push_back(converted(std::get<geo::MultiPolygon>(volume.footprint)[0]));
}

BoostVolumeIndex::~BoostVolumeIndex() = default;

std::uint64_t BoostVolumeIndex::count(const std::vector<geo::Volume>& asked) const {
  std::uint64_t found = 0;
  for (const geo::Volume& volume : asked) {
    BoostPolygon outline;  // made where it is needed
    const Box4 box = box_of(volume);
    for (auto at = tree_->tree.qbegin(bgi::intersects(box)); at != tree_->tree.qend(); ++at) {
      if (outline.outer().empty())
        outline = converted(std::get<geo::MultiPolygon>(volume.footprint)[0]);
      if (bg::intersects(outline, tree_->outlines[at->second])) ++found;
    }
  }
  return found;
}

}  // namespace truceline::bench

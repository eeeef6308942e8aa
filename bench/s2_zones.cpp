// SPDX-License-Identifier: Apache-2.0
#include <s2/mutable_s2shape_index.h>
#include <s2/s2closest_edge_query.h>
#include <s2/s2contains_point_query.h>
#include <s2/s2earth.h>
#include <s2/s2latlng.h>
#include <s2/s2loop.h>
#include <s2/s2polygon.h>
#include <set>

#include "zone_peers.hpp"

namespace truceline::bench {
namespace {

S2Point point_of(geo::Point p) {
  return S2LatLng::FromDegrees(p.lat_e7 * 1e-7, p.lon_e7 * 1e-7).ToPoint();
}

/// S2's index of cells. Its edges are geodesics, so that a few answers near an edge differ.
class S2Zones final : public ZonePeer {
 public:
  explicit S2Zones(const std::vector<TimedZone>& zones) : zones_(zones) {
    for (const TimedZone& zone : zones) {
      std::vector<S2Point> vertices;
      for (const geo::Point p : zone.area[0].outer) vertices.push_back(point_of(p));
      auto loop = std::make_unique<S2Loop>(vertices, S2Debug::DISABLE);
      loop->Normalize();
      loops_.push_back(std::move(loop));
      index_.Add(std::make_unique<S2Loop::Shape>(loops_.back().get()));
    }
    index_.ForceBuild();
  }

  std::string name() const override { return "S2 MutableS2ShapeIndex"; }
  bool has_our_edges() const override { return false; }

  std::uint64_t count(std::span<const PlacedMoment> places, bool at_any_time) override {
    S2ContainsPointQuery<MutableS2ShapeIndex> query(
        &index_, S2ContainsPointQueryOptions(S2VertexModel::CLOSED));
    std::uint64_t found = 0;
    for (const PlacedMoment& place : places)
      query.VisitContainingShapes(point_of(place.at), [&](S2Shape* shape) {
        const auto zone = static_cast<std::size_t>(shape->id());
        if (at_any_time || geo::holds(zones_[zone].window, place.time_ms)) ++found;
        return true;
      });
    return found;
  }

  bool measures() const override { return true; }
  std::uint64_t count_within(std::span<const PlacedMoment> places, std::int64_t metres) override {
    S2ClosestEdgeQuery query(&index_);
    query.mutable_options()->set_inclusive_max_distance(
        S1ChordAngle(S2Earth::MetersToAngle(static_cast<double>(metres))));
    query.mutable_options()->set_include_interiors(true);
    std::uint64_t found = 0;
    std::set<int> zones;
    for (const PlacedMoment& place : places) {
      S2ClosestEdgeQuery::PointTarget target(point_of(place.at));
      zones.clear();
      for (const auto& result : query.FindClosestEdges(&target)) zones.insert(result.shape_id());
      found += zones.size();
    }
    return found;
  }

 private:
  const std::vector<TimedZone>& zones_;
  std::vector<std::unique_ptr<S2Loop>> loops_;
  MutableS2ShapeIndex index_;
};

}  // namespace

std::unique_ptr<ZonePeer> make_s2_zones(const std::vector<TimedZone>& zones) {
  return std::make_unique<S2Zones>(zones);
}

}  // namespace truceline::bench

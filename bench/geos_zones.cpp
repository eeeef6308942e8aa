// SPDX-License-Identifier: Apache-2.0
#include <geos_c.h>

#include "base/invariant.hpp"
#include "geo/box.hpp"
#include "zone_peers.hpp"

namespace truceline::bench {
namespace {

/// GEOS's tree of boxes, then its prepared geometries.
class GeosZones final : public ZonePeer {
 public:
  explicit GeosZones(const std::vector<TimedZone>& zones)
      : zones_(zones), geos_(GEOS_init_r()), tree_(GEOSSTRtree_create_r(geos_, 10)) {
    for (std::uint32_t i = 0; i < zones.size(); ++i) {
      geo::Ring ring = zones[i].area[0].outer;
      ring.push_back(ring.front());
      std::vector<double> numbers;  // units of 1e-7 degrees: whole numbers in a double too
      for (const geo::Point p : ring) {
        numbers.push_back(p.lon_e7);
        numbers.push_back(p.lat_e7);
      }
      GEOSCoordSequence* const sequence = GEOSCoordSeq_copyFromBuffer_r(
          geos_, numbers.data(), static_cast<unsigned>(ring.size()), 0, 0);
      GEOSGeometry* const polygon =
          GEOSGeom_createPolygon_r(geos_, GEOSGeom_createLinearRing_r(geos_, sequence), nullptr, 0);
      INVARIANT(polygon != nullptr);
      polygons_.push_back(polygon);
      prepared_.push_back(GEOSPrepare_r(geos_, polygon));
      numbers_.push_back(i);
    }
    for (std::size_t i = 0; i < polygons_.size(); ++i)
      GEOSSTRtree_insert_r(geos_, tree_, polygons_[i], &numbers_[i]);
  }
  ~GeosZones() override {
    GEOSSTRtree_destroy_r(geos_, tree_);
    for (const GEOSPreparedGeometry* one : prepared_) GEOSPreparedGeom_destroy_r(geos_, one);
    for (GEOSGeometry* one : polygons_) GEOSGeom_destroy_r(geos_, one);
    GEOS_finish_r(geos_);
  }

  std::string name() const override { return "GEOS " GEOS_VERSION " STRtree, prepared"; }
  bool has_our_edges() const override { return true; }

  std::uint64_t count(std::span<const PlacedMoment> places, bool at_any_time) override {
    Asked asked{this, nullptr, 0, at_any_time, 0};
    for (const PlacedMoment& place : places) {
      asked.point = GEOSGeom_createPointFromXY_r(geos_, place.at.lon_e7, place.at.lat_e7);
      asked.time_ms = place.time_ms;
      GEOSSTRtree_query_r(
          geos_, tree_, asked.point,
          [](void* item, void* of) {
            auto& question = *static_cast<Asked*>(of);
            question.zones->compare(*static_cast<const std::uint32_t*>(item), question);
          },
          &asked);
      GEOSGeom_destroy_r(geos_, asked.point);
    }
    return asked.found;
  }

 private:
  struct Asked {
    GeosZones* zones;
    GEOSGeometry* point;
    std::int64_t time_ms;
    bool at_any_time;
    std::uint64_t found;
  };
  void compare(std::uint32_t zone, Asked& asked) {
    if (!asked.at_any_time && !geo::holds(zones_[zone].window, asked.time_ms)) return;
    if (GEOSPreparedIntersects_r(geos_, prepared_[zone], asked.point) == 1) ++asked.found;
  }

  const std::vector<TimedZone>& zones_;
  GEOSContextHandle_t geos_;
  GEOSSTRtree* tree_;
  std::vector<GEOSGeometry*> polygons_;
  std::vector<const GEOSPreparedGeometry*> prepared_;
  std::vector<std::uint32_t> numbers_;
};

}  // namespace

std::unique_ptr<ZonePeer> make_geos_zones(const std::vector<TimedZone>& zones) {
  return std::make_unique<GeosZones>(zones);
}

}  // namespace truceline::bench

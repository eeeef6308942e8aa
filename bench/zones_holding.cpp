// SPDX-License-Identifier: Apache-2.0
//
// Which of very many zones hold this place at this moment? Ours answers batches; the others answer
// one place after another, as their users do. The answer is how many pairs hold.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <optional>

#include "boost_index.hpp"
#include "geo/area_index.hpp"
#include "geo/area_within.hpp"
#include "geo/containment.hpp"
#include "geo/disc.hpp"
#include "geo_files.hpp"
#include "paths.hpp"
#include "zone_peers.hpp"

namespace truceline::bench {
namespace {

std::vector<geo::AreaIndex::Shape> shapes_of(const std::vector<TimedZone>& zones) {
  std::vector<geo::AreaIndex::Shape> shapes;
  for (std::uint32_t id = 0; id < zones.size(); ++id)
    shapes.push_back({id, &zones[id].area, zones[id].window});
  return shapes;
}

std::string megabytes(std::size_t bytes) {
  return std::to_string((bytes + 500'000) / 1'000'000) + " MB";
}

std::string counted(std::size_t count) {
  std::string text = std::to_string(count);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, ',');
  return text;
}

/// Asks in batches of so many.
std::uint64_t ask(const geo::AreaSnapshot& snapshot, std::span<const geo::PlaceAndTime> places,
                  geo::When when, std::size_t batch, geo::AreaHits& hits) {
  std::uint64_t found = 0;
  for (std::size_t at = 0; at < places.size(); at += batch) {
    snapshot.holding(places.subspan(at, std::min(batch, places.size() - at)), when, hits);
    found += hits.total();
  }
  return found;
}

/// A set of zones with its places, made when something is first asked of it.
class ZoneSet {
 public:
  ZoneSet(const Options& options, std::size_t zones)
      : name(counted(zones) + " zones"),
        place_count(options.zone_places),
        options_(options),
        count_(zones) {}
  /// Of files. REQUIRES: there are zones.
  ZoneSet(const Options& options, std::vector<TimedZone> zones, std::vector<PlacedMoment> places)
      : name(counted(zones.size()) + " zones"),
        place_count(places.size()),
        options_(options),
        count_(zones.size()),
        zones_(std::move(zones)),
        places_(std::move(places)) {}

  /// The others take one outline for each zone.
  bool is_plain() {
    return std::ranges::all_of(zones(), [](const TimedZone& zone) {
      return zone.area.size() == 1 && zone.area[0].holes.empty();
    });
  }

  const std::vector<TimedZone>& zones() { return make(), zones_; }
  std::span<const PlacedMoment> places(std::size_t most) {
    make();
    return std::span(places_).first(std::min(most, places_.size()));
  }
  std::vector<geo::PlaceAndTime> questions(std::size_t most) {
    std::vector<geo::PlaceAndTime> asked;
    for (const PlacedMoment& place : places(most)) asked.push_back({place.at, place.time_ms});
    return asked;
  }
  geo::AreaIndex& index() {
    if (!index_) index_ = geo::AreaIndex::build(shapes_of(zones())).value();
    return *index_;
  }

  /// The other libraries there are, each built once.
  std::span<const std::unique_ptr<ZonePeer>> peers() {
    if (peers_are_made_) return peers_;
    peers_are_made_ = true;
    [[maybe_unused]] const auto add = [this](auto maker) {
      const auto begin = std::chrono::steady_clock::now();
      peers_.push_back(maker(zones()));
      peers_.back()->build_s =
          std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
#ifdef TRUCELINE_HAS_GEOS
    add(make_geos_zones);
#endif
#ifdef TRUCELINE_HAS_S2
    if (options_.with_s2) add(make_s2_zones);
#endif
    return peers_;
  }

  const std::string name;
  const std::size_t place_count;

 private:
  void make() {
    if (!zones_.empty()) return;
    zones_ = timed_zones(options_.seed, count_);
    places_ = places_near(options_.seed + 1, options_.zone_places, zones_);
  }

  const Options& options_;
  std::size_t count_;
  std::vector<TimedZone> zones_;
  std::vector<PlacedMoment> places_;
  std::optional<geo::AreaIndex> index_;
  std::vector<std::unique_ptr<ZonePeer>> peers_;
  bool peers_are_made_ = false;
};

std::string built_in(const ZonePeer& peer) {
  return "built in " + std::to_string(std::llround(peer.build_s * 1000)) + " ms";
}

/// Ours alone, over all places.
base::Result<void> measure_batches(const Options& options, ZoneSet& set, All& all) {
  const std::size_t count = set.place_count;
  const std::string path =
      "zones that hold a place now, " + set.name + ", " + counted(count) + " places";
  if (!wanted(options, path)) return {};
  const std::vector<geo::PlaceAndTime> questions = set.questions(count);
  const geo::AreaSnapshot snapshot = set.index().snapshot();
  geo::AreaHits hits;
  const auto way = [&](const std::string& name, geo::When when, std::size_t batch, Role role) {
    return Way{name, role,
               [&, when, batch] { return ask(snapshot, questions, when, batch, hits); }};
  };
  std::vector<Way> ways = {
      way("geo::AreaIndex, one batch", geo::When::at_its_time, count, Role::ours),
      way("the same, batches of 65,536", geo::When::at_its_time, 65'536, Role::ours),
      way("the same, batches of 1,024", geo::When::at_its_time, 1024, Role::ours),
      way("the same, one at a time", geo::When::at_its_time, 1, Role::ours),
      way("one batch, at any time", geo::When::at_any_time, count, Role::also)};
  ways[0].remark = [&] { return megabytes(set.index().bytes()); };
  TRY_ASSIGN(Measured measured, measure({path, "places", count}, ways, options.rounds));
  all.push_back(std::move(measured));
  return {};
}

/// Beside the others, over as many places as they can do.
base::Result<void> measure_beside(const Options& options, ZoneSet& set, bool at_any_time,
                                  All& all) {
  const std::size_t count = std::min(options.compared_places, set.place_count);
  const std::string path = std::string("zones that hold a place ") +
                           (at_any_time ? "at any time, " : "now, ") + set.name + ", " +
                           counted(count) + " places";
  if (!wanted(options, path) || !set.is_plain()) return {};
  const std::span<const PlacedMoment> places = set.places(count);
  const std::vector<geo::PlaceAndTime> questions = set.questions(count);
  const geo::AreaSnapshot snapshot = set.index().snapshot();
  geo::AreaHits hits;
  const BoostZoneIndex boost(set.zones());
  using Test = BoostZoneIndex::Test;
  const auto when = at_any_time ? geo::When::at_any_time : geo::When::at_its_time;
  const auto way = [&](const char* name, Role role, Test test) {
    return Way{name, role, [&, test] { return boost.count(places, at_any_time, test); }};
  };
  std::vector<Way> ways = {{"geo::AreaIndex, one batch", Role::ours,
                            [&] { return ask(snapshot, questions, when, count, hits); }},
                           way("Boost R-tree, even-odd", Role::other, Test::even_odd),
                           way("Boost R-tree, covered_by", Role::other, Test::covered_by),
                           way("Boost R-tree, candidates only", Role::floor, Test::none)};
  for (const std::unique_ptr<ZonePeer>& peer : set.peers())
    ways.push_back({peer->name(),
                    peer->has_our_edges() ? Role::other : Role::nearly,
                    [&] { return peer->count(places, at_any_time); },
                    {},
                    [&] { return built_in(*peer); }});
  TRY_ASSIGN(Measured measured, measure({path, "places", count}, ways, options.rounds));
  all.push_back(std::move(measured));
  return {};
}

constexpr std::int64_t kNearM = 1000;

std::string near_path(const ZoneSet& set, std::size_t places) {
  return "zones within 1 km, " + set.name + ", " + counted(places) + " places";
}

Way near_way(const geo::AreaSnapshot& snapshot, std::span<const geo::PlaceAndTime> questions,
             geo::AreaWithin& within) {
  return {"geo::AreaWithin, one batch", Role::ours, [&snapshot, questions, &within] {
            within.ask(snapshot, questions, kNearM, geo::When::at_any_time);
            return std::uint64_t{within.total()};
          }};
}

/// Zones within a kilometre, of all places and of as many as the others can do.
base::Result<void> measure_within(const Options& options, ZoneSet& set, All& all) {
  for (const std::size_t most : {set.place_count, options.compared_places}) {
    const std::size_t count = std::min(most, set.place_count);
    if (!wanted(options, near_path(set, count))) continue;
    const std::vector<geo::PlaceAndTime> questions = set.questions(count);
    const std::span<const PlacedMoment> places = set.places(count);
    const geo::AreaSnapshot snapshot = set.index().snapshot();
    geo::AreaWithin within;
    std::vector<Way> ways = {near_way(snapshot, questions, within)};
    if (most == options.compared_places && set.is_plain())
      for (const std::unique_ptr<ZonePeer>& peer : set.peers())
        if (peer->measures())
          ways.push_back(
              {peer->name(), Role::nearly, [&] { return peer->count_within(places, kNearM); }});
    TRY_ASSIGN(Measured measured,
               measure({near_path(set, count), "places", count}, ways, options.rounds));
    all.push_back(std::move(measured));
  }
  return {};
}

/// Both questions against asking each zone: ten million pairs of the large set.
base::Result<void> measure_each(const Options& options, ZoneSet& set, All& all) {
  const std::size_t count = std::min<std::size_t>(100, set.place_count);
  const std::string holding =
      "zones that hold a place at any time, " + set.name + ", " + counted(count) + " places, each";
  const std::string near = near_path(set, count) + ", each";
  if (!wanted(options, holding) && !wanted(options, near)) return {};
  const std::vector<geo::PlaceAndTime> questions = set.questions(count);
  const geo::AreaSnapshot snapshot = set.index().snapshot();
  std::vector<geo::PreparedArea> prepared;
  for (const TimedZone& zone : set.zones()) prepared.emplace_back(zone.area);
  const auto each = [&](const auto& counts) {
    std::uint64_t found = 0;
    for (const geo::PlaceAndTime& question : questions)
      for (const geo::PreparedArea& area : prepared) found += counts(question.at, area) ? 1U : 0U;
    return found;
  };
  geo::AreaHits hits;
  geo::AreaWithin within;
  const std::vector<Way> holding_ways = {
      {"geo::AreaIndex, one batch", Role::ours,
       [&] { return ask(snapshot, questions, geo::When::at_any_time, count, hits); }},
      {"geo::PreparedArea of each zone", Role::other, [&] {
         return each([](geo::Point at, const geo::PreparedArea& area) {
           return area.locate(at) != geo::Side::outside;
         });
       }}};
  const std::vector<Way> near_ways = {
      near_way(snapshot, questions, within),
      {"geo::relate_disc of each zone", Role::other, [&] {
         return each([](geo::Point at, const geo::PreparedArea& area) {
           return geo::relate_disc(at, kNearM, area) != geo::DiscRelation::outside;
         });
       }}};
  TRY_ASSIGN(Measured measured, measure({holding, "places", count}, holding_ways, options.rounds));
  all.push_back(std::move(measured));
  TRY_ASSIGN(measured, measure({near, "places", count}, near_ways, options.rounds));
  all.push_back(std::move(measured));
  return {};
}

base::Result<void> measure_build(const Options& options, ZoneSet& set, All& all) {
  const std::string path = "zones indexed, " + set.name;
  if (!wanted(options, path)) return {};
  const std::vector<TimedZone>& zones = set.zones();
  const std::vector<geo::AreaIndex::Shape> shapes = shapes_of(zones);
  const std::vector<Way> ways = {{"geo::AreaIndex::build", Role::ours,
                                  [&] { return geo::AreaIndex::build(shapes).value().size(); }},
                                 {"Boost R-tree, boxes alone", Role::floor,
                                  [&] { return BoostZoneIndex::build_tree_of(zones); }}};
  TRY_ASSIGN(Measured measured, measure({path, "zones", zones.size()}, ways, options.rounds));
  all.push_back(std::move(measured));
  return {};
}

/// The same zone drawn a little further north-east.
geo::MultiPolygon moved(geo::MultiPolygon area) {
  constexpr std::int32_t kByE7 = 10'000;  // about 100 m
  for (geo::Polygon& polygon : area)
    for (geo::Point& p : polygon.outer) p = {p.lon_e7 + kByE7, p.lat_e7 + kByE7};
  return area;
}

/// Zones in turn are moved by 100 m and back.
base::Result<void> measure_change(const Options& options, ZoneSet& set, All& all) {
  const std::string path = "one zone changed, " + set.name;
  if (!wanted(options, path)) return {};
  geo::AreaIndex& index = set.index();
  const std::vector<geo::AreaIndex::Shape> shapes = shapes_of(set.zones());
  const std::size_t count = std::min<std::size_t>(shapes.size(), 2000);
  std::vector<geo::MultiPolygon> elsewhere;
  for (std::size_t id = 0; id < count; ++id) elsewhere.push_back(moved(*shapes[id].area));
  const auto change = [&](bool is_read) {
    for (std::uint32_t id = 0; id < count; ++id) {
      const geo::AreaSnapshot reader = is_read ? index.snapshot() : geo::AreaSnapshot();
      INVARIANT(index.put({id, &elsewhere[id], shapes[id].window}) && index.put(shapes[id]));
    }
    return 2 * count;
  };
  const std::vector<Way> ways = {
      {"geo::AreaIndex::put", Role::ours, [&] { return change(false); }},
      {"the same, a reader holds the state before", Role::ours, [&] { return change(true); }}};
  TRY_ASSIGN(Measured measured, measure({path, "changes", 2 * count}, ways, options.rounds));
  all.push_back(std::move(measured));
  return {};
}

}  // namespace

namespace {

base::Result<void> measure_set(const Options& options, ZoneSet& set, All& all) {
  TRY(measure_batches(options, set, all));
  TRY(measure_beside(options, set, false, all));
  TRY(measure_beside(options, set, true, all));
  TRY(measure_within(options, set, all));
  TRY(measure_each(options, set, all));
  TRY(measure_build(options, set, all));
  return measure_change(options, set, all);
}

}  // namespace

base::Result<void> measure_zones_holding(const Options& options, All& all) {
  if (!options.zones_file.empty()) {
    TRY_ASSIGN(std::vector<TimedZone> zones, read_zones(options.zones_file));
    TRY_ASSIGN(std::vector<PlacedMoment> places, read_points(options.points_file));
    ZoneSet set(options, std::move(zones), std::move(places));
    return measure_set(options, set, all);
  }
  if (options.has_geo_files()) return {};
  for (const std::size_t zones : {options.zones, options.zones / 10}) {
    ZoneSet set(options, zones);
    TRY(measure_set(options, set, all));
  }
  return {};
}

}  // namespace truceline::bench

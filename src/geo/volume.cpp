// SPDX-License-Identifier: Apache-2.0
#include "geo/volume.hpp"

#include <algorithm>
#include <string>

#include "base/limits.hpp"
#include "geo/circle.hpp"
#include "geo/orientation.hpp"
#include "geo/validity.hpp"

namespace truceline::geo {
namespace {

using base::ErrorCode;
using std::to_string;

std::string text_of(Point p) {
  return to_decimal(p.lat_e7) + " N " + to_decimal(p.lon_e7) + " E";
}

bool on_both_sides_of_seam(Point a, Point b) {
  return a.lat_e7 == b.lat_e7 && a.lon_e7 == -b.lon_e7 &&
         (a.lon_e7 == kLonMaxE7 || a.lon_e7 == -kLonMaxE7);
}

class VolumeInspection {
 public:
  explicit VolumeInspection(const Volume& volume) : volume_(volume) {}

  std::vector<base::Error> run() {
    std::visit([this](const auto& footprint) { inspect(footprint); }, volume_.footprint);
    inspect_altitude();
    if (volume_.time.from >= volume_.time.until)
      add("time", "it ends before it begins, or when it begins", "give an end after the beginning");
    return std::move(found_);
  }

 private:
  void add(std::string place, std::string reason, std::string mend,
           ErrorCode code = ErrorCode::invalid_input) {
    if (found_.size() < kFlawsMax)
      found_.push_back({code, std::move(reason), std::move(place), std::move(mend)});
  }

  void inspect_altitude() {
    const AltitudeBand& band = volume_.altitude;
    if (band.floor_cm > band.ceiling_cm)
      add("altitude",
          "its floor of " + to_string(band.floor_cm) + " cm is above its ceiling of " +
              to_string(band.ceiling_cm) + " cm",
          "give the lower height first");
    if (band.floor_cm < kAltitudeLowestCm || band.ceiling_cm > kAltitudeHighestCm)
      add("altitude", "it leaves what can be said, 10 km down to 100 km up",
          "give heights in centimetres");
  }

  void inspect_metres(const std::string& place, std::int64_t metres, std::int64_t most) {
    if (metres < 1)
      add(place, to_string(metres) + " m is no width", "give at least 1 m");
    else if (metres > most)
      add(place, to_string(metres) + " m is more than " + to_string(most) + " m",
          "make it smaller, or draw an area", ErrorCode::too_large);
  }

  void inspect(const MultiPolygon& area) {
    std::size_t vertices = 0;
    for (const Polygon& polygon : area) {
      vertices += polygon.outer.size();
      for (const Ring& hole : polygon.holes) vertices += hole.size();
    }
    if (area.empty()) add("footprint.polygons", "there is no polygon", "draw at least one");
    if (vertices > base::limits::kPolygonVertices)
      return add("footprint.polygons",
                 to_string(vertices) + " vertices are more than " +
                     to_string(base::limits::kPolygonVertices),
                 "simplify the outline", ErrorCode::too_large);
    for (const Flaw& flaw : flaws(area))
      add("footprint.polygons[" + to_string(flaw.polygon) + "].rings[" + to_string(flaw.ring) +
              "][" + to_string(flaw.vertex) + "]",
          flaw.reason, flaw.mend);
  }

  void inspect(const Circle& circle) {
    if (!is_valid(circle.centre))
      add("footprint.centre", "it is beyond the globe", "give degrees within 180 and 90");
    inspect_metres("footprint.radius_m", circle.radius_m, kCircleRadiusMaxM);
  }

  static std::string waypoint(std::size_t i) { return "footprint.route[" + to_string(i) + "]"; }

  void inspect(const Corridor& corridor) {
    inspect_metres("footprint.half_width_m", corridor.half_width_m, kHalfWidthMaxM);
    if (corridor.tolerance_ms < 0 || corridor.tolerance_ms > kToleranceMaxMs)
      add("footprint.tolerance_ms", "it is not between nothing and a week",
          "say by how much they may be early or late");
    const std::vector<Waypoint>& route = corridor.route;
    if (route.size() < 2)
      return add("footprint.route", "a route has at least two waypoints",
                 "send a place as a circle");
    if (route.size() > kWaypointsMax)
      return add("footprint.route",
                 to_string(route.size()) + " waypoints are more than " + to_string(kWaypointsMax),
                 "leave out what lies on straight stretches", ErrorCode::too_large);
    inspect_passages(route);
    if (inspect_places(route)) inspect_crossings(route);
  }

  /// Whether the legs can be asked for what they do to each other.
  bool inspect_places(const std::vector<Waypoint>& route) {
    const std::size_t before = found_.size();
    for (std::size_t i = 0; i < route.size(); ++i) {
      if (!is_valid(route[i].at))
        add(waypoint(i), "it is beyond the globe", "give degrees within 180 and 90");
      if (i == 0) continue;
      const Point from = route[i - 1].at, to = route[i].at;
      if (from == to)
        add(waypoint(i), "it is the same place as the waypoint before, " + text_of(to),
            "leave one out; a stop is a passage that leaves later than it arrives");
      if (std::abs(std::int64_t{from.lon_e7} - to.lon_e7) > kLonMaxE7 &&
          !on_both_sides_of_seam(from, to))
        add(waypoint(i), "the leg to it spans more than half the globe",
            "where a route crosses the antimeridian, give two waypoints there, at 180 and -180");
    }
    return found_.size() == before;
  }

  void inspect_crossings(const std::vector<Waypoint>& route) {
    const auto leg = [&route](std::size_t i) {
      return Segment{.from = route[i].at, .to = route[i + 1].at};
    };
    for (std::size_t b = 1; b + 1 < route.size(); ++b) {
      if (on_both_sides_of_seam(leg(b).from, leg(b).to)) continue;
      for (std::size_t a = 0; a < b && found_.size() < kFlawsMax; ++a) {
        if (on_both_sides_of_seam(leg(a).from, leg(a).to)) continue;
        const Meeting meeting = meeting_of(leg(a), leg(b));
        if (meeting.contact != Contact::cross && meeting.contact != Contact::overlap) continue;
        const char* verb = meeting.contact == Contact::cross ? " crosses" : " runs back along";
        add(waypoint(b),
            "the leg from it" + std::string(verb) + " the leg from waypoint " + to_string(a) +
                " at " + text_of(meeting.at),
            "check the order of the waypoints; send a way back as a corridor of its own");
      }
    }
  }

  void inspect_passages(const std::vector<Waypoint>& route) {
    std::optional<std::int64_t> last;
    for (std::size_t i = 0; i < route.size(); ++i) {
      if (!route[i].passage) continue;
      const Passage& passage = *route[i].passage;
      if (passage.leaves_ms < passage.arrives_ms)
        add(waypoint(i) + ".passage", "it leaves before it arrives",
            "give the arrival first, or the same moment twice");
      if (last && passage.arrives_ms < *last)
        add(waypoint(i) + ".passage", "it arrives before the waypoint before it is left",
            "check the order of the waypoints and their times");
      if (passage.arrives_ms < volume_.time.from || passage.leaves_ms > volume_.time.until)
        add(waypoint(i) + ".passage", "it is outside the interval of the whole",
            "make the interval longer or mend the time");
      last = passage.leaves_ms;
    }
  }

  const Volume& volume_;
  std::vector<base::Error> found_;
};

}  // namespace

std::vector<base::Error> flaws(const Volume& volume) {
  return VolumeInspection(volume).run();
}

}  // namespace truceline::geo

// SPDX-License-Identifier: Apache-2.0
#include "geo/distance.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/invariant.hpp"
#include "geo/ellipsoid.hpp"

namespace truceline::geo {
namespace {

constexpr double kDegreesPerE7 = 1e-7;
constexpr double kPieceDegreesMax = 1.0;
constexpr double kStepEnoughM = 1e-4;
constexpr int kStepsMax = 20;
constexpr std::int64_t kApproachPieceE7 = 500'000;

/// A place in degrees that need not fall on the grid of 1e-7.
struct Degrees {
  double lon;
  double lat;
};

Degrees degrees_of(Point p) {
  return {p.lon_e7 * kDegreesPerE7, p.lat_e7 * kDegreesPerE7};
}
Point rounded(Degrees p) {
  return {.lon_e7 = static_cast<std::int32_t>(std::lround(p.lon * 1e7)),
          .lat_e7 = static_cast<std::int32_t>(std::lround(p.lat * 1e7))};
}
double radians(double degrees) {
  return degrees * (std::numbers::pi / 180.0);
}

/// A piece of an edge: from `from` by (lon, lat) degrees.
struct Piece {
  Degrees from;
  Degrees by;
};

using Chord = std::array<double, 3>;  // earth-centred, in metres

Chord earth_centred(Degrees p) {
  const double east = east_m_per_radian(radians(p.lat));
  const double sine = std::sin(radians(p.lat));
  const double up = kEquatorRadiusM * (1.0 - kEccentricitySquared) * sine /
                    std::sqrt(1.0 - kEccentricitySquared * sine * sine);
  return {east * std::cos(radians(p.lon)), east * std::sin(radians(p.lon)), up};
}

/// The straight way through the earth: never longer than the way over it.
double chord_m(const Chord& a, const Chord& b) {
  return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/// Never shorter than the piece: the most metres a degree has anywhere on it, both ways.
double length_at_most_m(const Piece& piece) {
  const double end = piece.from.lat + piece.by.lat;
  const double far = std::max(std::abs(piece.from.lat), std::abs(end));
  const bool meets_equator = (piece.from.lat < 0) != (end < 0);
  const double near = meets_equator ? 0.0 : std::min(std::abs(piece.from.lat), std::abs(end));
  return std::hypot(north_m_per_radian(radians(far)) * radians(piece.by.lat),
                    east_m_per_radian(radians(near)) * radians(piece.by.lon));
}

/// A place on an edge and how far away it is.
struct Foot {
  double metres = std::numeric_limits<double>::infinity();
  Degrees at = {0, 0};
};

/// The foot of `p` on a piece of at most a degree. Each step moves along the piece by the component
/// of the geodesic from the present foot to `p`; the first comes from the flat frame at `p`.
Foot foot_on_piece(Degrees p, const Piece& piece) {
  const GeographicLib::Geodesic& wgs84 = GeographicLib::Geodesic::WGS84();
  const double from_lon = std::remainder(piece.from.lon - p.lon, 360.0);
  const double east = east_m_per_radian(radians(p.lat));
  const double north = north_m_per_radian(radians(p.lat));
  const double x = radians(piece.by.lon) * east;
  const double y = radians(piece.by.lat) * north;
  const double squared = x * x + y * y;
  double share = 0.0;
  if (squared > 0.0)
    share = -(radians(from_lon) * east * x + radians(piece.from.lat - p.lat) * north * y) / squared;
  share = std::clamp(share, 0.0, 1.0);

  Foot best;
  for (int step = 0; step < kStepsMax; ++step) {
    const Degrees foot = {piece.from.lon + share * piece.by.lon,
                          piece.from.lat + share * piece.by.lat};
    double metres = 0.0, leaving = 0.0, arriving = 0.0;
    wgs84.Inverse(p.lat, p.lon, foot.lat, foot.lon, metres, leaving, arriving);
    if (metres < best.metres) best = {metres, foot};
    const double foot_east = radians(piece.by.lon) * east_m_per_radian(radians(foot.lat));
    const double foot_north = radians(piece.by.lat) * north_m_per_radian(radians(foot.lat));
    const double length = std::hypot(foot_east, foot_north);
    if (length == 0.0) break;
    const double back =
        -(foot_east * std::sin(radians(arriving)) + foot_north * std::cos(radians(arriving)));
    const double next = std::clamp(share + metres * back / (length * length), 0.0, 1.0);
    if (std::abs(next - share) * length < kStepEnoughM) break;
    share = next;
  }
  return best;
}

/// The nearer of `best` and the foot on the edge; looks only at pieces that could be nearer.
Foot nearer(Degrees p, const Chord& p_chord, const Segment& edge, Foot best) {
  const Degrees from = degrees_of(edge.from);
  const Degrees to = degrees_of(edge.to);
  const Piece whole = {from, {to.lon - from.lon, to.lat - from.lat}};
  const double span = std::max(std::abs(whole.by.lon), std::abs(whole.by.lat));
  const int pieces = std::max(1, static_cast<int>(std::ceil(span / kPieceDegreesMax)));
  for (int i = 0; i < pieces; ++i) {
    const Piece piece = {
        {from.lon + whole.by.lon * i / pieces, from.lat + whole.by.lat * i / pieces},
        {whole.by.lon / pieces, whole.by.lat / pieces}};
    const double at_least = chord_m(p_chord, earth_centred(piece.from)) - length_at_most_m(piece);
    if (at_least >= best.metres) continue;
    const Foot foot = foot_on_piece(p, piece);
    if (foot.metres < best.metres) best = foot;
  }
  return best;
}

template <class Visit>
void for_each_ring(const MultiPolygon& area, Visit visit) {
  for (const Polygon& polygon : area) {
    visit(polygon.outer);
    for (const Ring& hole : polygon.holes) visit(hole);
  }
}

}  // namespace

double distance_m(Point a, Point b) {
  INVARIANT(is_valid(a) && is_valid(b));
  const Degrees from = degrees_of(a);
  const Degrees to = degrees_of(b);
  double metres = 0.0;
  GeographicLib::Geodesic::WGS84().Inverse(from.lat, from.lon, to.lat, to.lon, metres);
  return metres;
}

double distance_to_edge_m(Point p, const Segment& edge) {
  INVARIANT(is_valid(p) && is_valid(edge.from) && is_valid(edge.to));
  const Degrees place = degrees_of(p);
  return nearer(place, earth_centred(place), edge, {}).metres;
}

double distance_to_boundary_m(Point p, const MultiPolygon& area) {
  INVARIANT(is_valid(p));
  const Degrees place = degrees_of(p);
  const Chord place_chord = earth_centred(place);

  // The nearest vertex gives a first answer good enough to pass over most edges.
  double least_chord = std::numeric_limits<double>::infinity();
  Point nearest;
  for_each_ring(area, [&](const Ring& ring) {
    for (const Point vertex : ring) {
      const double chord = chord_m(place_chord, earth_centred(degrees_of(vertex)));
      if (chord < least_chord) nearest = vertex;
      least_chord = std::min(least_chord, chord);
    }
  });
  if (std::isinf(least_chord)) return least_chord;
  Foot best{distance_m(p, nearest), degrees_of(nearest)};
  for_each_ring(area, [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const Point next = ring[i + 1 == ring.size() ? 0 : i + 1];
      best = nearer(place, place_chord, {.from = ring[i], .to = next}, best);
    }
  });
  return best.metres;
}

EdgeApproach approach_of(const Segment& a, const Segment& b) {
  if (a.from != a.to && b.from != b.to)
    if (const Meeting meeting = meeting_of(a, b); meeting.contact != Contact::none)
      return {0, meeting.at, meeting.at};
  Foot best;
  Degrees from = {0, 0};  // of the best foot
  bool foot_is_on_b = true;
  const auto measure_from = [&](const Segment& edge, const Segment& other, bool other_is_b) {
    const std::int64_t lon = std::int64_t{edge.to.lon_e7} - edge.from.lon_e7;
    const std::int64_t lat = std::int64_t{edge.to.lat_e7} - edge.from.lat_e7;
    const std::int64_t pieces = std::max(std::abs(lon), std::abs(lat)) / kApproachPieceE7 + 1;
    for (std::int64_t i = 0; i <= pieces; ++i) {
      const double share = static_cast<double>(i) / static_cast<double>(pieces);
      const Degrees p = {(edge.from.lon_e7 + share * static_cast<double>(lon)) * kDegreesPerE7,
                         (edge.from.lat_e7 + share * static_cast<double>(lat)) * kDegreesPerE7};
      const Foot foot = nearer(p, earth_centred(p), other, best);
      if (foot.metres >= best.metres) continue;
      best = foot;
      from = p;
      foot_is_on_b = other_is_b;
    }
  };
  measure_from(a, b, true);
  measure_from(b, a, false);
  const Point foot = rounded(best.at), end = rounded(from);
  return {best.metres, foot_is_on_b ? end : foot, foot_is_on_b ? foot : end};
}

}  // namespace truceline::geo

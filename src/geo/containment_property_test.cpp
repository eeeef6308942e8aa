// SPDX-License-Identifier: Apache-2.0
//
// A million seeded questions, answered three times: by PreparedArea, by locate, and by the winding
// number with fractions written below, which shares no code with either. The shapes are stars
// around a centre (so that they are simple, with or without a hole), from a few units to the whole
// globe in size; the places asked are mostly the awkward ones: vertices, exact points of edges,
// their neighbours one unit away, the latitudes of vertices, the antimeridian.
#include <gtest/gtest.h>
#include <numeric>
#include <random>

#include "geo/containment.hpp"
#include "geo/validity.hpp"

namespace truceline::geo {
namespace {

using Random = std::mt19937_64;

std::int64_t pick(Random& random, std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(high - low + 1));
}

// --- The second implementation -------------------------------------------------------------------

/// Winding number of a ring by where its edges cross the parallel of p, as fractions, to the west.
/// Sets `on_edge` where p lies on it.
int winding(Point p, const Ring& ring, bool& on_edge) {
  int turns = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point a = ring[i];
    const Point b = ring[(i + 1) % ring.size()];
    const Int128 rise = Int128{b.lat_e7} - a.lat_e7;
    const Int128 run = Int128{b.lon_e7} - a.lon_e7;
    if (rise == 0) {
      const bool between = (Int128{p.lon_e7} - a.lon_e7) * (Int128{p.lon_e7} - b.lon_e7) <= 0;
      if (p.lat_e7 == a.lat_e7 && between) on_edge = true;
      continue;
    }
    // The edge is at longitude a + run * (p.lat - a.lat) / rise on p's parallel.
    const Int128 climbed = Int128{p.lat_e7} - a.lat_e7;
    const bool reaches =
        rise > 0 ? climbed >= 0 && climbed <= rise : climbed <= 0 && climbed >= rise;
    if (!reaches) continue;
    Int128 gap = (Int128{p.lon_e7} - a.lon_e7) * rise - run * climbed;  // (p - crossing) * rise
    if (rise < 0) gap = -gap;
    if (gap == 0) on_edge = true;
    // Owning the upper end, not the lower: the other convention than the one under test.
    if (gap > 0 && a.lat_e7 < p.lat_e7 && p.lat_e7 <= b.lat_e7) ++turns;
    if (gap > 0 && b.lat_e7 < p.lat_e7 && p.lat_e7 <= a.lat_e7) --turns;
  }
  return turns;
}

Side side_by_winding(Point p, const MultiPolygon& area) {
  bool inside = false;
  bool on_edge = false;
  for (const Polygon& polygon : area) {
    bool on_this = false;
    bool in_this = winding(p, polygon.outer, on_this) != 0;
    for (const Ring& hole : polygon.holes)
      if (winding(p, hole, on_this) != 0) in_this = false;
    if (on_this) {
      on_edge = true;
    } else if (in_this) {
      inside = true;
    }
  }
  if (inside) return Side::inside;
  return on_edge ? Side::boundary : Side::outside;
}

Side by_winding(Point p, const MultiPolygon& area) {
  const Side here = side_by_winding(p, area);
  if (std::abs(p.lon_e7) != kLonMaxE7) return here;
  const Side there = side_by_winding({.lon_e7 = -p.lon_e7, .lat_e7 = p.lat_e7}, area);
  if (here == Side::inside || there == Side::inside) return Side::inside;
  return here == Side::boundary || there == Side::boundary ? Side::boundary : Side::outside;
}

// --- Shapes --------------------------------------------------------------------------------------

struct Direction {
  std::int64_t lon, lat;
};

bool upper_half(Direction d) {
  return d.lat > 0 || (d.lat == 0 && d.lon > 0);
}

/// Distinct directions in order of angle, no gap of half a turn or more between neighbours.
std::vector<Direction> random_directions(Random& random) {
  std::vector<Direction> found = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
  const std::int64_t more = pick(random, 0, 24);
  for (std::int64_t i = 0; i < more; ++i) {
    const Direction d = {pick(random, -6, 6), pick(random, -6, 6)};
    const bool known = std::any_of(found.begin(), found.end(), [&](Direction f) {
      return f.lon * d.lat == f.lat * d.lon && f.lon * d.lon + f.lat * d.lat > 0;
    });
    if ((d.lon != 0 || d.lat != 0) && !known) found.push_back(d);
  }
  std::sort(found.begin(), found.end(), [](Direction a, Direction b) {
    if (upper_half(a) != upper_half(b)) return upper_half(a);
    return a.lon * b.lat - a.lat * b.lon > 0;
  });
  return found;
}

/// A star with or without a star-shaped hole, scaled to fit between the two corners given.
Polygon random_star(Random& random, Point low, Point high) {
  const std::vector<Direction> directions = random_directions(random);
  // Nothing reaches further than 8 * 6 steps; big steps leave off the grid of small numbers.
  const std::int64_t lon_half = (std::int64_t{high.lon_e7} - low.lon_e7) / 2;
  const std::int64_t lat_half = (std::int64_t{high.lat_e7} - low.lat_e7) / 2;
  const std::int64_t lon_step = lon_half / 48, lat_step = lat_half / 48;
  const std::int64_t lon = low.lon_e7 + lon_half, lat = low.lat_e7 + lat_half;
  const auto vertex = [&](Direction d, std::int64_t reach) {
    return Point{.lon_e7 = static_cast<std::int32_t>(lon + d.lon * reach * lon_step),
                 .lat_e7 = static_cast<std::int32_t>(lat + d.lat * reach * lat_step)};
  };
  Polygon star;
  for (const Direction d : directions) star.outer.push_back(vertex(d, pick(random, 4, 8)));
  if (random() % 2 == 0) {
    star.holes.emplace_back();
    for (const Direction d : directions) star.holes[0].push_back(vertex(d, pick(random, 1, 3)));
  }
  if (random() % 3 == 0) std::reverse(star.outer.begin(), star.outer.end());
  return star;
}

/// A level-sided comb: many edges on one parallel and one meridian.
Polygon random_comb(Random& random, Point low) {
  Polygon comb;
  const auto unit = static_cast<std::int32_t>(pick(random, 1, 1'000'000));
  const auto add = [&](std::int64_t column, std::int64_t row) {
    comb.outer.push_back({.lon_e7 = static_cast<std::int32_t>(low.lon_e7 + column * unit),
                          .lat_e7 = static_cast<std::int32_t>(low.lat_e7 + row * unit)});
  };
  const std::int64_t teeth = pick(random, 1, 8);
  add(0, 0);
  add(4 * teeth, 0);
  for (std::int64_t tooth = teeth; tooth > 0; --tooth) {
    add(4 * tooth, 4);
    add(4 * tooth - 2, 4);
    add(4 * tooth - 2, 2);
    if (tooth > 1) add(4 * tooth - 4, 2);
  }
  add(0, 2);
  return comb;
}

MultiPolygon random_area(Random& random) {
  const auto star_in = [&](std::int64_t west, std::int64_t south, std::int64_t east,
                           std::int64_t north) {
    return random_star(
        random,
        {.lon_e7 = static_cast<std::int32_t>(west), .lat_e7 = static_cast<std::int32_t>(south)},
        {.lon_e7 = static_cast<std::int32_t>(east), .lat_e7 = static_cast<std::int32_t>(north)});
  };
  switch (random() % 6) {
    case 0:  // a few units across: everything is close to everything
      return {star_in(-48, -48, 48, 48)};
    case 1:  // the globe
      return {star_in(-kLonMaxE7, -kLatMaxE7, kLonMaxE7, kLatMaxE7)};
    case 2: {  // split at the antimeridian: two halves that meet on it
      const std::int32_t south = static_cast<std::int32_t>(pick(random, -kLatMaxE7, 0));
      const std::int32_t north = south + static_cast<std::int32_t>(pick(random, 100, kLatMaxE7));
      const std::int32_t width = static_cast<std::int32_t>(pick(random, 2, 1'000'000));
      Polygon east{.outer = {{.lon_e7 = kLonMaxE7, .lat_e7 = south},
                             {.lon_e7 = kLonMaxE7, .lat_e7 = north},
                             {.lon_e7 = kLonMaxE7 - width, .lat_e7 = north - 7}},
                   .holes = {}};
      Polygon west = east;
      for (Point& p : west.outer) p.lon_e7 = -p.lon_e7;
      west.outer[1].lat_e7 -= static_cast<std::int32_t>(pick(random, 0, 50));
      return {east, west};
    }
    case 3: {  // a comb, at the edge of the globe or in the middle
      const bool far = random() % 2 == 0;
      return {
          random_comb(random, {.lon_e7 = far ? -kLonMaxE7 : 0, .lat_e7 = far ? -kLatMaxE7 : 0})};
    }
    case 4: {  // several stars that overlap or touch
      MultiPolygon several;
      for (int i = 0; i < 3; ++i) {
        const std::int64_t west = 48 * pick(random, 0, 3), south = 48 * pick(random, 0, 3);
        several.push_back(star_in(west, south, west + 96, south + 96));
      }
      return several;
    }
    default: {  // the size of a zone, anywhere
      const std::int64_t west = pick(random, -kLonMaxE7, kLonMaxE7 - 20'000'000);
      const std::int64_t south = pick(random, -kLatMaxE7, kLatMaxE7 - 20'000'000);
      return {star_in(west, south, west + pick(random, 96, 20'000'000),
                      south + pick(random, 96, 20'000'000))};
    }
  }
}

// --- Places --------------------------------------------------------------------------------------

Point clamped(std::int64_t lon_e7, std::int64_t lat_e7) {
  return {
      .lon_e7 = static_cast<std::int32_t>(std::clamp<std::int64_t>(lon_e7, -kLonMaxE7, kLonMaxE7)),
      .lat_e7 = static_cast<std::int32_t>(std::clamp<std::int64_t>(lat_e7, -kLatMaxE7, kLatMaxE7))};
}

Point random_place(Random& random, const MultiPolygon& area, const Box& box) {
  const Polygon& polygon = area[random() % area.size()];
  const Ring& ring = polygon.holes.empty() || random() % 2 == 0 ? polygon.outer : polygon.holes[0];
  const std::size_t i = random() % ring.size();
  const Point a = ring[i];
  const Point b = ring[(i + 1) % ring.size()];
  const auto anywhere = [&] {
    return clamped(pick(random, box.low.lon_e7 - 3LL, box.high.lon_e7 + 3LL),
                   pick(random, box.low.lat_e7 - 3LL, box.high.lat_e7 + 3LL));
  };
  Point p = anywhere();
  const std::uint64_t kind = random() % 7;
  if (kind == 0) p = a;
  if (kind == 1 || kind == 2) {  // a place that is exactly on the edge
    const std::int64_t lon = std::int64_t{b.lon_e7} - a.lon_e7;
    const std::int64_t lat = std::int64_t{b.lat_e7} - a.lat_e7;
    const std::int64_t steps = std::gcd(lon, lat);
    const std::int64_t step = pick(random, 0, steps);
    p = clamped(a.lon_e7 + lon / steps * step, a.lat_e7 + lat / steps * step);
  }
  if (kind == 3) p.lat_e7 = a.lat_e7;
  if (kind == 4) p.lon_e7 = a.lon_e7;
  if (kind == 5) p.lon_e7 = random() % 2 == 0 ? kLonMaxE7 : -kLonMaxE7;
  if (kind < 3 && random() % 2 == 0)
    p = clamped(p.lon_e7 + pick(random, -1, 1), p.lat_e7 + pick(random, -1, 1));
  return p;
}

TEST(LocateProperty, three_implementations_agree_on_a_million_awkward_questions) {
  constexpr int kAreas = 5'000;
  constexpr int kPlaces = 200;
  Random random(20'170'504);
  int seen[3] = {};
  for (int i = 0; i < kAreas; ++i) {
    const MultiPolygon area = random_area(random);
    for (const Flaw& flaw : flaws(area)) FAIL() << "area " << i << ": " << flaw.reason;
    const PreparedArea prepared(area);
    for (int j = 0; j < kPlaces; ++j) {
      const Point p = random_place(random, area, prepared.box());
      const Side expected = by_winding(p, area);
      ++seen[static_cast<int>(expected)];
      ASSERT_EQ(prepared.locate(p), expected)
          << "area " << i << ", place " << j << ": " << p.lon_e7 << ", " << p.lat_e7;
      ASSERT_EQ(locate(p, area), expected)
          << "area " << i << ", place " << j << ": " << p.lon_e7 << ", " << p.lat_e7;
    }
  }
  // A property test that never meets a case proves nothing about it.
  for (const int count : seen) EXPECT_GT(count, kAreas * kPlaces / 10);
}

TEST(LocateProperty, tall_thin_edges_that_fill_every_band_are_still_exact) {
  Random random(11);
  Polygon saw;  // 400 teeth from pole to pole
  for (std::int32_t i = 0; i < 400; ++i) {
    saw.outer.push_back({.lon_e7 = i * 1'000, .lat_e7 = i % 2 == 0 ? -kLatMaxE7 : kLatMaxE7 - i});
  }
  saw.outer.push_back({.lon_e7 = 500'000, .lat_e7 = -kLatMaxE7 + 1});
  saw.outer.push_back({.lon_e7 = 500'000, .lat_e7 = -kLatMaxE7});
  const MultiPolygon area = {saw};
  const PreparedArea prepared(area);
  for (int i = 0; i < 20'000; ++i) {
    const Point p = random_place(random, area, prepared.box());
    ASSERT_EQ(prepared.locate(p), locate(p, area)) << p.lon_e7 << ", " << p.lat_e7;
  }
}

}  // namespace
}  // namespace truceline::geo

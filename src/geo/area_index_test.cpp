// SPDX-License-Identifier: Apache-2.0
#include "geo/area_index.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <numbers>
#include <random>

namespace truceline::geo {
namespace {

constexpr std::int32_t kCell = 1 << kCellBits;

/// Shapes that try the index: stars of all sizes with holes and second parts, with vertices pulled
/// onto level and upright lines, so that edges run along the grid and along each other.
class Shapes {
 public:
  explicit Shapes(std::uint64_t seed) : dice_(seed) {
    size_deg_ = std::pow(10.0, real(-6, 1));
    lon_ = real(-179.9, 179.9);
    lat_ = real(-80, 80);
  }
  double real(double from, double to) {
    return std::uniform_real_distribution<double>(from, to)(dice_);
  }
  bool one_in(unsigned n) { return dice_() % n == 0; }
  std::size_t below(std::size_t n) { return dice_() % n; }

  static Point point(double lon, double lat) {
    return {.lon_e7 = static_cast<std::int32_t>(std::lround(std::clamp(lon, -180.0, 180.0) * 1e7)),
            .lat_e7 = static_cast<std::int32_t>(std::lround(std::clamp(lat, -90.0, 90.0) * 1e7))};
  }
  Point somewhere() {
    return point(lon_ + real(-2, 2) * size_deg_, lat_ + real(-2, 2) * size_deg_);
  }
  Ring star(double lon, double lat, double size, std::size_t vertices) {
    Ring ring;
    for (std::size_t i = 0; i < vertices; ++i) {
      const double angle = 2 * std::numbers::pi * static_cast<double>(i) / double(vertices);
      const double reach = size * real(0.2, 1);
      Point p = point(lon + reach * std::cos(angle), lat + reach * std::sin(angle));
      if (one_in(4)) p.lon_e7 = p.lon_e7 / kCell * kCell;
      if (one_in(4)) p.lat_e7 = p.lat_e7 / kCell * kCell;
      if (!ring.empty() && one_in(6)) p.lat_e7 = ring.back().lat_e7;
      ring.push_back(p);
    }
    return ring;
  }
  MultiPolygon area() {
    MultiPolygon area;
    for (int part = one_in(5) ? 2 : 1; part > 0; --part) {
      const double lon = lon_ + real(-1, 1) * size_deg_;
      const double lat = lat_ + real(-1, 1) * size_deg_;
      const std::size_t vertices = 3 + below(12);
      Polygon polygon{star(lon, lat, size_deg_, vertices), {}};
      if (one_in(3)) polygon.holes.push_back(star(lon, lat, size_deg_ * 0.2, vertices));
      area.push_back(std::move(polygon));
    }
    return area;
  }
  /// Often a vertex, the middle of two, or a step beside them.
  Point telling_place(const std::vector<MultiPolygon>& areas) {
    if (one_in(2)) return somewhere();
    const Ring& ring = areas[below(areas.size())][0].outer;
    Point p = ring[below(ring.size())];
    const Point other = ring[below(ring.size())];
    if (one_in(2)) {
      p.lon_e7 += (other.lon_e7 - p.lon_e7) / 2;
      p.lat_e7 += (other.lat_e7 - p.lat_e7) / 2;
    }
    if (one_in(3)) p.lon_e7 = std::min(p.lon_e7 + 1, kLonMaxE7);
    if (one_in(5)) p.lon_e7 = p.lon_e7 / kCell * kCell;
    return p;
  }

 private:
  std::mt19937_64 dice_;
  double size_deg_ = 0;
  double lon_ = 0;
  double lat_ = 0;
};

/// What the index must answer, by asking each area.
std::vector<AreaHit> by_asking_each(const std::vector<PreparedArea>& areas, Point p) {
  std::vector<AreaHit> hits;
  for (std::uint32_t id = 0; id < areas.size(); ++id)
    if (const Side side = areas[id].locate(p); side != Side::outside)
      hits.push_back({id, side == Side::boundary});
  return hits;
}

std::vector<AreaHit> sorted(std::span<const AreaHit> hits) {
  std::vector<AreaHit> list(hits.begin(), hits.end());
  std::ranges::sort(list);
  return list;
}

MultiPolygon box(double west, double south, double east, double north) {
  return {{{Shapes::point(west, south), Shapes::point(east, south), Shapes::point(east, north),
            Shapes::point(west, north)},
           {}}};
}

std::vector<AreaHit> holding(const AreaIndex& index, Point p, std::int64_t time = 0) {
  return sorted(index.snapshot().holding({p, time}, When::at_its_time));
}

TEST(AreaIndex, agrees_with_asking_each_area_built_at_once_or_one_by_one_and_after_changes) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Shapes shapes(seed);
    std::vector<MultiPolygon> areas;
    for (int i = 0; i < 12; ++i) areas.push_back(shapes.area());
    const std::vector<PreparedArea> each(areas.begin(), areas.end());
    std::vector<AreaIndex::Shape> given;
    for (std::uint32_t id = 0; id < areas.size(); ++id) given.push_back({id, &areas[id], {}});
    auto index = AreaIndex::build(seed % 2 == 0 ? given : std::vector<AreaIndex::Shape>{});
    ASSERT_TRUE(index) << index.error().reason;
    if (seed % 2 == 1) {
      for (const AreaIndex::Shape& shape : given) ASSERT_TRUE(index->put(shape));
    }
    for (int change = 0; change < 6; ++change) {
      const std::uint32_t id = static_cast<std::uint32_t>(shapes.below(areas.size()));
      if (shapes.one_in(2)) {
        EXPECT_TRUE(index->remove(id));
      }
      const MultiPolygon elsewhere = shapes.area();
      if (shapes.one_in(2)) {
        ASSERT_TRUE(index->put({id, &elsewhere, {}}));
      }
      ASSERT_TRUE(index->put(given[id]));
    }
    std::vector<PlaceAndTime> questions;
    for (int i = 0; i < 300; ++i) questions.push_back({shapes.telling_place(areas), 0});
    AreaHits hits;
    index->snapshot().holding(questions, When::at_any_time, hits);
    for (std::size_t i = 0; i < questions.size(); ++i)
      ASSERT_EQ(sorted(hits.of(i)), by_asking_each(each, questions[i].at))
          << "seed " << seed << " at " << to_decimal(questions[i].at.lon_e7) << ' '
          << to_decimal(questions[i].at.lat_e7);
  }
}

TEST(AreaIndex, answers_a_large_batch_as_it_answers_each_question_alone) {
  Shapes shapes(7);
  std::vector<MultiPolygon> areas;
  for (int i = 0; i < 40; ++i) areas.push_back(shapes.area());
  std::vector<AreaIndex::Shape> given;
  for (std::uint32_t id = 0; id < areas.size(); ++id)
    given.push_back({id, &areas[id], {10 * id, 10 * id + 100}});
  const auto index = AreaIndex::build(given);
  ASSERT_TRUE(index);
  std::vector<PlaceAndTime> questions;
  for (int i = 0; i < 5000; ++i)
    questions.push_back({shapes.telling_place(areas), static_cast<std::int64_t>(i % 500)});
  const AreaSnapshot snapshot = index->snapshot();
  for (const When when : {When::at_its_time, When::at_any_time}) {
    AreaHits hits;
    snapshot.holding(questions, when, hits);
    ASSERT_EQ(hits.size(), questions.size());
    for (std::size_t i = 0; i < questions.size(); ++i)
      ASSERT_EQ(sorted(hits.of(i)), sorted(snapshot.holding(questions[i], when))) << i;
  }
}

TEST(AreaIndex, counts_a_window_from_its_first_moment_up_to_but_without_its_last) {
  const MultiPolygon area = box(36, 35, 37, 36);
  auto index = AreaIndex::build({});
  ASSERT_TRUE(index);
  ASSERT_TRUE(index->put({4, &area, {100, 200}}));
  const Point inside = Shapes::point(36.5, 35.5);
  EXPECT_TRUE(holding(*index, inside, 99).empty());
  EXPECT_EQ(holding(*index, inside, 100), (std::vector<AreaHit>{{4, false}}));
  EXPECT_EQ(holding(*index, inside, 199), (std::vector<AreaHit>{{4, false}}));
  EXPECT_TRUE(holding(*index, inside, 200).empty());
}

TEST(AreaIndex, leaves_a_snapshot_as_it_was_when_the_index_goes_on) {
  const MultiPolygon area = box(36, 35, 37, 36);
  const MultiPolygon other = box(40, 35, 41, 36);
  auto index = AreaIndex::build({});
  ASSERT_TRUE(index);
  ASSERT_TRUE(index->put({1, &area, {}}));
  const AreaSnapshot before = index->snapshot();
  ASSERT_TRUE(index->put({1, &other, {}}));
  const AreaSnapshot moved = index->snapshot();
  EXPECT_TRUE(index->remove(1));
  EXPECT_FALSE(index->remove(1));
  const PlaceAndTime first{Shapes::point(36.5, 35.5), 0};
  const PlaceAndTime second{Shapes::point(40.5, 35.5), 0};
  EXPECT_EQ(before.holding(first, When::at_any_time).size(), 1U);
  EXPECT_EQ(before.holding(second, When::at_any_time).size(), 0U);
  EXPECT_EQ(moved.holding(first, When::at_any_time).size(), 0U);
  EXPECT_EQ(moved.holding(second, When::at_any_time).size(), 1U);
  EXPECT_EQ(index->size(), 0U);
  EXPECT_TRUE(index->snapshot().holding(second, When::at_any_time).empty());
}

TEST(AreaIndex, holds_the_whole_globe_its_poles_and_both_spellings_of_the_antimeridian) {
  const MultiPolygon globe = box(-180, -90, 180, 90);
  MultiPolygon across = box(170, -10, 180, 10);  // Fiji and around, split as RFC 7946 asks
  across.push_back(box(-180, -10, -170, 10)[0]);
  auto index = AreaIndex::build({});
  ASSERT_TRUE(index);
  ASSERT_TRUE(index->put({1, &globe, {}}));
  ASSERT_TRUE(index->put({2, &across, {}}));
  EXPECT_EQ(holding(*index, Shapes::point(12.5, 41.9)), (std::vector<AreaHit>{{1, false}}));
  EXPECT_EQ(holding(*index, Shapes::point(0, 90)), (std::vector<AreaHit>{{1, true}}));
  EXPECT_EQ(holding(*index, Shapes::point(0, -90)), (std::vector<AreaHit>{{1, true}}));
  const std::vector<AreaHit> seam{{1, true}, {2, true}};
  EXPECT_EQ(holding(*index, Shapes::point(180, 0)), seam);
  EXPECT_EQ(holding(*index, Shapes::point(-180, 0)), seam);
  EXPECT_EQ(holding(*index, Shapes::point(175, 0)), (std::vector<AreaHit>{{1, false}, {2, false}}));
}

TEST(AreaIndex, refuses_what_it_could_not_answer_exactly_and_stays_as_it_was) {
  const MultiPolygon good = box(36, 35, 37, 36);
  auto index = AreaIndex::build({});
  ASSERT_TRUE(index);
  ASSERT_TRUE(index->put({1, &good, {}}));
  const MultiPolygon slanting{
      {{Shapes::point(-170, 0), Shapes::point(170, 1), Shapes::point(0, 60)}, {}}};
  const auto refused = index->put({1, &slanting, {}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::ErrorCode::invalid_input);
  Ring zigzag;
  for (int i = 0; i < 2000; ++i)
    zigzag.push_back(Shapes::point(-50 + 0.01 * i, i % 2 == 0 ? -45.0 : 45.0));
  const MultiPolygon endless{{zigzag, {}}};
  const auto too_large = index->put({1, &endless, {}});
  ASSERT_FALSE(too_large);
  EXPECT_EQ(too_large.error().code, base::ErrorCode::too_large);
  EXPECT_EQ(holding(*index, Shapes::point(36.5, 35.5)), (std::vector<AreaHit>{{1, false}}));
}

}  // namespace
}  // namespace truceline::geo

// SPDX-License-Identifier: Apache-2.0
#include "geo/orientation.hpp"

#include <gtest/gtest.h>
#include <limits>
#include <random>

namespace truceline::geo {
namespace {

constexpr Point at(std::int32_t lon_e7, std::int32_t lat_e7) {
  return {.lon_e7 = lon_e7, .lat_e7 = lat_e7};
}
constexpr Segment line(Point from, Point to) {
  return {.from = from, .to = to};
}

TEST(Orientation, says_left_right_or_on_the_line) {
  EXPECT_EQ(orientation(at(0, 0), at(10, 0), at(5, 1)), 1);
  EXPECT_EQ(orientation(at(0, 0), at(10, 0), at(5, -1)), -1);
  EXPECT_EQ(orientation(at(0, 0), at(10, 0), at(50, 0)), 0);
}

TEST(Orientation, is_exact_at_the_ends_of_the_globe_where_doubles_are_not) {
  const Point south_west = at(-kLonMaxE7, -kLatMaxE7);
  const Point north_east = at(kLonMaxE7, kLatMaxE7);
  EXPECT_EQ(orientation(south_west, north_east, at(0, 0)), 0);
  EXPECT_EQ(orientation(south_west, north_east, at(0, 1)), 1);
  EXPECT_EQ(orientation(south_west, north_east, at(1, 0)), -1);
  // Beside a line across the globe by one unit of area, in products of 6.4e18:
  // 3'580'000'001 * 1'789'999'999 - 1'790'000'000 * 3'579'999'999 = -1.
  const Point end = at(1'780'000'001, 890'000'000);
  EXPECT_EQ(cross(south_west, end, at(1'779'999'999, 889'999'999)), -1);
  EXPECT_EQ(orientation(south_west, end, at(1'779'999'999, 889'999'999)), -1);
}

TEST(Orientation, does_not_overflow_for_any_point_whatever) {
  constexpr std::int32_t kMin = std::numeric_limits<std::int32_t>::min();
  constexpr std::int32_t kMax = std::numeric_limits<std::int32_t>::max();
  EXPECT_EQ(orientation(at(kMin, kMin), at(kMax, kMin), at(kMax, kMax)), 1);
  EXPECT_EQ(orientation(at(kMin, kMin), at(kMin, kMax), at(kMax, kMax)), -1);
}

struct MeetingCase {
  const char* what;
  Segment a, b;
  Contact contact;
  Point where;
};

TEST(MeetingOf, tells_crossing_touching_and_overlapping_apart) {
  const MeetingCase cases[] = {
      {"a cross", line(at(0, 0), at(4, 4)), line(at(0, 4), at(4, 0)), Contact::cross, at(2, 2)},
      {"a cross off the grid", line(at(0, 0), at(3, 3)), line(at(0, 3), at(3, 0)), Contact::cross,
       at(2, 2)},
      {"a T", line(at(0, 0), at(4, 0)), line(at(2, 0), at(2, 5)), Contact::touch, at(2, 0)},
      {"a corner", line(at(0, 0), at(4, 0)), line(at(4, 0), at(4, 4)), Contact::touch, at(4, 0)},
      {"parallel", line(at(0, 0), at(4, 0)), line(at(0, 1), at(4, 1)), Contact::none, {}},
      {"one line, apart", line(at(0, 0), at(4, 4)), line(at(5, 5), at(9, 9)), Contact::none, {}},
      {"one line, end to end", line(at(0, 0), at(4, 4)), line(at(9, 9), at(4, 4)), Contact::touch,
       at(4, 4)},
      {"one line, shared part", line(at(0, 0), at(4, 4)), line(at(2, 2), at(9, 9)),
       Contact::overlap, at(2, 2)},
      {"one in the other, upright", line(at(0, 0), at(0, 9)), line(at(0, 5), at(0, 3)),
       Contact::overlap, at(0, 3)},
      {"the same, reversed", line(at(0, 0), at(7, 3)), line(at(7, 3), at(0, 0)), Contact::overlap,
       at(0, 0)},
      {"near miss", line(at(0, 0), at(100, 1)), line(at(50, 1), at(50, 9)), Contact::none, {}},
      {"across the globe", line(at(-kLonMaxE7, -kLatMaxE7), at(kLonMaxE7, kLatMaxE7)),
       line(at(-kLonMaxE7, kLatMaxE7), at(kLonMaxE7, -kLatMaxE7)), Contact::cross, at(0, 0)},
  };
  for (const MeetingCase& c : cases) {
    for (const bool swapped : {false, true}) {
      const Meeting meeting = swapped ? meeting_of(c.b, c.a) : meeting_of(c.a, c.b);
      EXPECT_EQ(meeting.contact, c.contact) << c.what;
      if (c.contact != Contact::none) {
        EXPECT_EQ(meeting.at, c.where) << c.what;
      }
    }
  }
}

/// Counts shared points of two segments on a small grid by walking one of them in fine steps.
TEST(MeetingOf, agrees_with_a_walk_along_both_segments) {
  // Every crossing of segments between points of 0..4 has a denominator of at most 32, so on a
  // grid refined by the product of the two direction vectors it is a grid point.
  std::mt19937 random(3);
  for (int i = 0; i < 20'000; ++i) {
    const auto pick = [&] { return static_cast<std::int32_t>(random() % 5); };
    const Segment a = line(at(pick(), pick()), at(pick(), pick()));
    const Segment b = line(at(pick(), pick()), at(pick(), pick()));
    if (a.from == a.to || b.from == b.to) continue;
    const auto along = [](const Segment& s, int step, int steps) {
      return at(s.from.lon_e7 * (steps - step) + s.to.lon_e7 * step,
                s.from.lat_e7 * (steps - step) + s.to.lat_e7 * step);
    };
    const int a_lon = a.to.lon_e7 - a.from.lon_e7, a_lat = a.to.lat_e7 - a.from.lat_e7;
    const int b_lon = b.to.lon_e7 - b.from.lon_e7, b_lat = b.to.lat_e7 - b.from.lat_e7;
    const int denominator = std::abs(a_lon * b_lat - a_lat * b_lon);
    const int steps = denominator == 0 ? 12 : denominator;  // 12: common multiple of 1, 2, 3, 4
    const Segment b_scaled = line(along(b, 0, steps), along(b, steps, steps));
    int shared = 0;
    for (int step = 0; step <= steps; ++step) shared += is_on(along(a, step, steps), b_scaled);
    const Contact contact = meeting_of(a, b).contact;
    ASSERT_EQ(contact == Contact::none, shared == 0) << i;
    ASSERT_EQ(contact == Contact::overlap, shared > 1) << i;
  }
}

}  // namespace
}  // namespace truceline::geo

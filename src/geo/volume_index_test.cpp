// SPDX-License-Identifier: Apache-2.0
#include "geo/volume_index.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>

#include "geo/random_volumes.hpp"

namespace truceline::geo {
namespace {

using Known = std::map<std::uint32_t, Volume>;

/// What the index must answer, by comparing with each.
std::vector<std::uint32_t> by_comparing_each(const Known& known, const Volume& asked,
                                             const Separation& within) {
  std::vector<std::uint32_t> ids;
  for (const auto& [id, volume] : known)
    if (meet(prepare(asked), prepare(volume), within)) ids.push_back(id);
  return ids;
}

struct Spot {
  double lon, lat, size_deg;
};
constexpr Spot kSpots[] = {{38, 35, 0.01}, {38, 35, 1},     {38, 35, 20},    {179.99, -17, 0.5},
                           {-180, 0, 5},   {12, 89.8, 0.5}, {100, -89.9, 1}, {0, 0, 0.0001}};

TEST(VolumeIndex, agrees_with_comparing_each_pair_after_changes_everywhere_on_the_globe) {
  std::size_t pairs = 0;
  std::uint64_t seed = 0;
  for (const Spot& spot : kSpots) {
    RandomVolumes volumes(++seed, spot.lon, spot.lat, spot.size_deg);
    VolumeIndex index;
    Known known;
    for (int change = 0; change < 120; ++change) {
      const auto id = static_cast<std::uint32_t>(volumes.whole(0, 60));
      if (volumes.one_in(5)) {
        ASSERT_EQ(index.remove(id), known.erase(id) > 0);
        continue;
      }
      const Volume volume = volumes.volume();
      index.put(id, volume);
      known.insert_or_assign(id, volume);
      if (volumes.one_in(10)) static_cast<void>(index.snapshot());
    }
    ASSERT_EQ(index.size(), known.size());
    const VolumeSnapshot snapshot = index.snapshot();
    for (int question = 0; question < 60; ++question) {
      const Volume asked = volumes.volume();
      const Separation within = volumes.separation();
      const std::vector<std::uint32_t> expected = by_comparing_each(known, asked, within);
      ASSERT_EQ(snapshot.meeting(asked, within), expected) << "spot " << seed << ", " << question;
      pairs += expected.size();
    }
  }
  EXPECT_GT(pairs, 1000U);
}

TEST(VolumeIndex, leaves_snapshots_as_they_were_and_alive_when_it_goes_on_and_away) {
  RandomVolumes volumes(7, 38, 35, 0.3);
  std::vector<VolumeSnapshot> snapshots;
  std::vector<Known> states;
  {
    VolumeIndex index;
    Known known;
    for (int change = 0; change < 200; ++change) {
      const auto id = static_cast<std::uint32_t>(volumes.whole(0, 40));
      if (volumes.one_in(3)) {
        index.remove(id);
        known.erase(id);
      } else {
        const Volume volume = volumes.volume();
        index.put(id, volume);
        known.insert_or_assign(id, volume);
      }
      if (change % 10 == 0) {
        snapshots.push_back(index.snapshot());
        states.push_back(known);
      }
    }
  }
  // Let go of some in the middle first: others still hold what they need.
  for (std::size_t i = 0; i < snapshots.size(); i += 3) snapshots[i] = {};
  const Volume asked = volumes.volume();
  for (std::size_t i = 0; i < snapshots.size(); ++i) {
    if (i % 3 == 0) continue;
    EXPECT_EQ(snapshots[i].meeting(asked, {}), by_comparing_each(states[i], asked, {})) << i;
  }
}

TEST(VolumeIndex, answers_a_batch_as_it_answers_each_question_alone) {
  RandomVolumes volumes(8, 38, 35, 0.5);
  VolumeIndex index;
  for (std::uint32_t id = 0; id < 200; ++id) index.put(id, volumes.volume());
  std::vector<Volume> asked;
  for (int i = 0; i < 300; ++i) asked.push_back(volumes.volume());
  const VolumeSnapshot snapshot = index.snapshot();
  VolumeHits hits;
  snapshot.meeting(asked, {100, 1000, 1000}, hits);
  ASSERT_EQ(hits.size(), asked.size());
  std::size_t total = 0;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const std::vector<std::uint32_t> alone = snapshot.meeting(asked[i], {100, 1000, 1000});
    EXPECT_TRUE(std::ranges::equal(hits.of(i), alone)) << i;
    total += alone.size();
  }
  EXPECT_EQ(hits.total(), total);
  EXPECT_GT(total, 100U);
}

TEST(VolumeIndex, takes_the_whole_globe_for_ever_and_a_square_centimetre_for_a_millisecond) {
  const MultiPolygon globe = {{{RandomVolumes::point(-180, -90), RandomVolumes::point(180, -90),
                                RandomVolumes::point(180, 90), RandomVolumes::point(-180, 90)},
                               {}}};
  const MultiPolygon speck = {
      {{{.lon_e7 = 5, .lat_e7 = 5}, {.lon_e7 = 6, .lat_e7 = 5}, {.lon_e7 = 6, .lat_e7 = 6}}, {}}};
  VolumeIndex index;
  index.put(1, {globe, {}, {}});
  index.put(2, {speck, {0, 0, Datum::amsl}, {1000, 1001}});
  const VolumeSnapshot snapshot = index.snapshot();
  EXPECT_EQ(snapshot.meeting({speck, {}, {1000, 1001}}, {}), (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(snapshot.meeting({speck, {}, {1001, 1002}}, {}), (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(snapshot.meeting({globe, {}, {}}, {}), (std::vector<std::uint32_t>{1, 2}));
  EXPECT_TRUE(snapshot.meeting({MultiPolygon{}, {}, {}}, {}).empty());
}

}  // namespace
}  // namespace truceline::geo

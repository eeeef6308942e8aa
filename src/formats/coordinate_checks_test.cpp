// SPDX-License-Identifier: Apache-2.0
//
// The checks, each with the mistake it is for. The mission is the square of the map; Lake Town is
// where the T stands, the sea is where the waves are.
//
//     36E        37E        38E
// 37N +----------+----------+
//     |~~~~~     |          |       T  Lake Town 36.2021 N 37.1343 E, reaches 2 km
//     |~~~~~     |T         |
// 36N +----------+----------+
//     |~~~~~     |          |
// 35N +----------+----------+
#include "formats/coordinate_checks.hpp"

#include <gtest/gtest.h>

#include "formats/gazetteer_csv.hpp"
#include "geo/distance.hpp"

namespace truceline::formats {
namespace {

constexpr geo::Point kTown{.lon_e7 = 371'343'000, .lat_e7 = 362'021'000};

class CoordinateChecks : public testing::Test {
 protected:
  CoordinateChecks()
      : gazetteer_(read_gazetteer("name,lat,lon,pcode,radius_m,aliases\n"
                                  "Lake Town,36.2021,37.1343,L1,2000,Bahra\n"
                                  "Middle,36.5,36.9,M1,,\n"
                                  "Middle,35.2,37.9,M2,,\n")
                       ->gazetteer),
        land_(geo::MultiPolygon{{.outer = {{.lon_e7 = 365'000'000, .lat_e7 = 350'000'000},
                                           {.lon_e7 = 380'000'000, .lat_e7 = 350'000'000},
                                           {.lon_e7 = 380'000'000, .lat_e7 = 370'000'000},
                                           {.lon_e7 = 365'000'000, .lat_e7 = 370'000'000}},
                                 .holes = {}}}) {
    around_.bounds = geo::Box{.low = {.lon_e7 = 360'000'000, .lat_e7 = 350'000'000},
                              .high = {.lon_e7 = 380'000'000, .lat_e7 = 370'000'000}};
    around_.land = &land_;
    around_.gazetteer = &gazetteer_;
  }

  std::vector<Concern> check(std::string_view text, std::string near = {}) {
    around_.near = std::move(near);
    const auto read = read_coordinates(text);
    EXPECT_TRUE(read) << text;
    if (!read) return {};
    return check_coordinate(*read, read->places[0], around_).concerns;
  }
  /// The codes of what is said, notes in brackets.
  std::string said(std::string_view text, std::string near = {}) {
    std::string codes;
    for (const Concern& concern : check(text, std::move(near))) {
      const std::string code(word(concern.code));
      codes += (codes.empty() ? "" : " ") +
               (concern.weight == ConcernWeight::note ? "(" + code + ")" : code);
    }
    return codes;
  }
  const Concern* find(const std::vector<Concern>& concerns, ConcernCode code) {
    for (const Concern& concern : concerns)
      if (concern.code == code) return &concern;
    return nullptr;
  }

  Gazetteer gazetteer_;
  geo::PreparedArea land_;
  CoordinateSurroundings around_;
};

TEST_F(CoordinateChecks, a_good_coordinate_is_met_with_silence) {
  EXPECT_EQ(said("36.2021 N, 37.1343 E"), "");
  EXPECT_EQ(said("36.2021 N, 37.1343 E", "Lake Town"), "");
  EXPECT_EQ(said("36.2021 N, 37.1343 E", "L1"), "");
  EXPECT_EQ(said("37S CA 32269 07977", "bahra"), "");
}

TEST_F(CoordinateChecks, without_letters_the_other_order_is_told) {
  EXPECT_EQ(said("36.6021, 36.7343"), "other-reading") << "both orders lie in the mission";
  EXPECT_EQ(said("35.2021, 37.1343"), "(other-reading)") << "the other lies outside: settled";
  EXPECT_EQ(said("36.2021, 37.1343", "Lake Town"), "(other-reading)");
}

TEST_F(CoordinateChecks, swapped_numbers_are_told_with_the_place_meant) {
  for (const char* text : {"37.1343 N, 36.2021 E", "37.1343, 36.2021", "lat 37.1343 lon 36.2021"}) {
    const auto concerns = check(text, "Lake Town");
    const Concern* swapped = find(concerns, ConcernCode::swapped);
    ASSERT_NE(swapped, nullptr) << text;
    EXPECT_EQ(swapped->weight, ConcernWeight::fault);
    EXPECT_EQ(swapped->mend, kTown);
    EXPECT_EQ(swapped->name, "Lake Town");
    EXPECT_EQ(swapped->mended_m, 0);
  }
  EXPECT_EQ(said("37.9000 N, 35.2000 E"), "swapped outside-mission") << "the bounds alone tell it";
}

TEST_F(CoordinateChecks, a_swap_near_the_diagonal_is_told_though_both_are_near) {
  gazetteer_ = read_gazetteer("name,lat,lon\nDiagonal,36.5000,36.5100\n")->gazetteer;
  const auto concerns = check("36.5100 N, 36.5000 E", "Diagonal");
  const Concern* swapped = find(concerns, ConcernCode::swapped);
  ASSERT_NE(swapped, nullptr);
  EXPECT_EQ(swapped->weight, ConcernWeight::doubt);
  EXPECT_EQ(said("36.5000 N, 36.5100 E", "Diagonal"), "");
}

TEST_F(CoordinateChecks, a_lost_sign_or_wrong_letter_is_told) {
  EXPECT_EQ(said("36.2021 S, 37.1343 E"), "sign outside-mission");
  EXPECT_EQ(said("36.2021 N, 37.1343 W"), "sign outside-mission");
  EXPECT_EQ(said("-36.2021, -37.1343", "L1"), "sign far-from-place outside-mission other-reading");
}

TEST_F(CoordinateChecks, minutes_taken_for_decimals_are_told_where_the_name_shows_it) {
  // 36 12 07.56 N 37 08 03.48 E written as 36.120756, 37.080348
  const auto concerns = check("36.120756 N, 37.080348 E", "Lake Town");
  const Concern* slip = find(concerns, ConcernCode::minutes_as_decimals);
  ASSERT_NE(slip, nullptr);
  EXPECT_LT(geo::distance_m(*slip->mend, kTown), 1.0);
  const auto other = check("36 20 21 N, 37 13 43 E", "Lake Town");
  const Concern* back = find(other, ConcernCode::decimals_as_minutes);
  ASSERT_NE(back, nullptr);
  EXPECT_LT(geo::distance_m(*back->mend, kTown), 2.0);
}

TEST_F(CoordinateChecks, a_wrong_zone_is_told) {
  const auto concerns = check("38 north 332270 4007978", "Lake Town");
  const Concern* zone = find(concerns, ConcernCode::wrong_zone);
  ASSERT_NE(zone, nullptr);
  EXPECT_LT(geo::distance_m(*zone->mend, kTown), 1.0);
  EXPECT_EQ(said("37S 332270 4007978", "L1"), "(other-reading)")
      << "the southern 37S is no question here";
}

TEST_F(CoordinateChecks, the_named_place_is_held_against_the_point) {
  const auto concerns = check("36.9000 N, 37.9000 E", "Lake Town");
  ASSERT_EQ(concerns.size(), 1u);
  EXPECT_EQ(concerns[0].code, ConcernCode::far_from_place);
  EXPECT_EQ(concerns[0].mend, kTown);
  EXPECT_NEAR(static_cast<double>(concerns[0].distance_m), 103'500.0, 1000.0);
  EXPECT_EQ(said("36.2400 N, 37.1343 E", "Lake Town"), "") << "4.2 km away is still at the place";
  EXPECT_EQ(said("36.2021 N, 37.1343 E", "Atlantis"), "unknown-place");
  EXPECT_EQ(said("36.2021 N, 37.1343 E", "Larkk Twr"), "unknown-place")
      << "two letters are too many";
  EXPECT_EQ(said("36.2021 N, 37.1343 E", "Lake Tawr"), "guessed-place");
  EXPECT_EQ(said("35.2001 N, 37.9001 E", "Middle"), "(namesakes)") << "the nearer one counts";
}

TEST_F(CoordinateChecks, outside_the_mission_and_in_the_sea) {
  EXPECT_EQ(said("39.5000 N, 37.5000 E"), "outside-mission");
  const auto concerns = check("35.5000 N, 36.2500 E");
  ASSERT_EQ(concerns.size(), 1u);
  EXPECT_EQ(concerns[0].code, ConcernCode::in_sea);
  EXPECT_NEAR(static_cast<double>(concerns[0].distance_m), 22'680.0, 100.0);
  around_.land = nullptr;
  EXPECT_EQ(said("35.5000 N, 36.2500 E"), "") << "without a land layer nobody can tell";
}

TEST_F(CoordinateChecks, digits_too_few_and_too_many) {
  EXPECT_EQ(said("36.20 N, 37.13 E"), "coarse");
  EXPECT_EQ(said("36.202 N, 37.134 E"), "coarse") << "three decimals are 111 m";
  EXPECT_EQ(said("36.2021 N, 37.1343 E"), "") << "four are 11 m";
  EXPECT_EQ(said("36°12'N 37°08'E"), "coarse");
  EXPECT_EQ(said("36°12'07\"N 37°08'03\"E"), "") << "a second is 31 m";
  EXPECT_EQ(said("37S CA 322 079"), "coarse");
  EXPECT_EQ(said("37S CA 3226 0797"), "");
  EXPECT_EQ(said("36.20213456 N, 37.13434567 E"), "(fine)");
}

TEST_F(CoordinateChecks, zero_datum_and_map_view) {
  around_ = {};
  EXPECT_EQ(said("0.0000 N, 0.0000 E"), "zero");
  EXPECT_EQ(said("36.2021 N, 37.1343 E ED50"), "datum");
  EXPECT_EQ(said("36.2021 N, 37.1343 E WGS84"), "");
  EXPECT_EQ(said("https://www.openstreetmap.org/#map=15/36.2021/37.1343"), "map-view");
}

TEST_F(CoordinateChecks, the_version_before_and_other_sites) {
  around_.previous = kTown;
  EXPECT_EQ(said("36.2021 N, 37.1343 E"), "");
  EXPECT_EQ(said("36.2022 N, 37.1343 E"), "(moved)") << "11 m: a better measurement";
  EXPECT_EQ(said("36.3022 N, 37.1343 E"), "moved");
  around_.previous.reset();
  const std::vector<KnownSite> sites = {{"h1", "Hospital", kTown}};
  around_.sites = sites;
  const auto concerns = check("36.2025 N, 37.1343 E");
  ASSERT_EQ(concerns.size(), 1u);
  EXPECT_EQ(concerns[0].code, ConcernCode::duplicate);
  EXPECT_EQ(concerns[0].other, "h1");
  EXPECT_EQ(said("36.2121 N, 37.1343 E"), "") << "1.1 km away is another site";
}

TEST_F(CoordinateChecks, several_places_and_areas_are_no_place) {
  EXPECT_EQ(not_one_place(*read_coordinates("36.2,37.1\n36.3,37.2"))->code,
            ConcernCode::several_places);
  EXPECT_EQ(not_one_place(*read_coordinates("POLYGON((37 36, 38 36, 38 37, 37 36))"))->code,
            ConcernCode::area);
  EXPECT_FALSE(not_one_place(*read_coordinates("36.2,37.1")));
}

}  // namespace
}  // namespace truceline::formats

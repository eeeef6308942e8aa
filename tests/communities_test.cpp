// SPDX-License-Identifier: Apache-2.0
//
// Every community of Syria in the dataset of 2015: written in each form and read back, and with
// latitude and longitude exchanged. The dataset lies beside the repository and is not part of it.
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

#include "formats/coordinate_checks.hpp"
#include "formats/coordinate_format.hpp"
#include "formats/gazetteer_csv.hpp"
#include "formats/gunzip.hpp"
#include "geo/distance.hpp"

namespace truceline::formats {
namespace {

constexpr const char* kFile =
    TRUCELINE_SOURCE_DIR "/../shared/data/syr_cod_2015_communities.csv.gz";
constexpr std::size_t kCommunities = 5251;

std::string table() {
  std::ifstream file(kFile, std::ios::binary);
  const std::string packed{std::istreambuf_iterator<char>(file), {}};
  std::string text;
  Gunzip gunzip(
      [&](std::string_view bytes) {
        text += bytes;
        return base::Result<void>();
      },
      64 * 1024 * 1024);
  if (packed.empty() || !gunzip.feed(packed) || !gunzip.finish()) return {};
  return text;
}

class Communities : public testing::Test {
 protected:
  void SetUp() override {
    const std::string text = table();
    if (text.empty()) GTEST_SKIP() << "../shared/data/syr_cod_2015_communities.csv.gz is not here";
    auto read = read_gazetteer(text);
    ASSERT_TRUE(read) << read.error().to_string();
    ASSERT_EQ(read->refused, 0u);
    gazetteer_ = std::move(read->gazetteer);
    ASSERT_EQ(gazetteer_.places().size(), kCommunities);
  }
  Gazetteer gazetteer_;
};

TEST_F(Communities, each_is_read_back_from_every_form_within_a_metre) {
  for (const GazetteerPlace& place : gazetteer_.places()) {
    const CoordinateForms forms = coordinate_forms(place.point);
    for (const std::string& form : {forms.decimal, forms.degrees_minutes,
                                    forms.degrees_minutes_seconds, forms.utm, forms.mgrs}) {
      const auto read = read_coordinates(form);
      ASSERT_TRUE(read) << place.pcode << " " << form << ": " << read.error().to_string();
      ASSERT_EQ(read->places.size(), 1u) << form;
      ASSERT_LT(geo::distance_m(read->places[0].readings[0].point, place.point), 1.0)
          << place.pcode << " " << form;
    }
  }
}

/// The mission of the example: what a gazetteer says beyond the bounds is left to it.
CoordinateSurroundings around_syria(const Gazetteer& gazetteer) {
  CoordinateSurroundings around;
  around.bounds = geo::Box{.low = {.lon_e7 = 355'000'000, .lat_e7 = 322'000'000},
                           .high = {.lon_e7 = 425'000'000, .lat_e7 = 374'000'000}};
  around.gazetteer = &gazetteer;
  return around;
}

const Concern* swap_told(const std::vector<Concern>& concerns) {
  for (const Concern& concern : concerns)
    if (concern.code == ConcernCode::swapped) return &concern;
  return nullptr;
}

TEST_F(Communities, each_is_found_again_when_latitude_and_longitude_are_exchanged) {
  CoordinateSurroundings around = around_syria(gazetteer_);
  std::size_t by_name = 0;
  std::size_t by_bounds = 0;
  for (const GazetteerPlace& place : gazetteer_.places()) {
    const std::string lat = geo::to_decimal(place.point.lat_e7);
    const std::string lon = geo::to_decimal(place.point.lon_e7);
    for (const std::string& text : {lon + " N, " + lat + " E", lon + ", " + lat}) {
      const auto read = read_coordinates(text);
      ASSERT_TRUE(read) << text;
      around.near = place.pcode;
      const CheckedPlace checked = check_coordinate(*read, read->places[0], around);
      const Concern* told = swap_told(checked.concerns);
      ASSERT_NE(told, nullptr) << place.pcode << " " << text;
      ASSERT_EQ(told->mend, place.point) << place.pcode;
    }
    const auto read = read_coordinates(lon + " N, " + lat + " E");
    around.near = place.name;
    by_name += swap_told(check_coordinate(*read, read->places[0], around).concerns) != nullptr;
    around.near.clear();
    by_bounds += swap_told(check_coordinate(*read, read->places[0], around).concerns) != nullptr;
  }
  RecordProperty("told_by_name", static_cast<int>(by_name));
  RecordProperty("told_by_bounds", static_cast<int>(by_bounds));
  EXPECT_GT(by_name, kCommunities * 95 / 100) << "namesakes elsewhere may hide a few";
  EXPECT_GT(by_bounds, kCommunities / 2) << "the bounds cannot tell where both orders lie within";
}

TEST_F(Communities, as_written_none_is_called_wrong) {
  CoordinateSurroundings around = around_syria(gazetteer_);
  for (const GazetteerPlace& place : gazetteer_.places()) {
    const auto read = read_coordinates(coordinate_forms(place.point).degrees_minutes_seconds);
    ASSERT_TRUE(read);
    around.near = place.pcode;
    for (const Concern& concern : check_coordinate(*read, read->places[0], around).concerns)
      EXPECT_EQ(concern.weight, ConcernWeight::note) << place.pcode << " " << word(concern.code);
  }
}

}  // namespace
}  // namespace truceline::formats

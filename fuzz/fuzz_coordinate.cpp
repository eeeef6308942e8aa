// SPDX-License-Identifier: Apache-2.0
//
// Any bytes are read as places or refused with a reason and a mend; every reading is on the globe,
// no two of one place are the same, each form written of a reading is read back as that place, and
// the checks propose only places on the globe.
#include <cstdint>

#include "base/bytes.hpp"
#include "base/limits.hpp"
#include "formats/coordinate.hpp"
#include "formats/coordinate_checks.hpp"
#include "formats/coordinate_format.hpp"
#include "geo/distance.hpp"

namespace {

using namespace truceline;
using namespace truceline::formats;

void check_form(const std::string& form, geo::Point point) {
  const auto back = read_coordinates(form);
  INVARIANT(back.has_value() && back->places.size() == 1);
  INVARIANT(geo::distance_m(back->places[0].readings[0].point, point) < 1.0);
}

void check_reading(const CoordinateReading& reading) {
  INVARIANT(geo::is_valid(reading.point));
  INVARIANT(reading.precision_mm > 0);
  for (std::size_t i = 1; i < reading.assumed.size(); ++i)
    INVARIANT(reading.assumed[i - 1] < reading.assumed[i]);
  const CoordinateForms forms = coordinate_forms(reading.point);
  for (const std::string& form :
       {forms.decimal, forms.degrees_minutes, forms.degrees_minutes_seconds, forms.utm, forms.mgrs})
    check_form(form, reading.point);
}

/// A mission with a place, land and a site, and a version before.
CoordinateSurroundings surroundings() {
  static const Gazetteer kGazetteer({{.pcode = "C1",
                                      .name = "Lake",
                                      .name_ar = {},
                                      .names = {"Lake"},
                                      .area = {},
                                      .point = {.lon_e7 = 371'343'000, .lat_e7 = 362'021'000}}});
  static const geo::PreparedArea kLand(
      geo::MultiPolygon{{{{.lon_e7 = 360'000'000, .lat_e7 = 350'000'000},
                          {.lon_e7 = 380'000'000, .lat_e7 = 350'000'000},
                          {.lon_e7 = 370'000'000, .lat_e7 = 370'000'000}},
                         {}}});
  static const std::vector<KnownSite> kSites = {{"s", "Site", {.lon_e7 = 0, .lat_e7 = 0}}};
  CoordinateSurroundings around;
  around.bounds = geo::Box{.low = {.lon_e7 = 350'000'000, .lat_e7 = 340'000'000},
                           .high = {.lon_e7 = 390'000'000, .lat_e7 = 380'000'000}};
  around.land = &kLand;
  around.gazetteer = &kGazetteer;
  around.near = "lake";
  around.previous = geo::Point{};
  around.sites = kSites;
  return around;
}

void check_concerns(const CoordinateText& text, const WrittenPlace& place) {
  const CheckedPlace checked = check_coordinate(text, place, surroundings());
  for (std::size_t i = 0; i < checked.concerns.size(); ++i) {
    const Concern& concern = checked.concerns[i];
    INVARIANT(!concern.mend || geo::is_valid(*concern.mend));
    INVARIANT(concern.distance_m >= 0 && concern.mended_m >= 0);
    INVARIANT(i == 0 || checked.concerns[i - 1].weight >= concern.weight);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = read_coordinates(base::text_of({data, size}));
  if (!read) {
    INVARIANT(!read.error().reason.empty() && !read.error().mend.empty());
    return 0;
  }
  INVARIANT(read->raw == base::text_of({data, size}));
  INVARIANT(!read->places.empty() && read->places.size() <= base::limits::kCoordinatePoints);
  for (const WrittenPlace& place : read->places) {
    INVARIANT(!place.readings.empty());
    check_concerns(*read, place);
    for (std::size_t i = 0; i < place.readings.size(); ++i) {
      check_reading(place.readings[i]);
      for (std::size_t j = 0; j < i; ++j)
        INVARIANT(place.readings[i].point != place.readings[j].point);
    }
  }
  if (const auto settled = settled_point(read->raw))
    INVARIANT(read->places.size() == 1 && *settled == read->places[0].readings[0].point);
  return 0;
}

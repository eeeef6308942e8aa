// SPDX-License-Identifier: Apache-2.0
//
// Any bytes are read as places or refused with a reason and a mend; every reading is on the globe,
// no two of one place are the same, and each form written of a reading is read back as that place.
#include <cstdint>

#include "base/bytes.hpp"
#include "base/limits.hpp"
#include "formats/coordinate.hpp"
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
    for (std::size_t i = 0; i < place.readings.size(); ++i) {
      check_reading(place.readings[i]);
      for (std::size_t j = 0; j < i; ++j)
        INVARIANT(place.readings[i].point != place.readings[j].point);
    }
  }
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
//
// A place written back in every form, so that whoever sent it can compare with what he has.
// Whole numbers throughout; each form is read back by read_coordinates within the stated metres.
#pragma once

#include <string>

#include "geo/point.hpp"

namespace truceline::formats {

struct CoordinateForms {
  std::string decimal;                  ///< "36.2021, 37.1343": exact.
  std::string degrees_minutes;          ///< "36°12.1260'N 37°08.0580'E": within 0.2 m.
  std::string degrees_minutes_seconds;  ///< "36°12'07.56\"N 37°08'03.48\"E": within 0.3 m.
  std::string
      utm;  ///< "37 north 332345 4007654": within 0.8 m. UPS round the poles: "UPS north ..".
  std::string mgrs;  ///< "37S CA 32345 07654": within 0.8 m of the centre of its square.
};

/// REQUIRES: is_valid(p).
CoordinateForms coordinate_forms(geo::Point p);

}  // namespace truceline::formats

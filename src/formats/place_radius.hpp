// SPDX-License-Identifier: Apache-2.0
//
// How far from its coordinates an occurrence may have been, by the precision a source gives. One
// table for all formats. Source of the classes: UCDP GED Codebook, variable where_prec (1 exact
// location; 2 within about 25 km of a known point; 3 second-order and 4 first-order
// administrative division; 5 a linear feature or fuzzy region; 6 the country only; 7 open water
// or airspace, estimated). Of the metres only the 25 km of class 2 are the codebook's own; the
// others are our estimate of half the usual width of such a thing and err on the wide side.
#pragma once

#include <cstdint>

#include "base/invariant.hpp"
#include "domain/place.hpp"

namespace truceline::formats {

constexpr std::int64_t radius_m(domain::PlacePrecision precision) {
  switch (precision) {
    case domain::PlacePrecision::exact:
      return 100;
    case domain::PlacePrecision::settlement:
      return 2'000;
    case domain::PlacePrecision::near:
      return 25'000;
    case domain::PlacePrecision::district:
      return 30'000;
    case domain::PlacePrecision::province:
      return 100'000;
    case domain::PlacePrecision::feature:
      return 60'000;
    case domain::PlacePrecision::country:
    case domain::PlacePrecision::unknown:
      return 400'000;
  }
  INVARIANT(false && "place precision without a radius");
  return 0;
}

}  // namespace truceline::formats

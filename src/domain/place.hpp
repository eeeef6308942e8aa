// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/words.hpp"
#include "geo/point.hpp"

namespace truceline::domain {

/// How finely the source knew the place, finest first. Comparing with < is meaningful.
enum class PlacePrecision {
  exact,
  settlement,
  near,
  district,
  province,
  feature,
  country,
  unknown
};
template <>
inline constexpr auto kWords<PlacePrecision> =
    std::to_array<std::pair<PlacePrecision, std::string_view>>(
        {{PlacePrecision::exact, "exact"},
         {PlacePrecision::settlement, "settlement"},
         {PlacePrecision::near, "near"},
         {PlacePrecision::district, "district"},
         {PlacePrecision::province, "province"},
         {PlacePrecision::feature, "feature"},
         {PlacePrecision::country, "country"},
         {PlacePrecision::unknown, "unknown"}});

/// From this precision on, a place never settles whether something lay inside a zone.
inline constexpr PlacePrecision kCoarsePlace = PlacePrecision::province;

/// Where something happened: somewhere inside the disc of `radius_m` around `point`.
struct Place {
  std::optional<geo::Point> point;  ///< WGS 84. Empty where the source gave only a name.
  std::int64_t radius_m = 0;        ///< Horizontal doubt, from the precision.
  PlacePrecision precision = PlacePrecision::unknown;
  std::string name;        ///< The named place, as the source wrote it.
  std::string pcode;       ///< OCHA P-code, where the author matched one.
  std::string admin1;      ///< Province, as written.
  std::string admin2;      ///< District, as written.
  std::string as_written;  ///< The coordinate string as it was received.
  friend bool operator==(const Place&, const Place&) = default;
};

}  // namespace truceline::domain

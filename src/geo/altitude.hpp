// SPDX-License-Identifier: Apache-2.0
//
// Bands of altitude, and how far apart two of them are. A height means nothing without what it is
// measured from. Where two bands are measured from different things, what lies between those (the
// geoid's undulation, the terrain) is taken at its worst: they are apart only where they are apart
// whatever the ground looks like.
#pragma once

#include <cstdint>

namespace truceline::geo {

enum class Datum {
  amsl,          ///< Above mean sea level, the geoid.
  wgs84,         ///< Above the ellipsoid, as satellite receivers measure.
  above_ground,  ///< Above whatever ground lies below.
};

inline constexpr std::int32_t kAltitudeLowestCm = -1'000'000;   // 10 km down
inline constexpr std::int32_t kAltitudeHighestCm = 10'000'000;  // 100 km up

/// Both ends included. As made: from below the ground to above all air.
struct AltitudeBand {
  std::int32_t floor_cm = kAltitudeLowestCm;
  std::int32_t ceiling_cm = kAltitudeHighestCm;
  Datum datum = Datum::amsl;
  friend bool operator==(const AltitudeBand&, const AltitudeBand&) = default;
};

/// The band above mean sea level that holds this one wherever on Earth it is. The geoid lies 107 m
/// below to 86 m above the ellipsoid (EGM96, EGM2008), dry land 430 m below to 8,849 m above the
/// sea; both are rounded outward.
constexpr AltitudeBand amsl_at_widest(const AltitudeBand& band) {
  constexpr std::int32_t kGeoidLowestCm = -11'000, kGeoidHighestCm = 9'000;
  constexpr std::int32_t kGroundLowestCm = -50'000, kGroundHighestCm = 890'000;
  switch (band.datum) {
    case Datum::amsl:
      break;
    case Datum::wgs84:
      return {band.floor_cm - kGeoidHighestCm, band.ceiling_cm - kGeoidLowestCm, Datum::amsl};
    case Datum::above_ground:
      return {band.floor_cm + kGroundLowestCm, band.ceiling_cm + kGroundHighestCm, Datum::amsl};
  }
  return band;
}

/// Centimetres between two bands; 0 where they touch, less where they overlap. Exact where both
/// have one datum; otherwise the least it can be. Two bands above ground are compared as over the
/// same ground: over a slope, ask for a greater separation.
constexpr std::int64_t vertical_gap_cm(const AltitudeBand& a, const AltitudeBand& b) {
  if (a.datum != b.datum && (a.datum != Datum::amsl || b.datum != Datum::amsl)) {
    const AltitudeBand low = amsl_at_widest(a), high = amsl_at_widest(b);
    const std::int64_t above = std::int64_t{high.floor_cm} - low.ceiling_cm;
    const std::int64_t below = std::int64_t{low.floor_cm} - high.ceiling_cm;
    return above > below ? above : below;
  }
  const std::int64_t above = std::int64_t{b.floor_cm} - a.ceiling_cm;
  const std::int64_t below = std::int64_t{a.floor_cm} - b.ceiling_cm;
  return above > below ? above : below;
}

}  // namespace truceline::geo

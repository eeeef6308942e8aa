// SPDX-License-Identifier: Apache-2.0
//
// What there is to say against a coordinate before anybody relies on it. Each concern says what it
// saw and, where it can, what would mend it, as a point to confirm; nothing is ever corrected.
// Silence means that these checks found nothing, not that the place is right.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "formats/coordinate.hpp"
#include "formats/gazetteer.hpp"
#include "geo/box.hpp"
#include "geo/containment.hpp"

namespace truceline::formats {

enum class ConcernCode {
  other_reading,        ///< The text can also be read as `mend`.
  swapped,              ///< With latitude and longitude exchanged it would fit, at `mend`.
  sign,                 ///< With another sign or letter it would.
  wrong_zone,           ///< In another UTM zone or hemisphere it would.
  minutes_as_decimals,  ///< Its decimals read as minutes and seconds would.
  decimals_as_minutes,  ///< Its minutes and seconds read as decimals would.
  far_from_place,       ///< `distance_m` from the named place, which is at `mend`.
  unknown_place,        ///< No place is called `name`.
  guessed_place,        ///< None is called so; `other` is spelt nearly so, and was taken.
  namesakes,            ///< `count` places are called so; the nearest was taken.
  outside_mission,      ///< Outside the mission's bounds.
  in_sea,               ///< `distance_m` off the mission's land.
  zero,                 ///< A number is exactly 0: an empty form.
  coarse,               ///< The digits leave `distance_m` open.
  fine,                 ///< More digits than anybody can measure.
  datum,                ///< On the datum `name`, and not converted.
  map_view,             ///< A link to where the map stood, no pin.
  moved,                ///< `distance_m` from the version before, which is at `mend`.
  duplicate,            ///< `distance_m` from the site `name`, at `mend`.
  several_places,       ///< `count` places where one was asked for.
  area,                 ///< An area with `count` corners where one place was asked for.
};

enum class ConcernWeight {
  note,   ///< Worth knowing.
  doubt,  ///< To be looked at before it is sent.
  fault,  ///< Hardly right as it stands.
};

struct Concern {
  ConcernCode code = ConcernCode::other_reading;
  ConcernWeight weight = ConcernWeight::note;
  std::string name;
  std::string other;
  std::int64_t distance_m = 0;
  std::int64_t mended_m = 0;  ///< From `mend` to the named place, where there is one.
  std::int64_t count = 0;
  std::optional<geo::Point> mend;
};

/// A site on record, for telling duplicates.
struct KnownSite {
  std::string id;
  std::string name;
  geo::Point point;
};

/// What is known around the coordinate. All of it may be missing; fewer checks are made then.
struct CoordinateSurroundings {
  std::optional<geo::Box> bounds;           ///< The mission's part of the world.
  const geo::PreparedArea* land = nullptr;  ///< The mission's own, within the bounds.
  const Gazetteer* gazetteer = nullptr;
  std::string near;                    ///< A name or P-code; empty: none is given.
  std::optional<geo::Point> previous;  ///< Of the version before.
  std::span<const KnownSite> sites;    ///< Without the site itself.
};

struct CheckedPlace {
  std::vector<Concern> concerns;           ///< The heaviest first, within a weight by code.
  std::vector<GazetteerMatch> candidates;  ///< For `near`, at most kCandidates.
};
inline constexpr std::size_t kCandidates = 10;

inline constexpr std::int64_t kPlaceReachM = 2'000;  // of a named place that gives no radius
inline constexpr std::int64_t kPlaceSlackM = 5'000;  // people say "at" for "near"
inline constexpr std::int64_t kCoarseMm = 50'000;    // a building is lost within 50 m
inline constexpr std::int64_t kFineMm = 10;          // the eighth decimal and beyond
inline constexpr std::int64_t kDuplicateM = 100;
inline constexpr std::int64_t kMovedM = 100;     // a new measurement of the same building
inline constexpr std::int64_t kShoreM = 2'000;   // small maps draw a coast no better
inline constexpr std::int64_t kSwapTellsM = 30;  // nearer than this a swap changes nothing

/// Checks the likeliest reading of one place of `text`. Cost: a few geodesics a candidate and a
/// site within a kilometre.
CheckedPlace check_coordinate(const CoordinateText& text, const WrittenPlace& place,
                              const CoordinateSurroundings& around);

/// What is wrong with a text that should have held one place: several, or an area.
std::optional<Concern> not_one_place(const CoordinateText& text);

std::string_view word(ConcernCode code);
std::string_view word(ConcernWeight weight);

}  // namespace truceline::formats

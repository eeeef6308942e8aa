// SPDX-License-Identifier: Apache-2.0
//
// What somebody typed or pasted to say where, read. Wrong coordinates have cost lives, so nothing
// is guessed in silence: the text is kept, every reading it allows is given, the likeliest first,
// and what each reading takes for granted stands beside it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "geo/point.hpp"

namespace truceline::formats {

enum class CoordinateNotation { decimal, degrees_minutes, degrees_minutes_seconds, utm, mgrs };

/// What a reading takes for granted.
enum class Assumption {
  latitude_first,   ///< Nothing says which is the latitude; the custom of writing it first does.
  longitude_first,  ///< Nothing says it, and the other order was taken.
  decimal_comma,    ///< A comma within a number is its decimal point.
  comma_separates,  ///< A comma between digits stands between two numbers.
  dash_is_minus,    ///< A dash right after a number is the sign of the next.
  dash_separates,   ///< It only stands between the two.
  letter_not_sign,  ///< There is a minus and a letter; the letter was taken.
  sign_not_letter,  ///< ... the minus was taken.
  packed_digits,    ///< 361230N is 36 degrees 12 minutes 30 seconds.
  band_letter,      ///< The S of "37S" is the band of latitude, which is north.
  south_letter,     ///< The S of "37S" says south.
  map_view,         ///< A link says no more than where the middle of the map was.
  height_left_out,  ///< A third number was taken for a height.
  words_left_out,   ///< There are words that are no part of a coordinate.
};

struct CoordinateReading {
  geo::Point point;
  CoordinateNotation notation = CoordinateNotation::decimal;
  /// How far apart two places are that differ by one in the last digit written, of the coarser of
  /// the two numbers; at the equator, rounded up. What the digits allow, not what was measured.
  std::int64_t precision_mm = 0;
  std::vector<Assumption> assumed;  ///< Ascending, each once.
};

/// One place as written. A text may hold several.
struct WrittenPlace {
  std::string raw;
  std::vector<CoordinateReading> readings;  ///< At least one; different points.
};

struct CoordinateText {
  std::string raw;
  std::string datum;  ///< As we call it: "ED50"; empty where none is named. WGS84 is "WGS84".
  std::vector<WrittenPlace> places;  ///< At least one.
  bool is_area = false;              ///< The places are the corners of an area.
};

/// Reads decimal degrees, degrees with minutes and seconds, UTM, MGRS, map links, geo: addresses,
/// WKT and GeoJSON, in Latin or Arabic letters and digits (docs/guides/coordinates.md lists
/// them; tests/vectors/coordinates.csv holds what is promised of them). The datum is read and
/// not applied: every point is the WGS84 reading of the numbers.
/// Errors: invalid_input with the place "column 7", counting characters from 1; unsupported for
/// what holds no coordinates (a shortened link, a Plus Code, three words); too_large above
/// kCoordinateText bytes or kCoordinatePoints places.
base::Result<CoordinateText> read_coordinates(std::string_view text);

/// The one place of a text that leaves nothing open but that latitude comes first: for what is
/// about to be signed. Errors: those of read_coordinates; invalid_input where there are several
/// places, a datum other than WGS84, words, only the middle of a map, or another reading than the
/// order.
base::Result<geo::Point> settled_point(std::string_view text);

/// How far apart two places are that differ by one in the last of so many decimals of a unit of
/// which a degree has `units` (1, 60 or 3600): at the equator, rounded up.
std::int64_t digits_precision_mm(int decimals, std::int64_t units);

inline constexpr std::pair<CoordinateNotation, std::string_view> kNotationWords[] = {
    {CoordinateNotation::decimal, "decimal"},
    {CoordinateNotation::degrees_minutes, "degrees-minutes"},
    {CoordinateNotation::degrees_minutes_seconds, "degrees-minutes-seconds"},
    {CoordinateNotation::utm, "utm"},
    {CoordinateNotation::mgrs, "mgrs"},
};
inline constexpr std::pair<Assumption, std::string_view> kAssumptionWords[] = {
    {Assumption::latitude_first, "latitude-first"},
    {Assumption::longitude_first, "longitude-first"},
    {Assumption::decimal_comma, "decimal-comma"},
    {Assumption::comma_separates, "comma-separates"},
    {Assumption::dash_is_minus, "dash-is-minus"},
    {Assumption::dash_separates, "dash-separates"},
    {Assumption::letter_not_sign, "letter-not-sign"},
    {Assumption::sign_not_letter, "sign-not-letter"},
    {Assumption::packed_digits, "packed-digits"},
    {Assumption::band_letter, "band-letter"},
    {Assumption::south_letter, "south-letter"},
    {Assumption::map_view, "map-view"},
    {Assumption::height_left_out, "height-left-out"},
    {Assumption::words_left_out, "words-left-out"},
};

template <class E, std::size_t N>
constexpr std::string_view word_of(const std::pair<E, std::string_view> (&table)[N], E value) {
  for (const auto& [one, word] : table)
    if (one == value) return word;
  return {};
}
constexpr std::string_view word(CoordinateNotation notation) {
  return word_of(kNotationWords, notation);
}
constexpr std::string_view word(Assumption assumption) {
  return word_of(kAssumptionWords, assumption);
}

}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
#include "formats/coordinate.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "formats/columns.hpp"
#include "formats/coordinate_datum.hpp"
#include "formats/coordinate_grid.hpp"
#include "formats/coordinate_link.hpp"
#include "formats/coordinate_pair.hpp"
#include "formats/coordinate_shape.hpp"

namespace truceline::formats {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using base::limits::kCoordinatePoints;

/// What looks like a place and is written in no coordinates.
std::optional<Error> foreign_code(std::string_view text) {
  constexpr std::string_view kPlusLetters = "23456789CFGHJMPQRVWXcfghjmpqrvwx";
  if (text.starts_with("///") || text.find("what3words") != std::string_view::npos)
    return Error{ErrorCode::unsupported, "three words are a private code, not coordinates",
                 "column 1", "ask for the numbers that its program shows"};
  const std::size_t plus = text.find('+');
  if (plus == std::string_view::npos || plus < 4 || plus > 8) return std::nullopt;
  const std::string_view before = text.substr(0, plus);
  const std::string_view rest = text.substr(plus + 1);
  const std::size_t tail = std::min(rest.find_first_not_of(kPlusLetters), rest.size());
  const bool letters = before.find_first_not_of(kPlusLetters) == std::string_view::npos &&
                       before.find_first_not_of("0123456789") != std::string_view::npos;
  const bool ends = tail == rest.size() || rest[tail] == ' ' || rest[tail] == ',';
  if (!letters || tail < 2 || tail > 3 || !ends) return std::nullopt;
  return Error{ErrorCode::unsupported, "a Plus Code is not read here", "column 1",
               "in the map, copy the numbers that stand beside it"};
}

/// One place that is no link and no shape: MGRS, UTM or two angles.
Result<std::vector<CoordinateReading>> read_place(const PlainText& plain) {
  if (auto mgrs = read_mgrs(plain)) return *std::move(mgrs);
  auto utm = read_utm(plain);
  if (utm && *utm) return *std::move(utm);
  auto angles = read_angle_pair(plain);
  if (angles || !utm) return angles;
  return *std::move(utm);
}

/// One line or part of several: with the columns it has in the whole.
PlainText part_of(const PlainText& whole, std::size_t from, std::size_t to) {
  PlainText part;
  part.text = whole.text.substr(from, to - from);
  part.columns.assign(whole.columns.begin() + static_cast<std::ptrdiff_t>(from),
                      whole.columns.begin() + static_cast<std::ptrdiff_t>(to) + 1);
  return part;
}

/// "36.2021,37.1343": both with a point, so that a decimal comma is never taken for this.
bool is_tight_pair(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return false;
  const std::string_view one = text.substr(0, comma);
  const std::string_view other = text.substr(comma + 1);
  return one.find('.') != std::string_view::npos && other.find('.') != std::string_view::npos;
}

std::vector<PlainText> parts_at(const PlainText& plain, std::string_view ends) {
  std::vector<PlainText> parts;
  std::size_t from = 0;
  while (from <= plain.text.size()) {
    const std::size_t to = std::min(plain.text.find_first_of(ends, from), plain.text.size());
    PlainText part = part_of(plain, from, to);
    if (part.text.find_first_not_of(" \t,;") != std::string::npos) parts.push_back(std::move(part));
    from = to + 1;
  }
  return parts;
}

/// Several places, one a line, or divided by ; or |, or as KML has them, by blanks.
Result<std::vector<WrittenPlace>> read_several(const PlainText& plain) {
  Error error;
  for (const std::string_view ends : {"\n", "\n;|", "\n;| "}) {
    const std::vector<PlainText> parts = parts_at(plain, ends);
    const bool by_blanks = ends.find(' ') != std::string_view::npos;
    if (parts.size() < 2) continue;
    if (by_blanks && !std::ranges::all_of(parts, is_tight_pair, &PlainText::view)) continue;
    if (parts.size() > kCoordinatePoints)
      return Error{ErrorCode::too_large,
                   "there are more than " + std::to_string(kCoordinatePoints) + " places",
                   {},
                   "import them as a file: truceline import reports FILE"};
    std::vector<WrittenPlace> places;
    for (const PlainText& part : parts) {
      auto readings = read_place(part);
      if (!readings) {
        if (error.reason.empty()) error = readings.error();
        break;
      }
      places.push_back({part.text, *std::move(readings)});
    }
    if (places.size() == parts.size()) return places;
  }
  return error;
}

/// The words around a link were left out.
void tell_of_words(CoordinateText& text) {
  for (WrittenPlace& place : text.places)
    for (CoordinateReading& reading : place.readings)
      if (reading.assumed.empty() || reading.assumed.back() != Assumption::words_left_out)
        reading.assumed.push_back(Assumption::words_left_out);  // the last of its kind
}

bool has_several_lines(const PlainText& plain) {
  return parts_at(plain, "\n").size() > 2;
}

}  // namespace

std::int64_t digits_precision_mm(int decimals, std::int64_t units) {
  constexpr std::int64_t kDegreeMm = 111'319'491;  // of longitude on the equator
  constexpr int kFinest = 9;                       // a millimetre is reached before
  std::int64_t per_degree = units;
  for (int i = 0; i < std::min(decimals, kFinest); ++i) per_degree *= 10;
  return (kDegreeMm + per_degree - 1) / per_degree;
}

Result<CoordinateText> read_coordinates(std::string_view raw) {
  TRY_ASSIGN(PlainText plain, plain_text(raw));
  const std::size_t first = plain.text.find_first_not_of(" \t\n");
  const std::string_view shown = plain.view().substr(first);
  if (const std::string_view link = map_link_in(shown); !link.empty()) {
    TRY_ASSIGN(CoordinateText text, read_map_link(link));
    text.raw = std::string(raw);
    if (link.size() <= shown.find_last_not_of(" \t\n")) tell_of_words(text);
    return text;
  }
  if (auto foreign = foreign_code(shown)) return *std::move(foreign);
  if (auto shape = read_shape(raw, plain)) return *std::move(shape);
  CoordinateText text;
  text.raw = std::string(raw);
  TRY_ASSIGN(text.datum, take_datum(plain));
  auto readings = read_place(plain);
  if (readings) {
    text.places.push_back({text.raw, *std::move(readings)});
    return text;
  }
  auto several = read_several(plain);
  if (several) {
    text.places = *std::move(several);
    const auto& all = text.places;
    text.is_area = all.size() > 3 && all.front().readings[0].point == all.back().readings[0].point;
    if (text.is_area) text.places.pop_back();
    return text;
  }
  const bool line_is_wrong = has_several_lines(plain) && !several.error().reason.empty();
  return line_is_wrong || several.error().code == ErrorCode::too_large ? several.error()
                                                                       : readings.error();
}

Result<geo::Point> settled_point(std::string_view raw) {
  TRY_ASSIGN(const CoordinateText text, read_coordinates(raw));
  const std::string look = "truceline locate shows what it can mean";
  if (text.places.size() > 1) return base::invalid("there are several places here", "give one");
  if (!text.datum.empty() && text.datum != "WGS84")
    return base::invalid("the text names the datum " + text.datum,
                         "convert it to WGS84 first, and say with what");
  const std::vector<CoordinateReading>& readings = text.places[0].readings;
  const auto takes = [](const CoordinateReading& reading, Assumption assumption) {
    return std::ranges::find(reading.assumed, assumption) != reading.assumed.end();
  };
  for (std::size_t i = 1; i < readings.size(); ++i)
    if (!takes(readings[i], Assumption::longitude_first))
      return base::invalid("this can be read in more than one way", look);
  const CoordinateReading& reading = readings[0];
  if (takes(reading, Assumption::longitude_first))
    return base::invalid("latitude comes first, and the first number is none",
                         "write the letters: 36.2021 N, 37.1343 E");
  if (takes(reading, Assumption::map_view))
    return base::invalid("the link only says where the middle of the map was",
                         "drop a pin on the place and copy again");
  if (takes(reading, Assumption::words_left_out))
    return base::invalid("there are words beside the coordinates", "leave only the coordinates");
  return reading.point;
}

}  // namespace truceline::formats

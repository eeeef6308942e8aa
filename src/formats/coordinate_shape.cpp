// SPDX-License-Identifier: Apache-2.0
#include "formats/coordinate_shape.hpp"

#include <algorithm>
#include <array>

#include "base/limits.hpp"
#include "formats/columns.hpp"
#include "formats/coordinate_pair.hpp"

namespace truceline::formats {
namespace {

using base::limits::kCoordinatePoints;

/// Where the positions begin; npos where this is no shape.
struct Shape {
  std::size_t begin = std::string_view::npos;
  bool is_area = false;
};

Shape find_wkt(const std::string& lower) {
  const std::size_t start = lower.starts_with("srid=") ? lower.find(';') + 1 : 0;
  for (const std::string_view name :
       {"point", "multipoint", "linestring", "multilinestring", "polygon", "multipolygon"}) {
    std::size_t at = start;
    while (at < lower.size() && lower[at] == ' ') ++at;
    if (lower.compare(at, name.size(), name) != 0) continue;
    at += name.size();
    while (at < lower.size() && (lower[at] == ' ' || lower[at] == 'z')) ++at;
    if (at < lower.size() && lower[at] == '(')
      return {at, name.find("polygon") != std::string_view::npos};
  }
  return {};
}

Shape find_geojson(const std::string& lower) {
  if (lower.find('{') == std::string::npos) return {};
  const std::size_t at = lower.find("\"coordinates\"");
  if (at == std::string::npos) return {};
  return {at + 13, lower.find("polygon\"") != std::string::npos};
}

bool is_number_byte(char c) {
  return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+';
}

/// Positions are runs of numbers that only `between` divides; anything else ends a position.
std::vector<std::vector<std::string_view>> positions_in(std::string_view text, char between) {
  std::vector<std::vector<std::string_view>> positions(1);
  std::size_t at = 0;
  while (at < text.size() && text[at] != '}') {
    if (is_number_byte(text[at])) {
      std::size_t size = 0;
      while (at + size < text.size() && is_number_byte(text[at + size])) ++size;
      positions.back().push_back(text.substr(at, size));
      at += size;
      continue;
    }
    const bool divides = text[at] == between || text[at] == ' ' || text[at] == '\n';
    if (!divides && !positions.back().empty()) positions.emplace_back();
    ++at;
  }
  if (positions.back().empty()) positions.pop_back();
  return positions;
}

base::Result<WrittenPlace> read_position(const PlainText& plain,
                                         const std::vector<std::string_view>& numbers) {
  const auto at = static_cast<std::size_t>(numbers[0].data() - plain.text.data());
  if (numbers.size() != 2 && numbers.size() != 3)
    return wrong_at(plain, at, "a position has two numbers, or three with a height",
                    "write longitude before latitude, as in POINT (37.1343 36.2021)");
  WrittenPlace place;
  place.raw = std::string(numbers[0]) + " " + std::string(numbers[1]);
  CoordinateReading reading;
  const auto lon = geo::read_degrees(numbers[0], geo::kLonMaxE7);
  if (!lon) return wrong_at(plain, at, lon.error().reason, lon.error().mend);
  const auto lat = geo::read_degrees(numbers[1], geo::kLatMaxE7);
  if (!lat) return wrong_at(plain, at, lat.error().reason, lat.error().mend);
  reading.point = {.lon_e7 = lon->e7, .lat_e7 = lat->e7};
  reading.precision_mm = digits_precision_mm(std::min(lon->decimals, lat->decimals), 1);
  if (numbers.size() == 3) reading.assumed.push_back(Assumption::height_left_out);
  place.readings.push_back(std::move(reading));
  return place;
}

}  // namespace

std::optional<base::Result<CoordinateText>> read_shape(std::string_view raw,
                                                       const PlainText& plain) {
  const std::string lower = lower_ascii(plain.text);
  const Shape wkt = find_wkt(lower);
  const Shape geojson = find_geojson(lower);
  const Shape shape = wkt.begin != std::string_view::npos ? wkt : geojson;
  if (shape.begin == std::string_view::npos) return std::nullopt;
  const bool is_wkt = wkt.begin != std::string_view::npos;
  const auto positions = positions_in(plain.view().substr(shape.begin), is_wkt ? ' ' : ',');
  if (positions.empty())
    return wrong_at(plain, shape.begin, "this shape holds no positions",
                    "write longitude before latitude, as in POINT (37.1343 36.2021)");
  CoordinateText text;
  text.raw = std::string(raw);
  text.is_area = shape.is_area;
  for (const auto& numbers : positions) {
    auto place = read_position(plain, numbers);
    if (!place) return place.error();
    if (text.places.size() == kCoordinatePoints)
      return base::Error{base::ErrorCode::too_large,
                         "there are more than " + std::to_string(kCoordinatePoints) + " places",
                         {},
                         "import them as a file: truceline import reports FILE"};
    text.places.push_back(*std::move(place));
  }
  const auto& all = text.places;
  if (text.is_area && all.size() > 1 &&
      all.front().readings[0].point == all.back().readings[0].point)
    text.places.pop_back();
  return text;
}

}  // namespace truceline::formats

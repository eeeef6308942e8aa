// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>

#include "base/json.hpp"
#include "base/limits.hpp"
#include "formats/geojson_area.hpp"
#include "formats/position_fields.hpp"
#include "formats/positions.hpp"

namespace truceline::formats {
namespace {

using base::JsonValue;

constexpr base::JsonLimits kLimits{base::limits::kPositionsBytes, base::limits::kGeoJsonDepth,
                                   base::limits::kPositionLineBytes, false};

base::Result<void> take_place(JsonValue feature, RowFields& row) {
  const auto geometry = feature.find("geometry");
  const bool is_point =
      geometry && geometry->is_object() && string_member(*geometry, "type") == "Point";
  const auto place = is_point ? geometry->find("coordinates") : std::nullopt;
  if (!place || !place->is_array())
    return base::Error{base::ErrorCode::invalid_input, "is not a Point", "geometry",
                       "each position is a Point"};
  const std::vector<JsonValue> numbers = place->elements();
  if (numbers.size() < 2 || numbers.size() > 3 ||
      !std::ranges::all_of(numbers, [](JsonValue number) { return number.is_number(); }))
    return base::Error{base::ErrorCode::invalid_input, "are not [longitude, latitude]",
                       "coordinates", "write two numbers, longitude first, or a height as third"};
  row.texts[kPositionLongitude] = numbers[0].number_text();
  row.texts[kPositionLatitude] = numbers[1].number_text();
  if (numbers.size() == 2) return {};
  row.texts[kPositionAltitudeM] = numbers[2].number_text();
  row.texts[kPositionDatum] = "wgs84";
  return {};
}

base::Result<domain::Position> read_feature(JsonValue feature, domain::MoverKind kind) {
  if (!feature.is_object() || string_member(feature, "type") != "Feature")
    return base::invalid("is not a GeoJSON Feature", "each element needs \"type\": \"Feature\"");
  const auto properties = feature.find("properties");
  if (!properties || !properties->is_object())
    return base::invalid("has no properties", "it needs object and time_ms among its properties");
  RowFields row{position_columns(), {}};
  row.texts.resize(row.specs.size());
  TRY(take_members(*properties, row));
  TRY(take_place(feature, row));
  return read_position(row, kind);
}

/// Where a feature's first key stands in the text; `fallback` where it has none there.
std::size_t offset_of(JsonValue feature, std::string_view text, std::size_t fallback) {
  if (!feature.is_object() || feature.size() == 0) return fallback;
  const char* const key = feature.members().front().key.data();
  const std::less<const char*> before;
  if (before(key, text.data()) || !before(key, text.data() + text.size())) return fallback;
  return std::max(static_cast<std::size_t>(key - text.data()), fallback);
}

}  // namespace

base::Result<PositionBatch> read_positions_geojson(std::string_view text, domain::MoverKind kind) {
  TRY(check_size(text));
  TRY_ASSIGN(const base::JsonDocument document, base::parse_json(text, kLimits));
  const JsonValue root = document.root();
  const auto features = root.is_object() ? root.find("features") : std::nullopt;
  if (!features || !features->is_array() || string_member(root, "type") != "FeatureCollection")
    return base::Error{base::ErrorCode::invalid_input, "is not a GeoJSON FeatureCollection", "1:1",
                       "put the points into one collection"};
  PositionBatch batch;
  std::uint64_t line = 1;
  std::size_t counted = 0, number = 0;  // lines up to `counted`
  for (const JsonValue& feature : features->elements()) {
    ++number;
    const std::size_t at = offset_of(feature, text, counted);
    line +=
        static_cast<std::uint64_t>(std::ranges::count(text.substr(counted, at - counted), '\n'));
    counted = at;
    base::Result<domain::Position> read = read_feature(feature, kind);
    if (!read) read = read.error().at("feature " + std::to_string(number));
    TRY(add(batch, line, std::move(read)));
  }
  return batch;
}

}  // namespace truceline::formats

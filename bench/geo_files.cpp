// SPDX-License-Identifier: Apache-2.0
#include "geo_files.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "geo/validity.hpp"

namespace truceline::bench {
namespace {

using base::JsonValue;

constexpr base::JsonLimits kFileLimits{std::size_t{2} << 30, 32, 1 << 20, false};

base::Result<std::string> read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in)
    return base::Error{base::ErrorCode::not_found, "it cannot be read", file.string(),
                       "check the name"};
  return std::string(std::istreambuf_iterator<char>(in), {});
}

base::Result<geo::Point> read_position(JsonValue value) {
  if (!value.is_array() || value.size() < 2) return base::invalid("a position is not [lon, lat]");
  const std::vector<JsonValue> parts = value.elements();
  if (!parts[0].is_number() || !parts[1].is_number())
    return base::invalid("a position is not [lon, lat]");
  TRY_ASSIGN(const std::int32_t lon_e7,
             geo::degrees_e7_from_decimal(parts[0].number_text(), geo::kLonMaxE7));
  TRY_ASSIGN(const std::int32_t lat_e7,
             geo::degrees_e7_from_decimal(parts[1].number_text(), geo::kLatMaxE7));
  return geo::Point{.lon_e7 = lon_e7, .lat_e7 = lat_e7};
}

base::Result<std::vector<geo::Point>> read_positions(JsonValue value) {
  if (!value.is_array()) return base::invalid("coordinates are not a list");
  std::vector<geo::Point> points;
  for (const JsonValue position : value.elements()) {
    TRY_ASSIGN(const geo::Point point, read_position(position));
    points.push_back(point);
  }
  return points;
}

base::Result<geo::Polygon> read_polygon(JsonValue rings) {
  if (!rings.is_array() || rings.size() == 0) return base::invalid("a polygon has no ring");
  geo::Polygon polygon;
  for (const JsonValue positions : rings.elements()) {
    TRY_ASSIGN(geo::Ring ring, read_positions(positions));
    if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
    if (polygon.outer.empty())
      polygon.outer = std::move(ring);
    else
      polygon.holes.push_back(std::move(ring));
  }
  return polygon;
}

/// A member of an object where it is a whole number.
std::optional<std::int64_t> integer(std::optional<JsonValue> object, std::string_view key) {
  if (!object || !object->is_object()) return std::nullopt;
  const auto value = object->find(key);
  return value && value->is_number() ? value->as_integer() : std::nullopt;
}

geo::Window read_window(std::optional<JsonValue> properties) {
  const geo::Window always;
  return {integer(properties, "from_ms").value_or(always.from),
          integer(properties, "until_ms").value_or(always.until)};
}

base::Result<geo::Corridor> read_corridor(JsonValue coordinates, JsonValue properties) {
  geo::Corridor corridor{{},
                         integer(properties, "half_width_m").value_or(0),
                         integer(properties, "tolerance_ms").value_or(0)};
  TRY_ASSIGN(const std::vector<geo::Point> places, read_positions(coordinates));
  for (const geo::Point place : places) corridor.route.push_back({place, {}});
  const auto times = properties.find("passages_ms");
  if (!times) return corridor;
  if (!times->is_array() || times->size() != places.size())
    return base::invalid("there are not as many passages as waypoints");
  for (std::size_t i = 0; i < places.size(); ++i) {
    const JsonValue passage = times->elements()[i];
    if (passage.is_null()) continue;
    if (!passage.is_array() || passage.size() != 2 || !passage.elements()[0].is_number() ||
        !passage.elements()[1].is_number())
      return base::invalid("a passage is not [arrives, leaves] or null");
    corridor.route[i].passage = {passage.elements()[0].as_integer().value_or(0),
                                 passage.elements()[1].as_integer().value_or(0)};
  }
  return corridor;
}

base::Result<geo::Footprint> read_footprint(JsonValue feature) {
  const auto geometry = feature.find("geometry");
  if (!geometry || !geometry->is_object()) return base::invalid("there is no geometry");
  const auto type = geometry->find("type");
  const auto coordinates = geometry->find("coordinates");
  const auto properties = feature.find("properties");
  if (!type || !type->is_string() || !coordinates) return base::invalid("there is no geometry");
  if (type->as_string() == "Polygon") {
    TRY_ASSIGN(geo::Polygon polygon, read_polygon(*coordinates));
    return geo::Footprint(geo::MultiPolygon{std::move(polygon)});
  }
  if (type->as_string() == "MultiPolygon" && coordinates->is_array()) {
    geo::MultiPolygon area;
    for (const JsonValue rings : coordinates->elements()) {
      TRY_ASSIGN(geo::Polygon polygon, read_polygon(rings));
      area.push_back(std::move(polygon));
    }
    return geo::Footprint(std::move(area));
  }
  if (type->as_string() == "Point") {
    TRY_ASSIGN(const geo::Point centre, read_position(*coordinates));
    return geo::Footprint(geo::Circle{centre, integer(properties, "radius_m").value_or(0)});
  }
  if (type->as_string() == "LineString" && properties && properties->is_object()) {
    TRY_ASSIGN(geo::Corridor corridor, read_corridor(*coordinates, *properties));
    return geo::Footprint(std::move(corridor));
  }
  return base::invalid("its geometry is not one we know",
                       "give a Polygon, MultiPolygon, Point or LineString");
}

/// Calls take(feature) for each Feature of the file, until it returns an error.
template <class Take>
base::Result<void> for_each_feature(const std::filesystem::path& file, const Take& take) {
  TRY_ASSIGN(const std::string text, read_text(file));
  std::size_t number = 0;
  const auto take_parsed = [&](std::string_view part) -> base::Result<void> {
    TRY_ASSIGN(const base::JsonDocument document, base::parse_json(part, kFileLimits));
    if (!document.root().is_object()) return base::invalid("it is not a Feature");
    const auto features = document.root().find("features");
    if (!features || !features->is_array()) return ++number, take(document.root());
    for (const JsonValue feature : features->elements()) {
      ++number;
      if (!feature.is_object()) return base::invalid("it is not a Feature");
      TRY(take(feature));
    }
    return {};
  };
  // A Feature a line, or a collection however it is broken into lines.
  const bool is_collection =
      std::string_view(text).substr(0, 4096).find("FeatureCollection") != std::string_view::npos;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end =
        is_collection ? text.size() : std::min(text.find('\n', at), text.size());
    const std::string_view part = std::string_view(text).substr(at, end - at);
    if (part.find_first_not_of(" \t\r") != std::string_view::npos)
      if (const auto taken = take_parsed(part); !taken)
        return taken.error().at(file.string() + ": feature " + std::to_string(number));
    at = end + 1;
  }
  return {};
}

base::Result<geo::AltitudeBand> read_altitude(std::optional<JsonValue> properties) {
  geo::AltitudeBand band;
  const auto height = [&properties](std::string_view key, std::int32_t otherwise) {
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(
        integer(properties, key).value_or(otherwise), INT32_MIN, INT32_MAX));
  };
  band.floor_cm = height("floor_cm", band.floor_cm);
  band.ceiling_cm = height("ceiling_cm", band.ceiling_cm);
  const auto datum =
      properties && properties->is_object() ? properties->find("datum") : std::nullopt;
  if (!datum) return band;
  const std::string_view word = datum->is_string() ? datum->as_string() : "";
  if (word == "wgs84")
    band.datum = geo::Datum::wgs84;
  else if (word == "above-ground")
    band.datum = geo::Datum::above_ground;
  else if (word != "amsl")
    return base::invalid("its datum is not one we know", "say amsl, wgs84 or above-ground");
  return band;
}

}  // namespace

base::Result<std::vector<TimedZone>> read_zones(const std::filesystem::path& file) {
  std::vector<TimedZone> zones;
  TRY(for_each_feature(file, [&zones](JsonValue feature) -> base::Result<void> {
    TRY_ASSIGN(geo::Footprint footprint, read_footprint(feature));
    auto* const area = std::get_if<geo::MultiPolygon>(&footprint);
    if (area == nullptr) return base::invalid("a zone is not an area", "give a Polygon");
    if (area->empty()) return base::invalid("a zone has no polygon");
    zones.push_back({std::move(*area), read_window(feature.find("properties"))});
    return {};
  }));
  if (zones.empty()) return base::invalid("there is no zone").at(file.string());
  return zones;
}

base::Result<std::vector<geo::Volume>> read_volumes(const std::filesystem::path& file) {
  std::vector<geo::Volume> volumes;
  TRY(for_each_feature(file, [&volumes](JsonValue feature) -> base::Result<void> {
    const auto properties = feature.find("properties");
    geo::Volume volume;
    TRY_ASSIGN(volume.footprint, read_footprint(feature));
    TRY_ASSIGN(volume.altitude, read_altitude(properties));
    volume.time = read_window(properties);
    if (const std::vector<base::Error> found = geo::flaws(volume); !found.empty())
      return found.front();
    volumes.push_back(std::move(volume));
    return {};
  }));
  if (volumes.empty()) return base::invalid("there is no volume").at(file.string());
  return volumes;
}

base::Result<std::vector<PlacedMoment>> read_points(const std::filesystem::path& file) {
  TRY_ASSIGN(const std::string text, read_text(file));
  std::vector<PlacedMoment> points;
  std::size_t line_number = 0;
  bool has_times = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = std::string_view(text).substr(at, end - at);
    at = end + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::string place = file.string() + ": line " + std::to_string(++line_number);
    if (line_number == 1) {
      has_times = line == "lon,lat,time_ms";
      if (!has_times && line != "lon,lat")
        return base::invalid("the columns are not lon,lat,time_ms or lon,lat").at(place);
      continue;
    }
    const std::size_t first = line.find(','), second = line.find(',', first + 1);
    if (line.empty()) continue;
    if (first == std::string_view::npos || (has_times != (second != std::string_view::npos)))
      return base::invalid("it has not as many fields as the first line").at(place);
    const auto degrees = [&place](std::string_view field, std::int32_t limit) {
      auto read = geo::degrees_e7_from_decimal(field, limit);
      return read ? read : base::Result<std::int32_t>(read.error().at(place));
    };
    PlacedMoment point;
    TRY_ASSIGN(point.at.lon_e7, degrees(line.substr(0, first), geo::kLonMaxE7));
    TRY_ASSIGN(point.at.lat_e7,
               degrees(line.substr(first + 1, second - first - 1), geo::kLatMaxE7));
    if (has_times) {
      const std::string_view field = line.substr(second + 1);
      const auto read = std::from_chars(field.data(), field.data() + field.size(), point.time_ms);
      if (read.ec != std::errc() || read.ptr != field.data() + field.size())
        return base::invalid("its time is not a whole number of milliseconds").at(place);
    }
    points.push_back(point);
  }
  if (points.empty()) return base::invalid("there is no point").at(file.string());
  return points;
}

namespace {

std::string position_text(geo::Point p) {
  return "[" + geo::to_decimal(p.lon_e7) + "," + geo::to_decimal(p.lat_e7) + "]";
}

std::string polygon_text(const geo::Polygon& polygon) {
  std::string text = "[";
  const auto add = [&text](const geo::Ring& ring) {
    text += "[";
    for (const geo::Point p : ring) text += position_text(p) + ",";
    text += position_text(ring.front()) + "]";
  };
  add(polygon.outer);
  for (const geo::Ring& hole : polygon.holes) text += ",", add(hole);
  return text + "]";
}

std::string feature_text(const geo::MultiPolygon& area, const geo::Window& window,
                         const std::string& more) {
  return R"({"type":"Feature","geometry":{"type":"Polygon","coordinates":)" +
         polygon_text(area[0]) + R"(},"properties":{"from_ms":)" + std::to_string(window.from) +
         R"(,"until_ms":)" + std::to_string(window.until) + more + "}}";
}

base::Result<void> write_volumes(const std::filesystem::path& file,
                                 const std::vector<geo::Volume>& volumes) {
  std::ofstream out(file);
  for (const geo::Volume& volume : volumes)
    out << feature_text(std::get<geo::MultiPolygon>(volume.footprint), volume.time,
                        ",\"floor_cm\":" + std::to_string(volume.altitude.floor_cm) +
                            ",\"ceiling_cm\":" + std::to_string(volume.altitude.ceiling_cm) +
                            ",\"datum\":\"amsl\"")
        << '\n';
  if (out.flush()) return {};
  return base::Error{base::ErrorCode::unavailable, "it cannot be written", file.string(), {}};
}

}  // namespace

base::Result<void> write_workload(const std::filesystem::path& folder,
                                  const std::vector<TimedZone>& zones,
                                  const std::vector<PlacedMoment>& points,
                                  const std::vector<geo::Volume>& volumes,
                                  const std::vector<geo::Volume>& queries) {
  std::ofstream zone_file(folder / "zones.geojson");
  for (const TimedZone& zone : zones) zone_file << feature_text(zone.area, zone.window, "") << '\n';
  std::ofstream point_file(folder / "points.csv");
  point_file << "lon,lat,time_ms\n";
  for (const PlacedMoment& point : points)
    point_file << geo::to_decimal(point.at.lon_e7) << ',' << geo::to_decimal(point.at.lat_e7) << ','
               << point.time_ms << '\n';
  if (!zone_file.flush() || !point_file.flush())
    return base::Error{base::ErrorCode::unavailable, "it cannot be written", folder.string(),
                       "name a folder that is there and may be written to"};
  TRY(write_volumes(folder / "volumes.ndjson", volumes));
  return write_volumes(folder / "queries.ndjson", queries);
}

}  // namespace truceline::bench

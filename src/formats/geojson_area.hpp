// SPDX-License-Identifier: Apache-2.0
//
// GeoJSON polygons to areas, one coordinate at a time, keeping where in the file each vertex
// stands so that a crossing can be shown in the file and not only on the map.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "formats/remarks.hpp"
#include "formats/text_lines.hpp"
#include "geo/polygon.hpp"

namespace truceline::formats {

/// Reads geometries of one text and adds up their polygons. Makes no remark twice for one ring.
class GeoJsonArea {
 public:
  /// REQUIRES: all outlive this; every value handed in is of the document parsed from `text`.
  GeoJsonArea(std::string_view text, const TextLines& lines, Remarks& remarks)
      : text_(text), lines_(&lines), remarks_(&remarks) {}

  /// Adds a Polygon or MultiPolygon; `named` is how remarks call it ("feature 2"). False: remarked.
  bool add_geometry(base::JsonValue geometry, const std::string& named);

  const geo::MultiPolygon& area() const { return area_; }
  /// Where the vertex stands in the file.
  TextSpan place(std::size_t polygon, std::size_t ring, std::size_t vertex) const;
  bool has_altitude() const { return has_altitude_; }

 private:
  bool add_polygon(base::JsonValue rings, const std::string& named);
  bool read_ring(base::JsonValue positions, const std::string& named, geo::Ring& ring,
                 std::vector<TextSpan>& places);
  std::optional<geo::Point> read_position(base::JsonValue position, const std::string& named);
  std::optional<std::int32_t> read_degrees(base::JsonValue number, std::int32_t limit_e7,
                                           std::string_view axis);
  bool refuse(const TextSpan& at, std::string code, std::string reason, std::string mend);
  TextSpan span_of(base::JsonValue number) const;

  std::string_view text_;
  const TextLines* lines_;
  Remarks* remarks_;
  TextSpan last_;  // the latest place known: containers themselves have none
  bool has_altitude_ = false;
  geo::MultiPolygon area_;
  std::vector<std::vector<std::vector<TextSpan>>> places_;  // polygon, ring, vertex
};

/// The member `name` of an object where it is a string; empty otherwise.
std::string_view string_member(base::JsonValue object, std::string_view name);

}  // namespace truceline::formats

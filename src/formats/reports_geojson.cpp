// SPDX-License-Identifier: Apache-2.0
#include "formats/reports_geojson.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/invariant.hpp"
#include "base/json.hpp"
#include "base/limits.hpp"
#include "formats/report_columns.hpp"
#include "formats/report_gate.hpp"

namespace truceline::formats {
namespace {

namespace limits = base::limits;
using base::JsonValue;

constexpr base::JsonLimits kLimits{limits::kGeoJsonBytes, limits::kGeoJsonDepth,
                                   limits::kCsvFieldBytes, false};

/// The text of a scalar, as a table would have it; empty for null. Error: a list or an object.
base::Result<std::string_view> scalar_text(JsonValue value, std::string_view name) {
  switch (value.type()) {
    case base::JsonType::null:
      return std::string_view();
    case base::JsonType::boolean:
      return std::string_view(value.as_bool() ? "true" : "false");
    case base::JsonType::number:
      return value.number_text();
    case base::JsonType::string:
      return trimmed(value.as_string());
    case base::JsonType::array:
    case base::JsonType::object:
      break;
  }
  return base::Error{base::ErrorCode::invalid_input, "is a list or an object, not a text or number",
                     std::string(name), "write lists as one text, separated as in the CSV form"};
}

bool is_type(JsonValue object, std::string_view type) {
  const auto member = object.find("type");
  return member && member->is_string() && member->as_string() == type;
}

class GeoJsonReportReader final : public ReportReader {
 public:
  GeoJsonReportReader(const ImportOptions& options, ImportSinks sinks)
      : options_(options), gate_(options, std::move(sinks)) {}

  base::Result<void> feed(std::string_view bytes) override {
    if (text_.size() + bytes.size() > limits::kGeoJsonBytes)
      return base::Error{
          base::ErrorCode::too_large,
          "the file is larger than " + std::to_string(limits::kGeoJsonBytes) + " bytes",
          {},
          "split it, or import it as CSV"};
    text_ += bytes;
    return {};
  }
  base::Result<void> finish() override;
  // Half a JSON text has no complete part that could be told from a damaged one.
  void abandon() override { gate_.flush(); }
  const ImportCounts& counts() const override { return gate_.counts(); }

 private:
  void take(JsonValue feature, std::size_t index, std::string_view raw);
  base::Result<domain::Report> report_of(JsonValue feature);
  base::Result<void> read_properties(JsonValue feature);
  base::Result<void> read_geometry(JsonValue feature);
  std::size_t offset_of(JsonValue feature, std::size_t fallback) const;

  ImportOptions options_;
  ReportGate gate_;
  std::string text_;
  RowFields fields_;
  std::size_t line_ = 1;       // of the feature at hand
  std::size_t line_from_ = 0;  // the offset up to which lines are counted
};

base::Result<void> GeoJsonReportReader::finish() {
  TRY_ASSIGN(const base::JsonDocument document, base::parse_json(text_, kLimits));
  const JsonValue root = document.root();
  const auto features = root.is_object() ? root.find("features") : std::nullopt;
  if (!root.is_object() || !is_type(root, "FeatureCollection") || !features ||
      !features->is_array())
    return base::Error{base::ErrorCode::invalid_input,
                       "the file is not a GeoJSON FeatureCollection", "1:1",
                       "export the layer as GeoJSON, with its features in one collection"};
  fields_.specs = report_columns();
  const std::vector<JsonValue> elements = features->elements();
  std::vector<std::size_t> offsets;
  for (const JsonValue& feature : elements)
    offsets.push_back(offset_of(feature, offsets.empty() ? 0 : offsets.back()));
  offsets.push_back(text_.size());
  for (std::size_t i = 0; i < elements.size(); ++i) {
    line_ += static_cast<std::size_t>(
        std::count(text_.begin() + static_cast<std::ptrdiff_t>(line_from_),
                   text_.begin() + static_cast<std::ptrdiff_t>(offsets[i]), '\n'));
    line_from_ = offsets[i];
    take(elements[i], i, std::string_view(text_).substr(offsets[i], offsets[i + 1] - offsets[i]));
  }
  gate_.flush();
  return {};
}

/// Where a feature stands: its keys point into the text. The brace before the first one opens it.
std::size_t GeoJsonReportReader::offset_of(JsonValue feature, std::size_t fallback) const {
  if (!feature.is_object() || feature.size() == 0) return fallback;
  const char* const key = feature.members().front().key.data();
  const std::less<const char*> before;
  if (before(key, text_.data()) || !before(key, text_.data() + text_.size())) return fallback;
  const std::size_t brace = text_.rfind('{', static_cast<std::size_t>(key - text_.data()));
  return brace == std::string::npos ? fallback : std::max(brace, fallback);
}

void GeoJsonReportReader::take(JsonValue feature, std::size_t index, std::string_view raw) {
  fields_.texts.assign(fields_.specs.size(), {});
  base::Result<domain::Report> report = report_of(feature);
  if (report) return gate_.offer(line_, raw, std::move(report).value());
  gate_.reject(line_, raw, fields_[kReportIdColumn],
               report.error().at("feature " + std::to_string(index + 1)));
}

base::Result<domain::Report> GeoJsonReportReader::report_of(JsonValue feature) {
  if (!feature.is_object() || !is_type(feature, "Feature"))
    return base::invalid("is not a GeoJSON Feature", "each element needs \"type\": \"Feature\"");
  TRY(read_properties(feature));
  TRY(read_geometry(feature));
  return read_report_columns(fields_, options_);
}

base::Result<void> GeoJsonReportReader::read_properties(JsonValue feature) {
  const auto properties = feature.find("properties");
  if (!properties || !properties->is_object())
    return base::invalid("has no properties", "give it the columns of a report as properties");
  for (const JsonValue::Member& member : properties->members()) {
    for (std::size_t column = 0; column < fields_.specs.size(); ++column) {
      if (member.key != fields_.specs[column].name()) continue;
      TRY_ASSIGN(fields_.texts[column], scalar_text(member.value, member.key));
    }
  }
  // GeoJSON has a place of its own for the id; a property says it too in many tools.
  const auto id = feature.find("id");
  if (id && fields_[kReportIdColumn].empty()) {
    TRY_ASSIGN(fields_.texts[kReportIdColumn], scalar_text(*id, "id"));
  }
  return {};
}

base::Result<void> GeoJsonReportReader::read_geometry(JsonValue feature) {
  fields_.texts[kReportLatitudeColumn] = {};
  fields_.texts[kReportLongitudeColumn] = {};
  const auto geometry = feature.find("geometry");
  if (!geometry || geometry->is_null()) return {};  // a report may have a named place only
  const auto coordinates = geometry->is_object() ? geometry->find("coordinates") : std::nullopt;
  if (!coordinates || !is_type(*geometry, "Point") || !coordinates->is_array())
    return base::Error{base::ErrorCode::invalid_input, "is not a Point", "geometry",
                       "draw reports as points"};
  const std::vector<JsonValue> numbers = coordinates->elements();
  if (numbers.size() < 2 || numbers.size() > 3 || !numbers[0].is_number() ||
      !numbers[1].is_number())
    return base::Error{base::ErrorCode::invalid_input, "is not [longitude, latitude]",
                       "coordinates", "write two numbers, longitude first"};
  fields_.texts[kReportLongitudeColumn] = numbers[0].number_text();
  fields_.texts[kReportLatitudeColumn] = numbers[1].number_text();
  return {};
}

}  // namespace

std::unique_ptr<ReportReader> make_reports_geojson_reader(const ImportOptions& options,
                                                          ImportSinks sinks) {
  INVARIANT(options.zone != nullptr);
  return std::make_unique<GeoJsonReportReader>(options, std::move(sinks));
}

}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
#include "formats/gazetteer_csv.hpp"

#include <array>
#include <map>
#include <optional>

#include "base/limits.hpp"
#include "formats/csv.hpp"
#include "formats/row_fields.hpp"
#include "formats/tidy_text.hpp"

namespace truceline::formats {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
namespace limits = base::limits;

enum Column : std::size_t {
  kName,
  kLatitude,
  kLongitude,
  kNameAr,
  kAliases,
  kPcode,
  kRadius,
  kRank,
  kArea
};
constexpr std::array kColumns = {
    ColumnSpec{"name|name_en|adm4_en|location_name_en|place", true},
    ColumnSpec{"latitude|lat|location_y|y", true},
    ColumnSpec{"longitude|lon|long|lng|location_x|x", true},
    ColumnSpec{"name_ar|adm4_ar|location_name_ar"},
    ColumnSpec{"aliases|alias|other_names"},
    ColumnSpec{"pcode|p_code|adm4_pcode|location_pcode"},
    ColumnSpec{"radius_m"},
    ColumnSpec{"rank"},
    ColumnSpec{"admin1|adm1_en|governorate|area"},
};

class GazetteerReader {
 public:
  Result<GazetteerReading> run(std::string_view text) {
    CsvScanner scanner([this](const CsvRow& row) { take(row); });
    TRY(scanner.feed(text));
    TRY(scanner.finish());
    if (whole_error_) return *whole_error_;
    if (!columns_)
      return base::invalid("the table is empty", "give it the columns name, latitude, longitude");
    reading_.gazetteer = Gazetteer(std::move(places_));
    return std::move(reading_);
  }

 private:
  void take(const CsvRow& row) {
    if (whole_error_) return;
    if (!columns_) return take_header(row);
    if (!row.fields.empty() && row.fields[0].starts_with("#")) return;  // HXL tags and remarks
    auto place = read(row);
    if (!place) return refuse(row, place.error());
    if (places_.size() == limits::kGazetteerPlaces) {
      whole_error_ =
          Error{ErrorCode::too_large,
                "the table has more than " + std::to_string(limits::kGazetteerPlaces) + " places",
                {},
                "keep those of the mission's area"};
      return;
    }
    if (!place->pcode.empty()) pcodes_.emplace(place->pcode, row.line);
    places_.push_back(*std::move(place));
  }

  void take_header(const CsvRow& row) {
    if (row.fault != nullptr) {
      whole_error_ = *row.fault;
      return;
    }
    auto columns = ColumnMap::make(kColumns, row.fields, "a gazetteer");
    if (columns)
      columns_ = *std::move(columns);
    else
      whole_error_ = columns.error();
  }

  void refuse(const CsvRow& row, const Error& error) {
    ++reading_.refused;
    if (reading_.complaints.size() < limits::kGazetteerComplaints)
      reading_.complaints.push_back({row.line, error});
  }

  Result<GazetteerPlace> read(const CsvRow& row) const {
    if (row.fault != nullptr) return *row.fault;
    if (row.fields.size() != columns_->width())
      return base::invalid("the row has " + std::to_string(row.fields.size()) +
                               " fields, the header has " + std::to_string(columns_->width()),
                           "put fields that hold commas in quotes");
    RowFields fields{kColumns, {}};
    for (std::size_t column = 0; column < kColumns.size(); ++column) {
      const bool has = columns_->has(column);
      fields.texts.push_back(has ? trimmed(row.fields[columns_->position(column)]) : "");
    }
    GazetteerPlace place;
    if (fields[kName].empty())
      return bad_field(fields, kName, "is empty", "every place has a name");
    place.name = tidy_text(fields[kName]);
    place.name_ar = tidy_text(fields[kNameAr]);
    place.names.push_back(place.name);
    if (!place.name_ar.empty()) place.names.push_back(place.name_ar);
    for (const std::string_view alias : split_list(fields[kAliases], "|"))
      place.names.push_back(tidy_text(alias));
    if (place.names.size() > limits::kGazetteerNames)
      return bad_field(fields, kAliases,
                       "there are more than " + std::to_string(limits::kGazetteerNames) + " names",
                       "keep those that people use");
    place.area = tidy_text(fields[kArea]);
    place.pcode = tidy_text(fields[kPcode]);
    if (const auto before = pcodes_.find(place.pcode); before != pcodes_.end())
      return bad_field(
          fields, kPcode,
          "'" + place.pcode + "' stands in line " + std::to_string(before->second) + " already",
          "one row for each P-code; further names go into aliases");
    TRY_ASSIGN(place.point, read_point(fields, kLatitude, kLongitude));
    TRY_ASSIGN(const auto radius, read_optional_count(fields, kRadius));
    TRY_ASSIGN(const auto rank, read_optional_count(fields, kRank));
    place.radius_m = radius.value_or(0);
    place.rank = rank.value_or(0);
    return place;
  }

  std::optional<ColumnMap> columns_;
  std::optional<Error> whole_error_;
  std::vector<GazetteerPlace> places_;
  std::map<std::string, std::uint64_t> pcodes_;
  GazetteerReading reading_;
};

}  // namespace

Result<GazetteerReading> read_gazetteer(std::string_view text) {
  if (text.size() > limits::kGazetteerBytes)
    return Error{ErrorCode::too_large,
                 "the table is larger than " +
                     std::to_string(limits::kGazetteerBytes / (1024 * 1024)) + " MiB",
                 {},
                 "keep those of the mission's area"};
  return GazetteerReader().run(text);
}

}  // namespace truceline::formats

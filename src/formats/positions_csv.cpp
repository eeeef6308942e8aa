// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include "formats/csv.hpp"
#include "formats/position_fields.hpp"
#include "formats/positions.hpp"

namespace truceline::formats {
namespace {

class PositionTable {
 public:
  explicit PositionTable(domain::MoverKind kind) : kind_(kind) {
    row_.specs = position_columns();
    row_.texts.resize(row_.specs.size());
  }

  base::Result<PositionBatch> run(std::string_view text) {
    CsvScanner scanner([this](const CsvRow& row) { take(row); });
    TRY(scanner.feed(text));
    TRY(scanner.finish());
    TRY(whole_);
    if (!columns_)
      return base::invalid("the table is empty",
                           "give it the columns object, time_ms, latitude, longitude");
    return std::move(batch_);
  }

 private:
  void take(const CsvRow& row) {
    if (!whole_) return;
    whole_ = columns_ ? add(batch_, row.line, read(row)) : take_header(row);
  }

  base::Result<void> take_header(const CsvRow& row) {
    if (row.fault != nullptr) return row.fault->at("line " + std::to_string(row.line));
    TRY_ASSIGN(ColumnMap columns, ColumnMap::make(row_.specs, row.fields, "positions"));
    const bool has_degrees = columns.has(kPositionLatitude) && columns.has(kPositionLongitude);
    const bool has_e7 = columns.has(kPositionLatE7) && columns.has(kPositionLonE7);
    if (!has_degrees && !has_e7)
      return base::invalid("positions need the columns latitude and longitude",
                           "or lat_e7 and lon_e7, whole numbers of 1e-7 degree");
    columns_ = std::move(columns);
    return {};
  }

  base::Result<domain::Position> read(const CsvRow& row) {
    if (row.fault != nullptr) return *row.fault;
    if (row.fields.size() != columns_->width())
      return base::invalid("the row has " + std::to_string(row.fields.size()) +
                               " fields, the header has " + std::to_string(columns_->width()),
                           "put fields that hold commas in quotes");
    for (std::size_t column = 0; column < row_.texts.size(); ++column)
      row_.texts[column] =
          columns_->has(column) ? trimmed(row.fields[columns_->position(column)]) : "";
    return read_position(row_, kind_);
  }

  domain::MoverKind kind_;
  RowFields row_;
  std::optional<ColumnMap> columns_;
  base::Result<void> whole_;  // what is wrong with all of it
  PositionBatch batch_;
};

}  // namespace

base::Result<PositionBatch> read_positions_csv(std::string_view text, domain::MoverKind kind) {
  TRY(check_size(text));
  return PositionTable(kind).run(text);
}

}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
//
// Reads any table of reports: scans the rows, finds the columns, skips HXL tag rows, and lets a
// format turn each row into a report. A format is a table of columns and one pure function.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "formats/columns.hpp"
#include "formats/csv.hpp"
#include "formats/import_row.hpp"
#include "formats/report_gate.hpp"
#include "formats/row_fields.hpp"

namespace truceline::formats {

struct TableFormat {
  std::string_view name;  ///< "UCDP GED".
  std::span<const ColumnSpec> columns;
  /// What the header must hold beyond its required columns; may be empty.
  std::function<base::Result<void>(const ColumnMap&)> check_header;
  /// The report in a row. Errors carry the column as their place.
  std::function<base::Result<domain::Report>(const RowFields&)> report;
  /// The row's id for the list of refused rows, as far as it can be read.
  std::function<std::string(const RowFields&)> id;
};

class CsvReportReader final : public ReportReader {
 public:
  CsvReportReader(TableFormat format, const ImportOptions& options, ImportSinks sinks);

  base::Result<void> feed(std::string_view bytes) override;
  base::Result<void> finish() override;
  void abandon() override { gate_.flush(); }
  const ImportCounts& counts() const override { return gate_.counts(); }

 private:
  void take(const CsvRow& row);
  void take_header(const CsvRow& row);
  base::Result<void> outcome(base::Result<void> scanned);

  TableFormat format_;
  ReportGate gate_;
  CsvScanner scanner_;
  std::optional<ColumnMap> columns_;
  std::optional<base::Error> header_error_;
  RowFields fields_;
};

}  // namespace truceline::formats

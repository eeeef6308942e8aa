// SPDX-License-Identifier: Apache-2.0
#include "formats/reports_csv.hpp"

#include <utility>

#include "base/invariant.hpp"
#include "formats/csv_report_reader.hpp"
#include "formats/report_columns.hpp"

namespace truceline::formats {

std::unique_ptr<ReportReader> make_reports_csv_reader(const ImportOptions& options,
                                                      ImportSinks sinks) {
  INVARIANT(options.zone != nullptr);
  TableFormat format;
  format.name = "reports";
  format.columns = report_columns();
  format.report = [options](const RowFields& row) { return read_report_columns(row, options); };
  format.id = [](const RowFields& row) { return std::string(row[kReportIdColumn]); };
  return std::make_unique<CsvReportReader>(std::move(format), options, std::move(sinks));
}

}  // namespace truceline::formats

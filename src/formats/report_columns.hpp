// SPDX-License-Identifier: Apache-2.0
//
// Our own columns for reports, shared by the CSV and the GeoJSON form: for missions that keep
// their reports in a spreadsheet or draw them on a map. docs/guides/import.md describes them with
// examples. Refused: what is not a report when taken literally; nothing is guessed.
#pragma once

#include <span>
#include <string>

#include "formats/import_row.hpp"
#include "formats/row_fields.hpp"

namespace truceline::formats {

/// The columns, id first. Required: id, event, date_from, source.
std::span<const ColumnSpec> report_columns();

/// The report in a row under report_columns(). REQUIRES: options.zone is not null.
base::Result<domain::Report> read_report_columns(const RowFields& row,
                                                 const ImportOptions& options);

/// The positions of the two coordinates among the columns: GeoJSON brings them otherwise.
inline constexpr std::size_t kReportIdColumn = 0;
inline constexpr std::size_t kReportLatitudeColumn = 1;
inline constexpr std::size_t kReportLongitudeColumn = 2;

}  // namespace truceline::formats

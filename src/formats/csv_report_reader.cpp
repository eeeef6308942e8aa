// SPDX-License-Identifier: Apache-2.0
#include "formats/csv_report_reader.hpp"

#include <algorithm>
#include <utility>

namespace truceline::formats {
namespace {

/// An HXL tag row stands under the header: "#date+year,,#geo+lat".
bool is_tag_row(std::span<const std::string_view> fields) {
  bool any = false;
  for (const std::string_view field : fields) {
    const std::string_view text = trimmed(field);
    if (text.empty()) continue;
    if (text.front() != '#') return false;
    any = true;
  }
  return any;
}

}  // namespace

CsvReportReader::CsvReportReader(TableFormat format, const ImportOptions& options,
                                 ImportSinks sinks)
    : format_(std::move(format)),
      gate_(options, std::move(sinks)),
      scanner_([this](const CsvRow& row) { take(row); }) {
  fields_.specs = format_.columns;
  fields_.texts.resize(format_.columns.size());
}

void CsvReportReader::take(const CsvRow& row) {
  if (header_error_) return;
  if (!columns_) return take_header(row);
  if (is_tag_row(row.fields)) return gate_.count_tag_row();
  for (std::size_t column = 0; column < fields_.texts.size(); ++column) {
    const std::size_t at = columns_->position(column);
    fields_.texts[column] = at < row.fields.size() ? trimmed(row.fields[at]) : std::string_view();
  }
  if (row.fault != nullptr) return gate_.reject(row.line, row.raw, {}, *row.fault);
  if (row.fields.size() != columns_->width())
    return gate_.reject(
        row.line, row.raw, format_.id(fields_),
        base::invalid("the row has " + std::to_string(row.fields.size()) +
                          " fields, the header has " + std::to_string(columns_->width()),
                      "put fields that hold commas in quotes"));
  base::Result<domain::Report> report = format_.report(fields_);
  if (!report) return gate_.reject(row.line, row.raw, format_.id(fields_), report.error());
  gate_.offer(row.line, row.raw, std::move(report).value());
}

void CsvReportReader::take_header(const CsvRow& row) {
  if (row.fault != nullptr) {
    header_error_ = row.fault->at("line " + std::to_string(row.line));
    return;
  }
  base::Result<ColumnMap> columns = ColumnMap::make(format_.columns, row.fields, format_.name);
  if (columns && format_.check_header) {
    const base::Result<void> checked = format_.check_header(*columns);
    if (!checked) columns = checked.error();
  }
  if (columns)
    columns_ = std::move(columns).value();
  else
    header_error_ = columns.error();
}

base::Result<void> CsvReportReader::outcome(base::Result<void> scanned) {
  if (header_error_) return *header_error_;
  if (!scanned) gate_.flush();
  return scanned;
}

base::Result<void> CsvReportReader::feed(std::string_view bytes) {
  return outcome(scanner_.feed(bytes));
}

base::Result<void> CsvReportReader::finish() {
  TRY(outcome(scanner_.finish()));
  if (!columns_) return base::invalid("the file is empty", "export it again");
  gate_.flush();
  return {};
}

}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
//
// Reports in our own columns as CSV: what a mission's spreadsheet looks like.
#pragma once

#include <memory>

#include "formats/import_row.hpp"

namespace truceline::formats {

/// REQUIRES: options.zone is not null and outlives the reader.
std::unique_ptr<ReportReader> make_reports_csv_reader(const ImportOptions& options,
                                                      ImportSinks sinks);

}  // namespace truceline::formats

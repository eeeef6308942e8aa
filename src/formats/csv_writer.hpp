// SPDX-License-Identifier: Apache-2.0
//
// Writes rows as RFC 4180 describes them (CRLF line ends), so that CsvScanner and every
// spreadsheet read back exactly the fields that were written.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace truceline::formats {

/// Appends one row with its line end. Fields are quoted only where they must be.
void append_csv_row(std::string& out, std::span<const std::string_view> fields);

}  // namespace truceline::formats

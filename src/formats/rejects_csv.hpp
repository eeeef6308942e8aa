// SPDX-License-Identifier: Apache-2.0
//
// The list of rows an import refused, as a table people open beside their file: line, id, reason,
// mend, raw. Bytes that are not UTF-8 are written as \xE9 so that the list itself always is.
#pragma once

#include <string>

#include "formats/import_row.hpp"

namespace truceline::formats {

/// The first line of a rejects file.
std::string rejects_csv_header();
/// One line of it.
std::string to_rejects_csv(const RejectedRow& row);

}  // namespace truceline::formats

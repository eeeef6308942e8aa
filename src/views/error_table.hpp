// SPDX-License-Identifier: Apache-2.0
//
// One table from error code to HTTP status, problem type, title and exit code.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "views/request.hpp"

namespace truceline::views {

struct ErrorRow {
  base::ErrorCode code;
  int status;              ///< HTTP.
  int exit_code;           ///< Of the command line.
  std::string_view slug;   ///< Last part of the problem type's URL.
  std::string_view title;  ///< One sentence for the code, the same each time.
};

const ErrorRow& error_row(base::ErrorCode code);

/// application/problem+json (RFC 9457) with the error's reason as detail, its place as instance
/// and its mend beside them. `status` replaces the table's where HTTP has a finer one (405).
Response problem(const base::Error& error, std::optional<int> status = std::nullopt);

}  // namespace truceline::views

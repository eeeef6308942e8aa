// SPDX-License-Identifier: Apache-2.0
#include "app/exit_codes.hpp"

#include <map>

#include "views/error_table.hpp"

namespace truceline::app {

std::string exit_codes_text() {
  using base::ErrorCode;
  std::map<int, std::string> lines = {
      {0, "Done; nothing is wrong"},
      {1,
       "truceline check --strict: there are warnings; truceline import: rows were rejected; "
       "truceline locate: look again"},
      {70, "A bug in Truceline: please report it"},
      {74, "The disk failed to keep what was written: check it, then truceline verify"}};
  for (const ErrorCode code : {ErrorCode::invalid_input, ErrorCode::unsupported,
                               ErrorCode::too_large, ErrorCode::not_found, ErrorCode::conflict,
                               ErrorCode::forbidden, ErrorCode::corrupt, ErrorCode::unavailable}) {
    const views::ErrorRow& row = views::error_row(code);
    std::string& line = lines[row.exit_code];
    line += (line.empty() ? "" : "; or: ") + std::string(row.title);
  }
  std::string text = "Exit codes\n";
  for (const auto& [code, line] : lines) {
    const std::string number = std::to_string(code);
    text += std::string(4 - number.size(), ' ') + number + "  " + line + "\n";
  }
  return text;
}

}  // namespace truceline::app

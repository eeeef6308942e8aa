// SPDX-License-Identifier: Apache-2.0
#include "formats/csv_writer.hpp"

namespace truceline::formats {
namespace {

void append_field(std::string& out, std::string_view field, bool alone) {
  // A row of one empty field would be an empty line, which readers skip.
  const bool plain = field.find_first_of(",\"\r\n") == std::string_view::npos &&
                     !(alone && field.empty()) && !field.starts_with("\xEF\xBB\xBF");
  if (plain) {
    out += field;
    return;
  }
  out += '"';
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace

void append_csv_row(std::string& out, std::span<const std::string_view> fields) {
  bool first = true;
  for (const std::string_view field : fields) {
    if (!first) out += ',';
    first = false;
    append_field(out, field, fields.size() == 1);
  }
  out += "\r\n";
}

}  // namespace truceline::formats

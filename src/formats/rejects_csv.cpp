// SPDX-License-Identifier: Apache-2.0
#include "formats/rejects_csv.hpp"

#include <array>

#include "base/bytes.hpp"
#include "formats/csv_writer.hpp"

namespace truceline::formats {
namespace {

/// The text with every byte that is no part of UTF-8, and NUL, written as \xHH.
std::string printable(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = base::utf8_sequence_at(text, at);
    if (length > 0 && text[at] != '\0') {
      out += text.substr(at, length);
      at += length;
      continue;
    }
    const auto byte = static_cast<unsigned char>(text[at++]);
    out += "\\x";
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

std::string line_of(const std::array<std::string_view, 5>& fields) {
  std::string out;
  append_csv_row(out, fields);
  return out;
}

}  // namespace

std::string rejects_csv_header() {
  return line_of({"line", "id", "reason", "mend", "raw"});
}

std::string to_rejects_csv(const RejectedRow& row) {
  return line_of({std::to_string(row.line), printable(row.id), printable(row.reason),
                  printable(row.mend), printable(row.raw)});
}

}  // namespace truceline::formats

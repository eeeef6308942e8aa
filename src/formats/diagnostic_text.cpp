// SPDX-License-Identifier: Apache-2.0
#include "formats/diagnostic_text.hpp"

#include <algorithm>
#include <map>

#include "base/bytes.hpp"
#include "base/invariant.hpp"
#include "formats/text_lines.hpp"

namespace truceline::formats {
namespace {

using base::Diagnostic;
using base::DiagnosticSeverity;

constexpr std::size_t kTabColumns = 4;
/// Longer lines are shown around the caret only: a GeoJSON file may be one line of megabytes.
constexpr std::size_t kShownBytes = 160;
constexpr std::size_t kShownBefore = 60;

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kYellow = "\x1b[1;33m";
constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kPlain = "\x1b[0m";

std::string painted(std::string_view text, std::string_view paint, bool colour) {
  if (!colour) return std::string(text);
  return std::string(paint) + std::string(text) + std::string(kPlain);
}

std::uint32_t code_point(std::string_view sequence) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(sequence[i]); };
  if (sequence.size() == 1) return byte(0);
  std::uint32_t point = byte(0) & (0xFFU >> (sequence.size() + 1));
  for (std::size_t i = 1; i < sequence.size(); ++i) point = (point << 6) | (byte(i) & 0x3FU);
  return point;
}

/// Terminal columns of a code point: combining marks and joiners 0, East Asian wide 2, others 1.
std::size_t columns_of(std::uint32_t point) {
  const auto within = [&](std::uint32_t low, std::uint32_t high) {
    return low <= point && point <= high;
  };
  if (within(0x0300, 0x036F) || within(0x064B, 0x065F) || point == 0x0670 ||
      within(0x0610, 0x061A) || within(0x06D6, 0x06DC) || within(0x200B, 0x200F) ||
      within(0x202A, 0x202E) || within(0x2066, 0x2069) || within(0xFE00, 0xFE0F))
    return 0;
  if (within(0x1100, 0x115F) || within(0x2E80, 0xA4CF) || within(0xAC00, 0xD7A3) ||
      within(0xF900, 0xFAFF) || within(0xFF00, 0xFF60) || within(0x1F300, 0x1F64F) ||
      within(0x20000, 0x3FFFD))
    return 2;
  return 1;
}

/// A piece of a line as it is shown, with how wide that is. Bytes that are no text, and control
/// characters, show as a question mark: a terminal must not act on what a file says.
struct Shown {
  std::string text;
  std::size_t columns = 0;
};
Shown show(std::string_view piece, std::size_t column_before) {
  Shown shown;
  for (std::size_t at = 0; at < piece.size();) {
    const std::size_t width = base::utf8_sequence_at(piece, at);
    const char c = piece[at];
    if (c == '\t') {
      const std::size_t to_stop = kTabColumns - (column_before + shown.columns) % kTabColumns;
      shown.text.append(to_stop, ' ');
      shown.columns += to_stop;
    } else if (width == 0 || static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      shown.text += '?';
      shown.columns += 1;
    } else {
      const std::string_view sequence = piece.substr(at, width);
      shown.text += sequence;
      shown.columns += columns_of(code_point(sequence));
    }
    at += std::max<std::size_t>(width, 1);
  }
  return shown;
}

std::size_t at_character(std::string_view line, std::size_t at) {
  while (at > 0 && at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U)
    --at;
  return at;
}

/// The line, cut around the caret where it is long, and the caret below it.
void add_excerpt(std::string& out, const Diagnostic& d, std::string_view line, bool colour) {
  const std::size_t from = std::min<std::size_t>(d.column == 0 ? 0 : d.column - 1, line.size());
  const std::size_t cut = line.size() > kShownBytes && from > kShownBefore
                              ? at_character(line, from - kShownBefore)
                              : 0;
  const std::size_t end = at_character(line, std::min(line.size(), cut + kShownBytes));
  const std::size_t to = std::min<std::size_t>(end, from + std::max<std::uint32_t>(d.length, 1));
  const std::string lead = cut > 0 ? "... " : "";
  const Shown before = show(line.substr(cut, from - cut), lead.size());
  const std::size_t caret_column = lead.size() + before.columns;
  const Shown word = show(line.substr(from, to > from ? to - from : 0), caret_column);
  const Shown after =
      show(line.substr(std::max(from, to), end - std::max(from, to)), caret_column + word.columns);
  const std::string number = std::to_string(d.line);
  const std::string margin(number.size() + 2, ' ');
  out += "  " + number + " | " + lead + before.text + word.text + after.text;
  if (end < line.size()) out += " ...";
  out += "\n" + margin + " | " + std::string(caret_column, ' ');
  const std::size_t tildes = word.columns > 1 ? word.columns - 1 : 0;
  out += painted("^" + std::string(tildes, '~'), kGreen, colour) + "\n";
}

void add_mend(std::string& out, const Diagnostic& d, bool colour) {
  if (d.mend.empty()) return;
  const std::size_t margin = std::to_string(d.line).size() + 2;
  out += std::string(margin, ' ') + " = " + painted("mend:", kBold, colour) + " " + d.mend + "\n";
}

std::string plural(std::size_t count, std::string_view word) {
  if (count == 0) return "no " + std::string(word) + "s";
  return std::to_string(count) + " " + std::string(word) + (count == 1 ? "" : "s");
}

}  // namespace

std::string to_text(const base::Diagnostics& diagnostics, const TextLookup& text_of, bool colour) {
  std::map<std::string, std::optional<TextLines>, std::less<>> files;
  std::string out;
  for (const Diagnostic& d : diagnostics) {
    const bool is_error = d.severity == DiagnosticSeverity::error;
    const std::string place =
        d.line == 0 ? d.file
                    : d.file + ":" + std::to_string(d.line) + ":" + std::to_string(d.column);
    out += painted(place + ":", kBold, colour) + " " +
           painted(is_error ? "error:" : "warning:", is_error ? kRed : kYellow, colour) + " " +
           d.reason + " [" + d.code + "]\n";
    auto found = files.find(d.file);
    if (found == files.end()) {
      const std::optional<std::string_view> text = text_of ? text_of(d.file) : std::nullopt;
      found = files.emplace(d.file, text ? std::optional<TextLines>(*text) : std::nullopt).first;
    }
    if (d.line != 0 && found->second && d.line <= found->second->count())
      add_excerpt(out, d, found->second->line(d.line), colour);
    add_mend(out, d, colour);
  }
  return out;
}

base::Error first_error(const base::Diagnostics& diagnostics) {
  const auto first = std::find_if(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& d) {
    return d.severity == DiagnosticSeverity::error;
  });
  INVARIANT(first != diagnostics.end());
  const bool newer = first->code == "newer-format";
  return {newer ? base::ErrorCode::unsupported : base::ErrorCode::invalid_input, first->reason,
          first->file + ":" + std::to_string(first->line) + ":" + std::to_string(first->column),
          first->mend};
}

std::string count_text(const base::Diagnostics& diagnostics) {
  const auto errors = static_cast<std::size_t>(
      std::count_if(diagnostics.begin(), diagnostics.end(),
                    [](const Diagnostic& d) { return d.severity == DiagnosticSeverity::error; }));
  return plural(errors, "error") + ", " + plural(diagnostics.size() - errors, "warning");
}

}  // namespace truceline::formats

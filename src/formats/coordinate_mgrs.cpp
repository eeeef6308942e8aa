// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "formats/columns.hpp"
#include "formats/coordinate_grid.hpp"
#include "geo/grid_reference.hpp"

namespace truceline::formats {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

/// Letters and digits in capitals, groups of digits as written.
struct Compact {
  std::string text;
  std::vector<std::size_t> groups;  ///< Sizes of the groups of digits after the last letter.
};

/// Empty where there is anything but letters, digits, blanks and hyphens.
std::optional<Compact> compact(std::string_view plain) {
  Compact made;
  bool gap = true;
  for (const char c : plain) {
    const char capital = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (is_capital(capital)) {
      made.groups.clear();
      gap = true;
    } else if (is_digit(c)) {
      if (gap) made.groups.push_back(0);
      ++made.groups.back();
      gap = false;
    } else if (c == ' ' || c == '-' || c == '\t' || c == '\n' || c == ':' || c == ',') {
      gap = true;
      continue;
    } else {
      return std::nullopt;
    }
    made.text += capital;
  }
  for (const std::string_view label : {"MGRS", "USNG", "GRID"})
    if (made.text.starts_with(label)) made.text.erase(0, label.size());
  return made;
}

std::size_t count_while(std::string_view text, std::size_t from, bool (*fits)(char)) {
  std::size_t n = 0;
  while (from + n < text.size() && fits(text[from + n])) ++n;
  return n;
}

std::int64_t precision_mm(int digits) {
  std::int64_t mm = 100'000'000;
  for (int i = 0; i < digits; ++i) mm /= 10;
  return std::max<std::int64_t>(mm, 1);
}

}  // namespace

std::optional<base::Result<CoordinateReadings>> read_mgrs(const PlainText& plain) {
  const std::optional<Compact> found = compact(plain.text);
  if (!found) return std::nullopt;
  const std::string& text = found->text;
  const std::size_t zone = count_while(text, 0, is_digit);
  const std::size_t letters = count_while(text, zone, is_capital);
  const std::size_t digits = count_while(text, zone + letters, is_digit);
  if (zone + letters + digits != text.size() || zone > 2) return std::nullopt;
  const auto wrong = [&](std::string reason, std::string mend) {
    return wrong_at(plain, plain.text.find_first_not_of(' '), std::move(reason), std::move(mend));
  };
  const bool polar = zone == 0 && letters == 3 && text.find_first_of("ABYZ") == 0;
  const bool zone_missing = zone == 0 && (letters == 2 || letters == 3) && digits >= 4;
  if (zone_missing && !polar)
    return wrong("this looks like an MGRS reference without its zone",
                 "write the zone and band first, as in 37S CA 12345 67890");
  if (letters != 3 || (zone == 0 && !polar) || (polar && digits < 2)) return std::nullopt;
  if (text.find_first_of("IO") != std::string::npos)
    return wrong("MGRS has no letters I and O", "write the digits 1 and 0, or look again");
  if (digits % 2 != 0)
    return wrong("this MGRS reference has " + std::to_string(digits) +
                     " digits, and needs as many east as north",
                 "write 37S CA 12345 67890");
  if (found->groups.size() == 2 && found->groups[0] != found->groups[1])
    return wrong("the two numbers of this MGRS reference are not equally long",
                 "keep leading zeros: 37S CA 02345 07890");
  const auto square = geo::point_of_mgrs(text);
  if (!square) return wrong(square.error().reason, square.error().mend);
  return CoordinateReadings{{.point = square->centre,
                             .notation = CoordinateNotation::mgrs,
                             .precision_mm = precision_mm(square->digits),
                             .assumed = {}}};
}

}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
#include "formats/coordinate_datum.hpp"

#include <array>

#include "formats/columns.hpp"

namespace truceline::formats {
namespace {

struct Datum {
  std::string_view spelling;  ///< Lower case, without blanks, hyphens and dots.
  std::string_view name;
};
/// Longer spellings before those they begin with.
constexpr auto kDatums = std::to_array<Datum>({
    {"worldgeodeticsystem1984", "WGS84"},
    {"wgs1984", "WGS84"},
    {"wgs84", "WGS84"},
    {"wgs72", "WGS72"},
    {"europeandatum1950", "ED50"},
    {"ed50", "ED50"},
    {"pulkovo1942", "Pulkovo 1942"},
    {"pulkovo", "Pulkovo 1942"},
    {"sk42", "Pulkovo 1942"},
    {"ck42", "Pulkovo 1942"},
    {"pz90", "PZ-90"},
    {"nad27", "NAD27"},
    {"nad83", "NAD83"},
    {"clarke1880", "Clarke 1880"},
    {"palestine1923", "Palestine 1923"},
    {"ainelabd1970", "Ain el Abd 1970"},
    {"ainelabd", "Ain el Abd 1970"},
    {"nahrwan1967", "Nahrwan 1967"},
    {"nahrwan", "Nahrwan 1967"},
    {"adindan", "Adindan"},
    {"arc1960", "Arc 1960"},
    {"gcj02", "GCJ-02"},
    {"bd09", "BD-09"},
});

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool is_filler(char c) {
  return c == ' ' || c == '-' || c == '.' || c == '_' || c == '/';
}

/// How many bytes from `at` on spell `spelling`, fillers passed over; 0 where they do not.
std::size_t spelled(std::string_view text, std::size_t at, std::string_view spelling) {
  std::size_t i = at;
  for (std::size_t k = 0; k < spelling.size(); ++i) {
    if (i >= text.size()) return 0;
    if (k > 0 && is_filler(text[i])) continue;
    if (lower_ascii(text.substr(i, 1))[0] != spelling[k]) return 0;
    ++k;
  }
  const bool ends = i >= text.size() || !is_word(text[i]);
  return ends ? i - at : 0;
}

void blank_out(PlainText& plain, std::size_t at, std::size_t size) {
  plain.text.replace(at, size, size, ' ');
}

/// "EPSG:32637 345678 4012345".
base::Result<std::string> take_epsg(PlainText& plain, std::size_t at, std::size_t code_at) {
  std::size_t end = code_at;
  while (end < plain.text.size() && plain.text[end] >= '0' && plain.text[end] <= '9') ++end;
  const std::string code = plain.text.substr(code_at, end - code_at);
  const bool utm = code.size() == 5 && (code.starts_with("326") || code.starts_with("327"));
  if (code != "4326" && !utm) {
    base::Error error = wrong_at(plain, at, "EPSG:" + code + " is no system we read",
                                 "convert to WGS84 (EPSG:4326) first, and say what with");
    error.code = base::ErrorCode::unsupported;
    return error;
  }
  blank_out(plain, at, end - at);
  if (utm) {
    const std::string zone = code.substr(3) + (code[2] == '6' ? " north " : " south ");
    plain.text.insert(0, zone);
    plain.columns.insert(plain.columns.begin(), zone.size(), plain.columns[0]);
  }
  return std::string("WGS84");
}

}  // namespace

base::Result<std::string> take_datum(PlainText& plain) {
  const std::string_view text = plain.text;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at > 0 && is_word(text[at - 1])) continue;
    if (lower_ascii(text.substr(at, 5)) == "epsg:") return take_epsg(plain, at, at + 5);
    for (const Datum& datum : kDatums)
      if (const std::size_t size = spelled(text, at, datum.spelling); size > 0) {
        blank_out(plain, at, size);
        return std::string(datum.name);
      }
  }
  return std::string();
}

}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
#include "formats/row_fields.hpp"

#include <charconv>

#include "base/limits.hpp"
#include "formats/columns.hpp"

namespace truceline::formats {
namespace {

constexpr std::size_t kShownBytes = 40;  // of a bad field, in its error

/// The text in quotes; of a long one only its size, since cutting it could cut a letter.
std::string shown(std::string_view text) {
  if (text.size() > kShownBytes) return "a text of " + std::to_string(text.size()) + " bytes";
  return "'" + std::string(text) + "'";
}

/// The digits of a whole number, without a fraction of zeros.
std::string_view without_zero_fraction(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos || dot == 0) return text;
  if (text.find_first_not_of('0', dot + 1) != std::string_view::npos) return text;
  return text.substr(0, dot);
}

}  // namespace

base::Error bad_field(const RowFields& row, std::size_t column, std::string reason,
                      std::string mend) {
  return {base::ErrorCode::invalid_input, std::move(reason), std::string(row.specs[column].name()),
          std::move(mend)};
}

base::Result<std::int64_t> read_count(const RowFields& row, std::size_t column) {
  const std::string_view text = row[column];
  if (text.empty()) return bad_field(row, column, "is empty", "write a whole number");
  const std::string_view digits = without_zero_fraction(text);
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool too_large =
      problem == std::errc::result_out_of_range || value > base::limits::kIntegerMax;
  if (too_large) return bad_field(row, column, shown(text) + " is too large");
  if (problem != std::errc() || end != digits.data() + digits.size())
    return bad_field(row, column, shown(text) + " is not a whole number", "write digits only: 12");
  if (value < 0)
    return bad_field(row, column, shown(text) + " is less than 0", "counts begin at 0");
  return value;
}

base::Result<std::optional<std::int64_t>> read_optional_count(const RowFields& row,
                                                              std::size_t column) {
  if (row[column].empty()) return std::optional<std::int64_t>();
  TRY_ASSIGN(const std::int64_t value, read_count(row, column));
  return std::optional(value);
}

base::Result<std::int64_t> read_code(const RowFields& row, std::size_t column, std::int64_t low,
                                     std::int64_t high) {
  TRY_ASSIGN(const std::int64_t value, read_count(row, column));
  if (value < low || value > high)
    return bad_field(row, column, shown(row[column]) + " is not one of its codes",
                     "codes are " + std::to_string(low) + " to " + std::to_string(high));
  return value;
}

base::Result<geo::Point> read_point(const RowFields& row, std::size_t latitude,
                                    std::size_t longitude) {
  const auto lat = geo::degrees_e7_from_decimal(row[latitude], geo::kLatMaxE7);
  const auto lon = geo::degrees_e7_from_decimal(row[longitude], geo::kLonMaxE7);
  if (lat && lon) return geo::Point{.lon_e7 = *lon, .lat_e7 = *lat};
  const bool swapped_fits = geo::degrees_e7_from_decimal(row[longitude], geo::kLatMaxE7) &&
                            geo::degrees_e7_from_decimal(row[latitude], geo::kLonMaxE7);
  if (swapped_fits)
    return bad_field(row, latitude,
                     shown(row[latitude]) + " is out of range: latitude and longitude look swapped",
                     "latitude is north-south, -90 to 90; put the two columns the right way round");
  const std::size_t column = lat ? longitude : latitude;
  base::Error error = lat ? lon.error() : lat.error();
  if (row[column].find(',') != std::string_view::npos)
    error.mend = "write a decimal point, not a comma";
  return error.at(std::string(row.specs[column].name()));
}

std::vector<std::string_view> split_list(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    const std::string_view part = trimmed(text.substr(0, at));
    if (!part.empty()) parts.push_back(part);
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + separator.size());
  }
}

}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
#include "geo/point.hpp"

#include <algorithm>
#include <optional>

#include "base/limits.hpp"

namespace truceline::geo {
namespace {

constexpr int kDecimalsE7 = 7;
constexpr int kWholeDigitsMax = 10;  // of a value in 1e-7 degrees: 1'800'000'000

/// The parts of a number as written: digits without the point, and how many follow the point.
struct Written {
  bool negative = false;
  std::string digits;  // no leading zeros; empty for zero
  int decimals = 0;    // the exponent counted in; below zero for "1e5"
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Reads what follows the "e". Two digits are plenty: more is out of range or rounds to nothing.
std::optional<int> read_exponent(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (text.empty() || text.size() > 2 || !std::ranges::all_of(text, is_digit)) return {};
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return negative ? -value : value;
}

base::Error not_a_number(std::string_view text) {
  const std::string quoted = "'" + std::string(text) + "'";
  if (text.empty()) return base::invalid("the coordinate is empty", "write decimal degrees: 36.2");
  if (text.find(',') != text.npos)
    return base::invalid(quoted + " has a comma", "write a decimal point: 36.2");
  return base::invalid(quoted + " is not a decimal number of degrees",
                       "write decimal degrees without letters, signs of degree or spaces: 36.2");
}

base::Result<Written> read_written(std::string_view whole) {
  Written written;
  std::string_view text = whole;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    written.negative = text[0] == '-';
    text.remove_prefix(1);
  }
  bool after_point = false;
  bool any_digit = false;
  while (!text.empty() && (is_digit(text[0]) || (text[0] == '.' && !after_point))) {
    if (text[0] == '.') {
      after_point = true;
    } else {
      any_digit = true;
      if (text[0] != '0' || !written.digits.empty()) written.digits += text[0];
      if (after_point) ++written.decimals;
    }
    text.remove_prefix(1);
  }
  if (!any_digit) return not_a_number(whole);
  if (text.empty()) return written;
  if (text[0] != 'e' && text[0] != 'E') return not_a_number(whole);
  const std::optional<int> exponent = read_exponent(text.substr(1));
  if (!exponent) return not_a_number(whole);
  written.decimals -= *exponent;
  return written;
}

}  // namespace

base::Result<DecimalDegrees> read_degrees(std::string_view text, std::int32_t limit_e7) {
  if (text.size() > base::limits::kDegreesText)
    return base::Error{base::ErrorCode::too_large,
                       "the coordinate is longer than 64 bytes",
                       {},
                       "write decimal degrees: 36.2"};
  TRY_ASSIGN(const Written written, read_written(text));

  // How many of the digits stand before the point once the value counts 1e-7 degrees.
  const int size = static_cast<int>(written.digits.size());
  const int whole_digits = size - written.decimals + kDecimalsE7;
  const base::Error out_of_range =
      base::invalid(std::string(text) + " lies beyond +-" + to_decimal(limit_e7) + " degrees",
                    "check that longitude and latitude are not swapped");
  if (size > 0 && whole_digits > kWholeDigitsMax) return out_of_range;
  std::int64_t e7 = 0;
  const auto digit = [&](int at) { return at < size ? written.digits[std::size_t(at)] - '0' : 0; };
  for (int at = 0; size > 0 && at < whole_digits; ++at) e7 = e7 * 10 + digit(at);
  // Half away from zero: the first digit left out decides, whatever follows it.
  if (whole_digits >= 0 && digit(whole_digits) >= 5) ++e7;
  if (e7 > limit_e7) return out_of_range;
  const auto value = static_cast<std::int32_t>(written.negative ? -e7 : e7);
  return DecimalDegrees{.e7 = value, .decimals = std::max(written.decimals, 0)};
}

base::Result<std::int32_t> degrees_e7_from_decimal(std::string_view text, std::int32_t limit_e7) {
  TRY_ASSIGN(const DecimalDegrees degrees, read_degrees(text, limit_e7));
  return degrees.e7;
}

std::string to_decimal(std::int32_t e7) {
  const std::int64_t magnitude = e7 < 0 ? -std::int64_t{e7} : std::int64_t{e7};
  std::string text = e7 < 0 ? "-" : "";
  text += std::to_string(magnitude / 10'000'000);
  const std::int64_t fraction = magnitude % 10'000'000;
  if (fraction == 0) return text;
  std::string digits = std::to_string(10'000'000 + fraction).substr(1);
  digits.erase(digits.find_last_not_of('0') + 1);
  return text + "." + digits;
}

}  // namespace truceline::geo

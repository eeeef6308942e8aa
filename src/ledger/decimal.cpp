// SPDX-License-Identifier: Apache-2.0
#include "ledger/decimal.hpp"

#include <charconv>
#include <string>

namespace truceline::ledger {

base::Result<std::uint64_t> parse_decimal(std::string_view text, std::string_view what) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  const bool leading_zero = text.size() > 1 && text[0] == '0';
  if (text.empty() || error != std::errc{} || stop != end || number >> 63U != 0 || leading_zero)
    return base::invalid(std::string(what) +
                         " is not a decimal number below 2^63 without leading zeros");
  return number;
}

}  // namespace truceline::ledger

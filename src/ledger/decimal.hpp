// SPDX-License-Identifier: Apache-2.0
//
// Numbers as the C2SP formats write them: decimal digits, no sign, no leading zero. One number
// has one spelling.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.hpp"

namespace truceline::ledger {

/// Below 2^63. Errors: invalid_input, "<what> is not a decimal number below 2^63 without leading
/// zeros".
base::Result<std::uint64_t> parse_decimal(std::string_view text, std::string_view what);

}  // namespace truceline::ledger

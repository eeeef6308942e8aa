// SPDX-License-Identifier: Apache-2.0
//
// A length of time as an option gives it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace truceline::app {

/// "60s", "5m", "12h", in milliseconds: at least a second, at most a year. Errors name `option`.
base::Result<std::int64_t> written_duration(const std::string& text, std::string_view option);

}  // namespace truceline::app

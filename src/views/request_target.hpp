// SPDX-License-Identifier: Apache-2.0
//
// The target of an HTTP request taken apart: "/api/v1/zones/idlib/series?unit=day". Strict, since
// two readings of one address are how caches and filters get fooled: a repeated parameter, a
// broken percent sign, bytes that are not UTF-8 and control characters are refused.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace truceline::views {

struct RequestTarget {
  std::string path;                          ///< Decoded, begins with '/'.
  std::map<std::string, std::string> query;  ///< Decoded.
};

/// Origin form (RFC 9112, 3.2.1) only. A plus sign in the query is a blank. Errors: too_large
/// above kTargetBytes; invalid_input.
base::Result<RequestTarget> parse_target(std::string_view target);

}  // namespace truceline::views

// SPDX-License-Identifier: Apache-2.0
//
// Who may see a body, as people write it on the command line.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/header.hpp"

namespace truceline::app {

/// Reads "public", "all-parties" or "named:russia,turkey" (sorted, doubles dropped).
base::Result<domain::Audience> parse_audience(std::string_view text);

/// The same, written.
std::string audience_text(const domain::Audience& audience);

/// `option` where it is given, else `fallback`.
base::Result<domain::Audience> audience_or(const std::string& option, domain::Audience fallback);

/// Only `party` itself: what a statement is by default. Whom else it concerns its author decides.
domain::Audience only(std::string party);

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
//
// One sentence for a finding, good enough to be read out on the telephone. It says who said what
// and what it is held against; it never says who is guilty: "may breach", "contradict each
// other". Where something is not settled it says what, and how far.
#pragma once

#include <string>

#include "domain/finding.hpp"
#include "views/naming.hpp"

namespace truceline::views {

/// Dates are in the mission's zone, names in the reader's language where there are any.
std::string sentence(const domain::Finding& finding, const Naming& naming);

/// "within 25 km", "within 300 m": how far a place may lie from where it is shown.
std::string distance_text(std::int64_t metres, Lang lang);

/// severity_method() in the reader's language.
std::string_view severity_method_text(domain::Rule rule, Lang lang);

}  // namespace truceline::views

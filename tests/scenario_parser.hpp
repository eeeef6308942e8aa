// SPDX-License-Identifier: Apache-2.0
//
// Reads a scenario: a drawn map, statements in plain lines and the findings they must lead to.
// The format is docs/guides/scenarios.md. Anything it does not know is an error with its line:
// a scenario that means less than it says would be worse than none.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/finding.hpp"
#include "engine/story.hpp"

namespace truceline::tests {

struct Expectation {
  std::string line;                          ///< The finding, as found_line() writes it.
  std::map<std::string, std::string> facts;  ///< Facts it must have, after "with".
};

/// What is found when the clock shows `clock`, of what was said until then.
struct Look {
  std::size_t told;  ///< So many statements.
  base::TimeMs clock;
  std::vector<Expectation> expected;
};

struct Scenario {
  engine::Story story;
  std::map<std::uint64_t, std::string> labels;  ///< By entry.
  std::vector<Look> looks;
};

/// Errors: invalid_input with the line.
base::Result<Scenario> parse_scenario(std::string_view text);

/// One finding in one line: "breach/prohibited-event of truce/1 in north: r1, settled". Evidence
/// is told by label; entries without one are left out.
std::string found_line(const domain::Finding& finding,
                       const std::map<std::uint64_t, std::string>& labels);

}  // namespace truceline::tests

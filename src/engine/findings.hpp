// SPDX-License-Identifier: Apache-2.0
//
// Findings: the rules, run over a state, as seen at a moment. One rule, one file in rules/.
#pragma once

#include <vector>

#include "domain/finding.hpp"
#include "engine/state.hpp"

namespace truceline::engine {

/// All findings that `state` supports when the clock shows `at` (only duties depend on it),
/// sorted by rule, then evidence, then agreement, provision and zone. `state.size()` is "as known
/// at". Cost: reports x provisions in force, with boxes first; 16,600 reports in about 40 ms.
std::vector<domain::Finding> derive_findings(const State& state, base::TimeMs at);

/// SHA-256 over the canonical bytes of the findings in order, each behind its length.
base::Hash digest(const std::vector<domain::Finding>& findings);

}  // namespace truceline::engine

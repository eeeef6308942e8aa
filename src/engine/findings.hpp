// SPDX-License-Identifier: Apache-2.0
//
// Findings: the rules, run over a state, as seen at a moment. One rule, one file in rules/.
#pragma once

#include <functional>
#include <vector>

#include "domain/finding.hpp"
#include "engine/state.hpp"

namespace truceline::engine {

/// Runs piece(0) .. piece(count - 1), which share nothing, in any order and on any threads, and
/// returns when all are done. Threads are the caller's to have: the engine knows none.
using RunPieces =
    std::function<void(std::size_t count, const std::function<void(std::size_t)>& piece)>;
void one_by_one(std::size_t count, const std::function<void(std::size_t)>& piece);

struct FindingMemory;

/// All findings that `state` supports when the clock shows `at` (only duties depend on it),
/// sorted by rule, then evidence, then agreement, provision and zone. `state.size()` is "as known
/// at". Cost: reports x provisions in force, with boxes first; 16,600 reports in about 40 ms.
/// `run` may spread the work over threads; the findings are the same. So they are with `memory`,
/// of earlier states of the same ledger for the same reader, which is brought up to this one.
std::vector<domain::Finding> derive_findings(const State& state, base::TimeMs at,
                                             const RunPieces& run = one_by_one,
                                             FindingMemory* memory = nullptr);

/// Their order.
bool stands_before(const domain::Finding& a, const domain::Finding& b);

/// SHA-256 over the canonical bytes of the findings in order, each behind its length.
base::Hash digest(const std::vector<domain::Finding>& findings);

}  // namespace truceline::engine

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/rules/basis.hpp"

namespace truceline::engine::rules {

/// inconsistency/report-counts: a report's own figures contradict each other: low <= best <= high
/// does not hold, or the best estimates of "deaths a", "deaths b", "deaths civilians" and "deaths
/// unknown" (all four given) do not add up to that of "deaths". One finding a report, about the
/// first contradiction in its order of counts, sums last.
/// Facts: publisher, unit, and either low, best, high or best, sum.
Findings report_counts(const Basis& basis);

}  // namespace truceline::engine::rules

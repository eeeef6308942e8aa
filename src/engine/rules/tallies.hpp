// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/rules/basis.hpp"

namespace truceline::engine::rules {

/// inconsistency/tally-parts: the parts that a total is said to be made of do not add up to it.
/// Facts: publisher, unit, count, sum, parts ("7948 north + 978 south").
Findings sums_that_do_not_add_up(const Basis& basis);

/// inconsistency/tally-two-figures: one publisher gives two figures for one side, unit, area and
/// period. Each figure that differs from the first is one finding with it.
/// Facts: publisher, side, unit, scope, figure_1, figure_2.
Findings two_figures_for_one_thing(const Basis& basis);

}  // namespace truceline::engine::rules

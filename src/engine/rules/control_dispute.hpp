// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/rules/basis.hpp"

namespace truceline::engine::rules {

/// Two points closer than this are taken for one place where neither name nor P-code says so.
inline constexpr std::int64_t kSamePlaceM = 2000;

/// dispute/control: two sources say that a place changed into different hands at one time: the
/// intervals of the change overlap, the places are one (P-code, name ASCII case aside, or points
/// within kSamePlaceM), and no holder is named by both.
/// One finding a pair. Facts: holders_1, holders_2, publisher_1, publisher_2.
Findings control_disputes(const Basis& basis);

}  // namespace truceline::engine::rules

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/rules/basis.hpp"

namespace truceline::engine::rules {

/// inconsistency/author-equivocation: one key signed two statements under one sequence number.
/// That stands in the headers, so it is found without the bodies. Facts: party.
Findings equivocations(const Basis& basis);

}  // namespace truceline::engine::rules

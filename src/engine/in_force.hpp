// SPDX-License-Identifier: Apache-2.0
//
// When an agreement and its clauses bind, renewals counted in.
#pragma once

#include "engine/state.hpp"

namespace truceline::engine {

/// The step name by which a status says that an agreement was renewed.
inline constexpr std::string_view kRenewedStep = "renewed";

/// `in_force`, and what renewal adds to it: without end where it is automatic; where it is by
/// statement, once more its original length for each status of that agreement with the step
/// "renewed" that is not superseded. Renewals whose times meet are several accounts of one.
base::Interval in_force(const domain::Agreement& agreement, const State& state);

/// When `provision` binds, given when its agreement does: the part they share. A clause that ends
/// with the agreement's original term, or later, is carried on by its renewals.
base::Interval in_effect(const domain::Provision& provision, const domain::Agreement& agreement,
                         const base::Interval& agreement_in_force);

}  // namespace truceline::engine

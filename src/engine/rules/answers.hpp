// SPDX-License-Identifier: Apache-2.0
//
// What the recipients of a notification have not said in time, or have said against it. Timers
// begin with the author's clock; where that shows a time to come, with now.
#pragma once

#include "engine/rules/basis.hpp"

namespace truceline::engine::rules {

/// overdue/acknowledgement: recipients have not acknowledged it within the time of its profile, or
/// before it began. overdue/relay: one has, and named no unit within the time. overdue/in-effect:
/// so long before it begins, some have not said that it is in effect at a unit. dispute/objection:
/// a recipient objects, and has not taken it back. Only of what has not ended, been withdrawn, or
/// passed. Facts: name_a, name_a_ar, kind_a, party_a; late (parties, by comma); officer, unit,
/// reason, level. Evidence: the notification, the arrangement, the recipient's word where there is
/// one.
Findings answers_missing(const Basis& basis);

/// inconsistency/not-on-roster: who acknowledged was not on duty, by the rosters of the party they
/// spoke for, where it has any. Facts: officer, party_a. Evidence: the acknowledgement.
Findings officers_not_on_roster(const Basis& basis);

}  // namespace truceline::engine::rules

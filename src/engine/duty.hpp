// SPDX-License-Identifier: Apache-2.0
//
// A dated duty and the steps that are said to have met it.
#pragma once

#include "engine/state.hpp"

namespace truceline::engine {

enum class DutyState {
  open,            ///< Its day has not passed, no step is known.
  met,             ///< A step is known to have been taken in time.
  met_late,        ///< The first step known was taken after the day.
  met_late_maybe,  ///< The step's time straddles the day.
  overdue,         ///< The day has passed, no step is known.
};

struct Duty {
  DutyState state = DutyState::open;
  const Said<domain::Status>* step = nullptr;  ///< The step that decides; null where none is known.
};

/// True for a clause that obliges or commits somebody to something by a day.
bool is_dated_duty(const domain::Provision& provision);

/// How the duty stands when the clock shows `at`. Steps are statuses of this agreement, not
/// superseded, whose `step` is the clause's `met_by` and which had begun by `at`; a step that
/// "goes on from" a moment (open to the right) was taken at that moment. In time means before
/// `due`: the day itself, where the text names a day, ends at its midnight. A clause that names no
/// step can never be shown to be met. REQUIRES: is_dated_duty(provision).
Duty duty(const domain::Agreement& agreement, const domain::Provision& provision,
          const State& state, base::TimeMs at);

}  // namespace truceline::engine

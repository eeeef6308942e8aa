// SPDX-License-Identifier: Apache-2.0
#include "engine/duty.hpp"

namespace truceline::engine {
namespace {

DutyState timeliness(const base::Interval& step, base::TimeMs due) {
  if (step.from >= due) return DutyState::met_late;
  const bool begun_then = step.to == base::kTimeMax || step.to <= due;
  return begun_then ? DutyState::met : DutyState::met_late_maybe;
}

/// In the order in which the better account of a step wins.
int rank(DutyState state) {
  switch (state) {
    case DutyState::met:
      return 0;
    case DutyState::met_late_maybe:
      return 1;
    case DutyState::met_late:
      return 2;
    case DutyState::open:
    case DutyState::overdue:
      return 3;
  }
  return 3;
}

}  // namespace

bool is_dated_duty(const domain::Provision& provision) {
  return provision.due && (provision.modality == domain::Modality::obliges ||
                           provision.modality == domain::Modality::commits);
}

Duty duty(const domain::Agreement& agreement, const domain::Provision& provision,
          const State& state, base::TimeMs at) {
  INVARIANT(is_dated_duty(provision));
  const base::TimeMs due = provision.due->time;
  Duty best{at > due ? DutyState::overdue : DutyState::open, nullptr};
  if (provision.met_by.empty()) return best;
  for (const auto& status : state.statuses()) {
    const base::Interval& when = status.what.when.interval;
    if (status.superseded_by || status.what.agreement != agreement.id ||
        status.what.step != provision.met_by || when.from > at)
      continue;
    const DutyState timely = timeliness(when, due);
    const bool better = !best.step || rank(timely) < rank(best.state) ||
                        (timely == best.state && when.from < best.step->what.when.interval.from);
    if (better) best = {timely, &status};
  }
  return best;
}

}  // namespace truceline::engine

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/rules/basis.hpp"

namespace truceline::engine::rules {

/// overdue/duty: the day of a dated duty has passed without the step that meets it.
/// overdue/duty-met-late: the step was taken after its day; with doubt `time` where the step's
/// time straddles the day.
///
/// A duty whose day lies after the end of what binds it is not owed. A clause that names no step
/// can never be shown to be met; its finding says so in the fact no_step.
/// Facts: agreement_title, provision_what, due (as written), days_late, step, no_step = "yes".
/// Evidence: the agreement, and the step where there is one.
Findings overdue_duties(const Basis& basis);

}  // namespace truceline::engine::rules

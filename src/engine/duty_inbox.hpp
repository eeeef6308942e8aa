// SPDX-License-Identifier: Apache-2.0
//
// Of all findings those that a duty officer must do something about now, the most pressing first.
#pragma once

#include "engine/queries.hpp"

namespace truceline::engine {

/// True where somebody on duty can still do something about it when the clock shows `at`: answers
/// and shifts that are missing, calls nobody takes, what was told wrongly, conflicts that have not
/// passed, and objects seen in the last day where they should not be.
bool needs_action(const domain::Finding& finding, base::TimeMs at);

/// Those of `findings` that need action: the graver first, then those due earlier, then as given.
FindingList duty_inbox(const FindingList& findings, base::TimeMs at);

}  // namespace truceline::engine

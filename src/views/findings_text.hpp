// SPDX-License-Identifier: Apache-2.0
//
// Findings for a terminal: a list to be read from the top, each with what makes it checkable.
#pragma once

#include <string>
#include <vector>

#include "views/naming.hpp"

namespace truceline::views {

/// Each finding in four lines: severity and kind, when (local and UTC) and where, the sentence,
/// id and evidence; then how many there are. At most `limit` are shown, and the last line says so.
std::string findings_text(const engine::FindingList& findings, const Naming& naming,
                          std::size_t limit, bool colour);

/// One finding in full, with its evidence by summary: `truceline show ID`.
std::string finding_text(const domain::Finding& finding, const Naming& naming, bool colour);

}  // namespace truceline::views

// SPDX-License-Identifier: Apache-2.0
//
// One line for an entry of the ledger, for lists and logs.
#pragma once

#include <string>

#include "views/naming.hpp"

namespace truceline::views {

/// "Shelling at Saraqib, 6 May 2017: Government - Insurgents, 3 deaths (UCDP GED)". What may not
/// be seen, or is not held, is told by its kind and party alone. REQUIRES: the entry is within
/// the snapshot's state.
std::string summary(base::EntryIndex index, const Naming& naming);

}  // namespace truceline::views

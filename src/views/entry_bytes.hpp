// SPDX-License-Identifier: Apache-2.0
//
// An entry's stored bytes taken apart for showing. Nothing is verified here: that is the work of
// `truceline verify`; what cannot even be taken apart is corrupt.
#pragma once

#include <string>

#include "base/result.hpp"
#include "ledger/store.hpp"

namespace truceline::views {

/// The canonical JSON of the signed header.
base::Result<std::string> header_bytes(const ledger::Record& record);

/// The body's own bytes, which are JSON already; parsed once, so that a broken one cannot break
/// the answer around it. REQUIRES: record.sealed is not empty.
base::Result<std::string> body_bytes(const ledger::Record& record);

}  // namespace truceline::views

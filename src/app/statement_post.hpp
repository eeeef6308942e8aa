// SPDX-License-Identifier: Apache-2.0
//
// POST /api/v1/statements between HTTP and the intake: one statement with one answer, or a batch
// of one to a line, each answered with a line in the same order. A batch is many statements, not
// one: what is wrong with one of them does not keep out the others.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/http_message.hpp"
#include "app/intake.hpp"

namespace truceline::app {

/// The receipt of an entry, where it has one.
using FindReceipt = std::function<std::optional<std::string>(base::EntryIndex)>;

/// Calls `respond` once, when every statement of the request is durable or refused. The
/// signatures are checked here, on the caller's thread. A single statement that stood there before
/// is answered with its receipt. REQUIRES: `intake` outlives the answer.
void post_statements(Intake& intake, const views::Request& request, const Respond& respond,
                     const FindReceipt& find_receipt);

}  // namespace truceline::app

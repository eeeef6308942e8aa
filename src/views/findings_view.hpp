// SPDX-License-Identifier: Apache-2.0
//
// Findings as the API shows them; also what the event stream and the command line send.
#pragma once

#include <string>
#include <vector>

#include "base/json_writer.hpp"
#include "engine/queries.hpp"
#include "views/ask.hpp"
#include "views/naming.hpp"

namespace truceline::views {

/// Writes the members of one finding, sentence included, into an object already begun.
void write_finding(base::JsonWriter& out, const domain::Finding& finding, const Naming& naming);

/// The same of one that is only foreseen: without id and audience.
void write_foreseen(base::JsonWriter& out, const domain::Finding& finding, const Naming& naming);

/// One finding as a JSON object of one line: the data of a "finding" event.
std::string finding_json(const domain::Finding& finding, const Naming& naming);

/// The filter that the parameters kind, rule, zone, agreement, provision, from, to, possible and
/// entry ask for.
/// Errors: not_found for a zone or an agreement that this reader knows nothing of: a misspelt name
/// must not look like calm.
base::Result<engine::FindingQuery> finding_query(const Snapshot& snapshot, const Ask& ask);

}  // namespace truceline::views

// SPDX-License-Identifier: Apache-2.0
//
// What the register and the duty desk share: the ladder of a notification, and who is to be called.
// Internal to the module.
#pragma once

#include "base/json_writer.hpp"
#include "engine/ladder.hpp"
#include "engine/on_duty.hpp"
#include "views/naming.hpp"

namespace truceline::views {

/// Stands on every list of what was notified: received is never approved.
std::string_view received_is_not_approved(Lang lang);

/// One recipient's rung: level, its label, who said so and how; and what the ledger itself proves
/// of the entry that `notified` is.
void write_rung(base::JsonWriter& out, const engine::Answers& answers, base::EntryIndex notified,
                const Coverage& coverage, const Naming& naming);

/// The same as one line: "north: relayed to a unit, ... ; in their own mirror".
std::string rung_text(const engine::Answers& answers, base::EntryIndex notified,
                      const Coverage& coverage, const Naming& naming);

/// [{officer, rank, languages, reach, until}]: who of `party` is on duty, whom to call first in
/// front: the highest, or where a chain has come to a rank, the lowest from it on.
void write_on_duty(base::JsonWriter& out, std::string_view party,
                   std::optional<domain::RankClass> from, const Naming& naming);

}  // namespace truceline::views

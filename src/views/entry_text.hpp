// SPDX-License-Identifier: Apache-2.0
//
// Entries for a terminal: `truceline log` and `truceline show N`.
#pragma once

#include <string>

#include "domain/header.hpp"
#include "views/naming.hpp"

namespace truceline::views {

/// "#12  report  mission  2020-03-01T08:00:00Z  Shelling at Lakeside, ...\n": one line.
std::string log_line(base::EntryIndex index, const domain::Header& header, const Naming& naming,
                     bool colour);

/// The lines of entries [from, to) of the snapshot's state. Cost: one read an entry.
base::Result<std::string> log_text(base::EntryIndex from, base::EntryIndex to, const Naming& naming,
                                   bool colour);

/// One entry: its line, id, who may see it, what it refers to, its body as indented JSON where it
/// may be seen, the findings that rest on it, and of a notification how far it has got with each
/// recipient.
base::Result<std::string> show_text(base::EntryIndex index, const Naming& naming,
                                    const Coverage& coverage, bool colour);

}  // namespace truceline::views

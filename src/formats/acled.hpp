// SPDX-License-Identifier: Apache-2.0
//
// ACLED exports as CSV, the present layout and the older one (data_id, event_id_no_cnty, old event
// type names). What goes where: docs/guides/import.md.
// ACLED's actor1 and actor2 say nothing about who acted on whom; only where civilians are the
// target is a report directed. Refused are rows whose event type, place, date or number of
// fatalities cannot be read.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "formats/import_row.hpp"

namespace truceline::formats {

/// The kind of an ACLED event; empty for an event type ACLED never published. A sub-event type
/// we do not know leaves the event type's own kind.
std::optional<domain::EventKind> acled_event_kind(std::string_view event_type,
                                                  std::string_view sub_event_type);

/// REQUIRES: options.zone is not null and outlives the reader.
std::unique_ptr<ReportReader> make_acled_reader(const ImportOptions& options, ImportSinks sinks);

}  // namespace truceline::formats

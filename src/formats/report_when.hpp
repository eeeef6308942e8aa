// SPDX-License-Identifier: Apache-2.0
//
// The time of a report as our own columns write it: a day, several days, a minute, or a span.
#pragma once

#include "domain/when.hpp"
#include "formats/import_row.hpp"
#include "formats/row_fields.hpp"

namespace truceline::formats {

struct WhenColumns {
  const RowFields& row;
  std::size_t from;
  std::size_t to;
  std::size_t zone;
};

/// From "2017-05-06" to "2017-05-08": three days, both included. "2017-05-06T14:30" alone: that
/// minute; up to another time of day: until then. `precision` unknown: taken from what is
/// written (exact, hour, day, days).
/// Errors: not a time, a zone nobody knows, the end before the start, over 400 years.
base::Result<domain::When> read_report_when(const WhenColumns& columns,
                                            domain::TimePrecision precision,
                                            const ImportOptions& options);

}  // namespace truceline::formats

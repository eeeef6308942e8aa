// SPDX-License-Identifier: Apache-2.0
//
// UCDP Georeferenced Event Dataset (GED) as CSV: the published layouts 17 to 25, candidate
// releases, the HDX country files with their HXL tag row, and reduced layouts with year, month,
// day and without precision. What goes where: docs/guides/import.md.
// A row's contradictions (low above high, a year that is not its date's) are kept: they are the
// engine's to find. Refused are rows whose place, time or numbers cannot be read.
#pragma once

#include <memory>

#include "formats/import_row.hpp"

namespace truceline::formats {

/// REQUIRES: options.zone is not null and outlives the reader.
std::unique_ptr<ReportReader> make_ucdp_reader(const ImportOptions& options, ImportSinks sinks);

}  // namespace truceline::formats

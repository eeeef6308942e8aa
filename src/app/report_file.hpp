// SPDX-License-Identifier: Apache-2.0
//
// A file of reports on its way from the disk through gunzip into the reader of its format. What
// is compressed is told by its first bytes, and so is GeoJSON from CSV.
#pragma once

#include <filesystem>
#include <functional>

#include "app/input_file.hpp"
#include "formats/import_row.hpp"

namespace truceline::app {

enum class ReportFormat { ucdp, acled, reports };

/// Called now and then; an error ends the reading.
using ReportProgress = std::function<base::Result<void>(const InputFile&, std::uint64_t rows)>;

/// Reads all of `input` into `sinks`. `counts` gets what the reader counted, also where an error
/// is returned: the complete rows before it have been handed over. Errors concern the whole file
/// and name `path`: its header, a broken quote, gzip cut off, the disk; and those of `progress`.
base::Result<void> read_reports(ReportFormat format, InputFile& input,
                                const std::filesystem::path& path,
                                const formats::ImportOptions& options, formats::ImportSinks sinks,
                                const ReportProgress& progress, formats::ImportCounts& counts);

}  // namespace truceline::app

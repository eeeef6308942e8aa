// SPDX-License-Identifier: Apache-2.0
//
// For the tests of the importers: runs a reader over a text and keeps everything it says.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "formats/gunzip.hpp"
#include "formats/import_row.hpp"

namespace truceline::formats {

/// +03:00 all year, as Damascus in summer: days of it are not days of UTC.
inline const base::TimeZone& test_zone() {
  static const base::TimeZone kZone("Asia/Damascus", 3 * 3600, {});
  return kZone;
}

struct Import {
  std::vector<ImportedReport> accepted;
  std::vector<RejectedRow> rejected;
  ImportCounts counts;
  std::string error;  ///< to_string() of the first; empty where all went well.

  const domain::Report& only() const { return accepted.at(0).report; }
};

using MakeReader = std::unique_ptr<ReportReader> (*)(const ImportOptions&, ImportSinks);

/// Feeds `text` in chunks of `chunk` bytes.
inline Import import_text(MakeReader make, std::string_view text, ImportOptions options = {},
                          std::size_t chunk = 1 << 20) {
  if (options.zone == nullptr) options.zone = &test_zone();
  Import import;
  const auto reader =
      make(options, {[&](ImportedReport&& report) { import.accepted.push_back(std::move(report)); },
                     [&](RejectedRow&& row) { import.rejected.push_back(std::move(row)); }});
  base::Result<void> result;
  for (std::size_t at = 0; result && at < text.size(); at += chunk)
    result = reader->feed(text.substr(at, chunk));
  if (result) result = reader->finish();
  if (!result) import.error = result.error().to_string();
  import.counts = reader->counts();
  return import;
}

/// The bytes of one of the large real files that lie beside the repository and are not part of
/// it; unpacked where it is gzip. Empty where it is not there.
inline std::string real_file(const std::string& name) {
  const std::filesystem::path path =
      std::filesystem::path(TRUCELINE_SOURCE_DIR) / "../shared/data" / name;
  std::ifstream file(path, std::ios::binary);
  const std::string packed{std::istreambuf_iterator<char>(file), {}};
  if (!looks_gzipped(packed)) return packed;
  std::string text;
  Gunzip gunzip([&](std::string_view bytes) {
    text += bytes;
    return base::Result<void>();
  });
  if (!gunzip.feed(packed) || !gunzip.finish()) return {};
  return text;
}

}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
//
// What every importer of reports shares: what goes in (chunks of a file), what comes out (reports,
// refused rows), and how both are counted. Every row of a file ends up in exactly one count.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time_zone.hpp"
#include "domain/report.hpp"
#include "geo/box.hpp"

namespace truceline::formats {

/// The row's raw text is kept up to this many bytes.
inline constexpr std::size_t kRawBytes = 1000;

struct ImportedReport {
  std::uint64_t line = 0;  ///< Where its row starts, from 1.
  domain::Report report;
  std::string body;  ///< content_key(report): the bytes a statement about it is made of.
};

struct RejectedRow {
  std::uint64_t line = 0;
  std::string id;      ///< As in the row; empty where it could not be read.
  std::string reason;  ///< One sentence, naming the column.
  std::string mend;
  std::string raw;  ///< The row as it stands in the file, its first kRawBytes; may not be UTF-8.
};

/// After finish(): rows == accepted + rejected + duplicates.
struct ImportCounts {
  std::uint64_t rows = 0;  ///< Data rows: without header, tag rows and empty lines.
  std::uint64_t accepted = 0;
  std::uint64_t rejected = 0;
  std::uint64_t duplicates = 0;  ///< Rows that say again exactly what an earlier row said.
  std::uint64_t tag_rows = 0;    ///< HXL tag rows.
  friend bool operator==(const ImportCounts&, const ImportCounts&) = default;
};

struct ImportSinks {
  std::function<void(ImportedReport&&)> accepted;
  std::function<void(RejectedRow&&)> rejected;
};

struct ImportOptions {
  /// Days in the file are days of this zone. REQUIRES: not null, outlives the reader.
  const base::TimeZone* zone = nullptr;
  /// The mission's bounds. With them, swapped latitude and longitude columns are noticed.
  std::optional<geo::Box> bounds = std::nullopt;
  /// Zones named in rows of our own format. Without it such a name is refused.
  base::TimeZoneLookup zones = nullptr;
};

/// Reads one file. Reports may be held back until finish() (bounds need an overview).
class ReportReader {
 public:
  ReportReader() = default;
  virtual ~ReportReader() = default;
  ReportReader(const ReportReader&) = delete;
  ReportReader& operator=(const ReportReader&) = delete;

  /// Takes the next bytes of the file, unpacked. An error concerns the whole file (its header, a
  /// quote never closed); the complete rows before it have been handed to the sinks.
  virtual base::Result<void> feed(std::string_view bytes) = 0;
  /// The file ends here.
  virtual base::Result<void> finish() = 0;
  /// The bytes broke off (truncated gzip, a failing disk): hands over what is complete and drops
  /// the unfinished row, which could look whole and be wrong.
  virtual void abandon() = 0;
  virtual const ImportCounts& counts() const = 0;
};

}  // namespace truceline::formats

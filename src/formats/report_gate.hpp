// SPDX-License-Identifier: Apache-2.0
//
// The last check every imported report passes, whatever format it came in: it must fit into a
// statement, its id must not already stand for something else in the same file, and the file's
// latitudes and longitudes must not be swapped. Rows are counted here and nowhere else.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/bytes.hpp"
#include "formats/import_row.hpp"

namespace truceline::formats {

/// The canonical bytes of what a report says: equal for two reports exactly where they say the
/// same. Compared with what the ledger holds under the same publisher and id, it tells an
/// unchanged row from an amended one.
std::string content_key(const domain::Report& report);

class ReportGate {
 public:
  ReportGate(const ImportOptions& options, ImportSinks sinks);

  /// A row that became a report. With mission bounds, the first kProbe reports are held until it
  /// is clear whether the columns are swapped.
  void offer(std::uint64_t line, std::string_view raw, domain::Report report);
  /// A row that did not.
  void reject(std::uint64_t line, std::string_view raw, std::string_view id,
              const base::Error& why);
  void count_tag_row() { ++counts_.tag_rows; }
  /// Hands over what is held. Call once, at the end.
  void flush();
  const ImportCounts& counts() const { return counts_; }

  static constexpr std::size_t kProbe = 2000;

 private:
  struct Seen {
    std::uint64_t line;
    base::Hash content;
  };
  struct Held {
    ImportedReport report;
    std::string raw;
  };
  /// Where a point and its mirror image lie: inside the bounds or not.
  struct Sides {
    bool as_written;
    bool swapped;
  };
  Sides sides_of(const domain::Report& report) const;
  /// False where the row is not new; it has then been counted.
  bool is_new(const ImportedReport& imported, std::string_view raw);
  void decide();
  void release(ImportedReport&& imported, std::string_view raw);

  ImportOptions options_;
  ImportSinks sinks_;
  ImportCounts counts_;
  // Looked up, never walked: its order reaches no output.
  std::unordered_map<std::string, Seen> seen_;
  std::vector<Held> held_;
  bool decided_ = false;
  bool swapped_ = false;
};

}  // namespace truceline::formats

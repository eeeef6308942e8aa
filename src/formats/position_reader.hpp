// SPDX-License-Identifier: Apache-2.0
//
// A recording of positions of any size, read as its bytes arrive: cut at the ends of rows into
// pieces that the readers of positions.hpp take. GeoJSON cannot be cut and has their limit. Which
// of the three forms it is, its name tells, or its first bytes.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "formats/positions.hpp"

namespace truceline::formats {

enum class PositionForm { csv, ndjson, geojson };

/// By how the name ends, a ".gz" left aside: .csv; .ndjson, .jsonl; .geojson.
std::optional<PositionForm> form_of_name(std::string_view name);
/// By a Content-Type: text/csv; application/x-ndjson; application/geo+json.
std::optional<PositionForm> form_of_type(std::string_view content_type);
/// By the first bytes: an object with "features" near its beginning, another object, a table.
PositionForm form_of_text(std::string_view text);

/// A whole text of one form. Errors: those of its reader.
base::Result<PositionBatch> read_positions(PositionForm form, std::string_view text,
                                           domain::MoverKind kind);

class PositionReader {
 public:
  /// Lines in complaints are those of the whole. An error stops the reading and is passed on.
  using Sink = std::function<base::Result<void>(PositionBatch&&)>;

  /// Where `form` is empty the first bytes decide.
  PositionReader(std::optional<PositionForm> form, domain::MoverKind kind, Sink sink)
      : form_(form), kind_(kind), sink_(std::move(sink)) {}

  /// Errors: those of the readers and of the sink; after one, feed no more.
  base::Result<void> feed(std::string_view bytes);
  base::Result<void> finish();

 private:
  base::Result<void> read_lines(std::size_t end);
  std::size_t last_row_end();

  std::optional<PositionForm> form_;
  domain::MoverKind kind_;
  Sink sink_;
  std::string header_;       // of a table, once a piece was read
  std::string waiting_;      // bytes of no whole piece yet
  std::size_t looked_ = 0;   // so many of them were looked at for quotes
  std::size_t row_end_ = 0;  // behind the last line feed outside of quotes
  bool in_quotes_ = false;
  std::uint64_t lines_before_ = 0;  // of the pieces that were read
};

}  // namespace truceline::formats

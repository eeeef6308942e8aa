// SPDX-License-Identifier: Apache-2.0
#include "base/json.hpp"
#include "base/limits.hpp"
#include "formats/position_fields.hpp"
#include "formats/positions.hpp"

namespace truceline::formats {
namespace {

constexpr base::JsonLimits kLimits{base::limits::kPositionLineBytes, 4,
                                   base::limits::kPositionLineBytes, false};

base::Result<domain::Position> read_line(std::string_view line, domain::MoverKind kind) {
  const auto document = base::parse_json(line, kLimits);
  if (!document) {
    base::Error error = document.error();  // its line is always the first
    const std::size_t colon = error.place.find(':');
    if (colon != std::string::npos) error.place = "column " + error.place.substr(colon + 1);
    return error;
  }
  if (!document->root().is_object())
    return base::invalid("is not a JSON object", "one object to a line");
  RowFields row{position_columns(), {}};
  row.texts.resize(row.specs.size());
  TRY(take_members(document->root(), row));
  return read_position(row, kind);
}

}  // namespace

base::Result<PositionBatch> read_positions_ndjson(std::string_view text, domain::MoverKind kind) {
  TRY(check_size(text));
  PositionBatch batch;
  for (std::uint64_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty()) TRY(add(batch, number, read_line(line, kind)));
  }
  return batch;
}

}  // namespace truceline::formats

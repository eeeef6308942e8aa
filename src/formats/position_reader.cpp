// SPDX-License-Identifier: Apache-2.0
#include "formats/position_reader.hpp"

#include <algorithm>

#include "base/limits.hpp"

namespace truceline::formats {
namespace {

constexpr std::size_t kPieceBytes = 1024 * 1024;
constexpr std::size_t kSniffedBytes = 4 * 1024;

bool begins_object(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{';
}

}  // namespace

std::optional<PositionForm> form_of_name(std::string_view name) {
  if (name.ends_with(".gz")) name.remove_suffix(3);
  if (name.ends_with(".csv")) return PositionForm::csv;
  if (name.ends_with(".ndjson") || name.ends_with(".jsonl")) return PositionForm::ndjson;
  if (name.ends_with(".geojson")) return PositionForm::geojson;
  return std::nullopt;
}

std::optional<PositionForm> form_of_type(std::string_view content_type) {
  const std::string_view type = content_type.substr(0, content_type.find_first_of("; "));
  if (type == "text/csv") return PositionForm::csv;
  if (type == "application/x-ndjson") return PositionForm::ndjson;
  if (type == "application/geo+json") return PositionForm::geojson;
  return std::nullopt;
}

PositionForm form_of_text(std::string_view text) {
  if (!begins_object(text)) return PositionForm::csv;
  return text.substr(0, kSniffedBytes).find("\"features\"") != std::string_view::npos
             ? PositionForm::geojson
             : PositionForm::ndjson;
}

base::Result<PositionBatch> read_positions(PositionForm form, std::string_view text,
                                           domain::MoverKind kind) {
  switch (form) {
    case PositionForm::csv:
      return read_positions_csv(text, kind);
    case PositionForm::ndjson:
      return read_positions_ndjson(text, kind);
    case PositionForm::geojson:
      break;
  }
  return read_positions_geojson(text, kind);
}

base::Result<void> PositionReader::feed(std::string_view bytes) {
  waiting_ += bytes;
  if (!form_ && waiting_.size() < kSniffedBytes) return {};
  if (!form_) form_ = form_of_text(waiting_);
  if (*form_ == PositionForm::geojson) return check_size(waiting_);
  if (waiting_.size() < kPieceBytes) return {};
  const std::size_t end = last_row_end();
  if (end > 0) return read_lines(end);
  return check_size(waiting_);  // one endless row
}

base::Result<void> PositionReader::finish() {
  if (!form_) form_ = form_of_text(waiting_);
  if (*form_ != PositionForm::geojson) {
    if (waiting_.empty() && lines_before_ > 0) return {};
    return read_lines(waiting_.size());
  }
  TRY_ASSIGN(PositionBatch batch, read_positions(*form_, waiting_, kind_));
  return sink_(std::move(batch));
}

/// Where the last whole row of what waits ends; 0 where none does.
std::size_t PositionReader::last_row_end() {
  for (; looked_ < waiting_.size(); ++looked_) {
    if (waiting_[looked_] == '"' && *form_ == PositionForm::csv) in_quotes_ = !in_quotes_;
    if (waiting_[looked_] == '\n' && !in_quotes_) row_end_ = looked_ + 1;
  }
  return row_end_;
}

/// Reads the rows before `end`; a table's with the header of the first piece above them.
base::Result<void> PositionReader::read_lines(std::size_t end) {
  const std::string rest = waiting_.substr(end);
  waiting_.resize(end);
  const auto lines = static_cast<std::uint64_t>(std::ranges::count(waiting_, '\n'));
  const bool is_first = lines_before_ == 0;
  const std::uint64_t header_lines =
      is_first ? 0 : static_cast<std::uint64_t>(std::ranges::count(header_, '\n'));
  if (is_first && *form_ == PositionForm::csv)
    header_ = waiting_.substr(0, waiting_.find('\n') + 1);  // all of it where it has no end
  else
    waiting_.insert(0, header_);
  TRY_ASSIGN(PositionBatch batch, read_positions(*form_, waiting_, kind_));
  for (RefusedPosition& refused : batch.complaints) refused.line += lines_before_ - header_lines;
  lines_before_ += lines;
  waiting_ = rest;
  looked_ = waiting_.size();  // with in_quotes_ as it is there
  row_end_ = 0;
  return sink_(std::move(batch));
}

}  // namespace truceline::formats

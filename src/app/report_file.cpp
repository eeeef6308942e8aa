// SPDX-License-Identifier: Apache-2.0
#include "app/report_file.hpp"

#include <memory>

#include "formats/acled.hpp"
#include "formats/gunzip.hpp"
#include "formats/reports_csv.hpp"
#include "formats/reports_geojson.hpp"
#include "formats/ucdp.hpp"

namespace truceline::app {

using base::Result;
using formats::ReportReader;

namespace {

bool looks_like_json(std::string_view bytes) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && bytes[first] == '{';
}

/// The reader, made when the first bytes are there to tell which.
class LateReader {
 public:
  LateReader(ReportFormat format, const formats::ImportOptions& options, formats::ImportSinks sinks)
      : format_(format), options_(options), sinks_(std::move(sinks)) {}

  ReportReader& with(std::string_view first_bytes) {
    if (!reader_) reader_ = make(first_bytes);
    return *reader_;
  }
  std::uint64_t rows() const { return reader_ ? reader_->counts().rows : 0; }

 private:
  std::unique_ptr<ReportReader> make(std::string_view first_bytes) {
    switch (format_) {
      case ReportFormat::ucdp:
        return formats::make_ucdp_reader(options_, std::move(sinks_));
      case ReportFormat::acled:
        return formats::make_acled_reader(options_, std::move(sinks_));
      case ReportFormat::reports:
        break;
    }
    return looks_like_json(first_bytes)
               ? formats::make_reports_geojson_reader(options_, std::move(sinks_))
               : formats::make_reports_csv_reader(options_, std::move(sinks_));
  }

  ReportFormat format_;
  formats::ImportOptions options_;
  formats::ImportSinks sinks_;
  std::unique_ptr<ReportReader> reader_;
};

/// Feeds the pieces of `input`, unpacked, until the end or an error.
Result<void> feed_all(InputFile& input, LateReader& reader, const ReportProgress& progress) {
  formats::Gunzip gunzip([&](std::string_view bytes) { return reader.with(bytes).feed(bytes); });
  TRY_ASSIGN(std::string_view piece, input.next());
  const bool packed = formats::looks_gzipped(piece);
  while (!piece.empty()) {
    TRY(packed ? gunzip.feed(piece) : reader.with(piece).feed(piece));
    TRY(progress(input, reader.rows()));
    TRY_ASSIGN(piece, input.next());
  }
  return packed ? gunzip.finish() : Result<void>();
}

}  // namespace

Result<void> read_reports(ReportFormat format, InputFile& input, const std::filesystem::path& path,
                          const formats::ImportOptions& options, formats::ImportSinks sinks,
                          const ReportProgress& progress, formats::ImportCounts& counts) {
  LateReader reader(format, options, std::move(sinks));
  Result<void> read = feed_all(input, reader, progress);
  ReportReader& made = reader.with({});
  if (read)
    read = made.finish();
  else
    made.abandon();
  counts = made.counts();
  if (!read) return read.error().at(path.string());
  return progress(input, counts.rows);
}

}  // namespace truceline::app

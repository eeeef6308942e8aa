// SPDX-License-Identifier: Apache-2.0
//
// A CSV file in UCDP's layout, from memory: read into reports, and further on into durable signed
// entries. Beside it: only looking for line ends, the least that reading can be.
#include <cstring>

#include "app/report_import.hpp"
#include "base/time_zone.hpp"
#include "formats/csv.hpp"
#include "formats/ucdp.hpp"
#include "paths.hpp"
#include "signed_log.hpp"

namespace truceline::bench {
namespace {

constexpr std::size_t kPiece = 64 * 1024;

/// Feeds the text in pieces, as from a file.
template <class Reader>
void feed_all(Reader& reader, std::string_view csv) {
  for (std::size_t at = 0; at < csv.size(); at += kPiece)
    INVARIANT(reader.feed(csv.substr(at, kPiece)).has_value());
  INVARIANT(reader.finish().has_value());
}

std::uint64_t read_reports(std::string_view csv,
                           const std::function<void(formats::ImportedReport&&)>& accepted) {
  static const base::TimeZone kUtc = base::TimeZone::utc();
  const auto reader = formats::make_ucdp_reader(
      {.zone = &kUtc}, {.accepted = accepted, .rejected = [](formats::RejectedRow&&) {}});
  feed_all(*reader, csv);
  return reader->counts().rows;
}

std::uint64_t scan_rows(std::string_view csv) {
  std::uint64_t rows = 0;
  formats::CsvScanner scanner([&rows](const formats::CsvRow&) { ++rows; });
  feed_all(scanner, csv);
  return rows;
}

std::uint64_t count_line_ends(std::string_view csv) {
  std::uint64_t lines = 0;
  const char* const end = csv.data() + csv.size();
  for (const char* at = csv.data(); at != end; ++at, ++lines) {
    at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
    if (at == nullptr) break;
  }
  return lines;
}

/// What `truceline import` does with an empty ledger.
std::uint64_t import_all(std::string_view csv, TemporaryLog& log) {
  app::Pen pen = log.pen(kMissionParty);
  app::ReportImport import(&pen, {}, {domain::AudienceLabel::everyone, {}});
  read_reports(csv, [&](formats::ImportedReport&& imported) { import.take(std::move(imported)); });
  INVARIANT(import.flush().has_value());
  return import.outcome().added;
}

}  // namespace

base::Result<void> measure_import(const Options& options, std::string_view csv, All& all) {
  const std::uint64_t rows = read_reports(csv, [](formats::ImportedReport&&) {});
  const std::string path = "UCDP rows read, " + std::to_string(csv.size() / rows) + " bytes each";
  if (wanted(options, path)) {
    const std::vector<Way> ways = {
        {"formats::make_ucdp_reader: checked, mapped, encoded", Role::ours,
         [&] { return read_reports(csv, [](formats::ImportedReport&&) {}); }},
        {"formats::CsvScanner: fields only", Role::also, [&] { return scan_rows(csv); }},
        {"memchr for line ends", Role::floor, [&] { return count_line_ends(csv); }}};
    TRY_ASSIGN(Measured measured, measure({path, "rows", rows}, ways, options.rounds));
    all.push_back(std::move(measured));
  }
  const std::string durable = "UCDP rows imported: read, signed, durable";
  if (!wanted(options, durable)) return {};
  std::unique_ptr<TemporaryLog> log;
  const std::vector<Way> ways = {{"reader, app::ReportImport, ledger::Log", Role::ours,
                                  [&] { return import_all(csv, *log); },
                                  [&] {
                                    log.reset();
                                    log = std::make_unique<TemporaryLog>();
                                  }}};
  TRY_ASSIGN(Measured measured,
             measure({durable, "rows", rows, Work::Clock::wall}, ways, options.rounds));
  all.push_back(std::move(measured));
  return {};
}

}  // namespace truceline::bench

// SPDX-License-Identifier: Apache-2.0
//
// Any bytes handed to an importer end in accepted rows, refused rows or an error, whatever the
// chunks; every row is in exactly one count, and what is accepted is a well-formed statement.
#include <cstdint>

#include "base/bytes.hpp"
#include "base/invariant.hpp"
#include "domain/statement.hpp"
#include "formats/acled.hpp"
#include "formats/gunzip.hpp"
#include "formats/reports_csv.hpp"
#include "formats/reports_geojson.hpp"
#include "formats/ucdp.hpp"

namespace {
using namespace truceline;
using namespace truceline::formats;

/// What came out, with where and how, to compare two runs.
std::string import(std::unique_ptr<ReportReader> (*make)(const ImportOptions&, ImportSinks),
                   std::string_view text, std::size_t chunk) {
  static const base::TimeZone kZone = base::TimeZone::utc();
  ImportOptions options;
  options.zone = &kZone;
  std::string told;
  const auto reader = make(
      options,
      {[&](ImportedReport&& report) {
         INVARIANT(domain::decode_body(domain::StatementKind::report, report.body).has_value());
         told += std::to_string(report.line) + report.body;
       },
       [&](RejectedRow&& row) { told += std::to_string(row.line) + row.reason + row.raw; }});
  bool whole = true;
  for (std::size_t at = 0; whole && at < text.size(); at += chunk)
    whole = reader->feed(text.substr(at, chunk)).has_value();
  whole = whole && reader->finish().has_value();
  const ImportCounts& counts = reader->counts();
  INVARIANT(counts.rows == counts.accepted + counts.rejected + counts.duplicates);
  return told + (whole ? "whole" : "broken");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = base::text_of({data, size});
  const std::size_t chunk = 1 + (size == 0 ? 0 : data[size - 1] % 64);
  for (const auto make :
       {make_ucdp_reader, make_acled_reader, make_reports_csv_reader, make_reports_geojson_reader})
    INVARIANT(import(make, text, chunk) == import(make, text, size + 1));
  Gunzip gunzip([](std::string_view) { return base::Result<void>(); }, 1 << 20);
  if (gunzip.feed(text)) (void)gunzip.finish().has_value();
  INVARIANT(gunzip.bytes_out() <= std::uint64_t{1} << 20U);
  return 0;
}

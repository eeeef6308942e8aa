// SPDX-License-Identifier: Apache-2.0
#include "paths.hpp"

#include "app/files.hpp"
#include "base/limits.hpp"
#include "formats/gunzip.hpp"
#include "workload.hpp"

namespace truceline::bench {
namespace {

constexpr std::size_t kFileBytes = std::size_t{1} << 30;

/// The whole file, unpacked where it is gzip.
base::Result<std::string> read_unpacked(const std::filesystem::path& path) {
  TRY_ASSIGN(std::string bytes, app::read_file(path, kFileBytes));
  if (!formats::looks_gzipped(bytes)) return bytes;
  std::string text;
  formats::Gunzip gunzip(
      [&text](std::string_view piece) -> base::Result<void> {
        text += piece;
        return {};
      },
      kFileBytes);
  TRY(gunzip.feed(bytes));
  TRY(gunzip.finish());
  return text;
}

}  // namespace

base::Result<void> measure_all(const Options& options, std::vector<std::string>& inputs, All& all) {
  if (options.has_geo_files()) {
    for (const auto& file : {options.zones_file, options.volumes_file})
      if (!file.empty()) inputs.push_back(file.filename().string());
    TRY(measure_zones_holding(options, all));
    return measure_volumes(options, all);
  }
  std::error_code missing;
  if (std::filesystem::temp_directory_path(missing).empty())
    return base::Error{base::ErrorCode::unavailable, "there is no folder for temporary ledgers",
                       "TMPDIR", "let it name a folder on the disk to be measured"};
  std::string csv;
  if (options.ucdp.empty()) {
    csv = ucdp_csv(options.seed, options.csv_rows);
  } else {
    TRY_ASSIGN(csv, read_unpacked(options.ucdp));
  }
  TRY_ASSIGN(std::vector<domain::Body> bodies, bodies_of(csv));
  inputs.push_back((options.ucdp.empty()
                        ? "UCDP rows: made from seed " + std::to_string(options.seed) + ", "
                        : "UCDP rows: " + options.ucdp.filename().string() + ", ") +
                   std::to_string(bodies.size()) + " readable");
  inputs.push_back(options.mission.empty()
                       ? "Ledger: made from seed " + std::to_string(options.seed)
                       : "Ledger: " + options.mission.filename().string());
  if (bodies.empty()) return base::invalid("no row of the UCDP file can be read");
  const std::span<const domain::Body> some(bodies.data(),
                                           std::min(bodies.size(), options.statements));
  TRY(measure_point_in_zone(options, all));
  TRY(measure_zones_holding(options, all));
  TRY(measure_volumes(options, all));
  TRY(measure_import(options, csv, all));
  TRY(measure_statements(options, some, all));
  TRY(measure_intake(options, std::span(bodies).first(std::min(bodies.size(), options.taken_in)),
                     all));
  TRY(measure_conflicts(options, all));
  TRY(measure_positions(options, all));
  TRY(measure_proofs(options, all));
  TRY(measure_cosigners(options, some, all));
  TRY(measure_json(options, some, all));
  return measure_replay(options, all);
}

}  // namespace truceline::bench

// SPDX-License-Identifier: Apache-2.0
//
// truceline_bench: measures the hot paths beside their alternatives, prints a table.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "duty_load.hpp"
#include "geo_files.hpp"
#include "machine.hpp"
#include "paths.hpp"
#include "report.hpp"

int main(int argc, char** argv) {
  using namespace truceline;
  bench::Options options;
  bool json = false, markdown = false;
  std::string workload_folder;
  CLI::App program("Measures Truceline's hot paths beside the alternatives, in one run.");
  program.add_option("--ucdp", options.ucdp, "a UCDP GED file, .csv or .csv.gz");
  program.add_option("--mission", options.mission, "a mission folder to replay");
  program.add_option("--zones", options.zones_file, "a file of zones (bench/README.md)");
  program.add_option("--points", options.points_file, "places to ask them for");
  program.add_option("--volumes", options.volumes_file, "a file of volumes");
  program.add_option("--queries", options.queries_file, "volumes to ask them for");
  program.add_option("--write-workload", workload_folder, "write the made ones there, and end");
  program.add_option("--only", options.only, "only paths whose name contains this");
  program.add_option("--seed", options.seed, "what the made workloads are made from");
  program.add_option("--rounds", options.rounds, "after one to warm up")
      ->check(CLI::Range(1, 1000));
  program.add_option("--places", options.points, "asked of one and of 15 zones")
      ->check(CLI::PositiveNumber);
  program.add_option("--zone-count", options.zones, "of the large set")
      ->check(CLI::Range(10, 1'000'000));
  program.add_option("--point-count", options.zone_places, "asked of the large sets of zones")
      ->check(CLI::PositiveNumber);
  program.add_option("--compared-points", options.compared_places, "asked of alternatives too")
      ->check(CLI::PositiveNumber);
  program.add_flag("!--no-s2", options.with_s2, "leave out S2, whose index takes minutes to build");
  program.add_option("--volume-count", options.volumes, "indexed")->check(CLI::PositiveNumber);
  program.add_option("--query-count", options.volume_questions, "asked of them")
      ->check(CLI::PositiveNumber);
  program.add_option("--rows", options.csv_rows, "of the made CSV")->check(CLI::PositiveNumber);
  program.add_option("--statements", options.statements, "signed, verified, appended")
      ->check(CLI::PositiveNumber);
  program.add_option("--entries", options.entries, "of the made ledger")
      ->check(CLI::PositiveNumber);
  program.add_option("--taken-in", options.taken_in, "signed statements handed in")
      ->check(CLI::PositiveNumber);
  program.add_option("--positions", options.positions, "sent to a server")
      ->check(CLI::Range(400, 10'000'000));
  program.add_option("--leaves", options.leaves, "of the tree that proofs are made from")
      ->check(CLI::PositiveNumber);
  program.add_option("--receipts", options.receipts, "waited for in each setting")
      ->check(CLI::Range(10, 100'000));
  program.add_flag("--json", json, "figures for programs");
  program.add_flag("--markdown", markdown, "the whole of docs/performance.md");
  bool duty = false;
  bench::DutyLoad load;
  load.program =
      std::filesystem::read_symlink("/proc/self/exe").parent_path() / "src/app/truceline";
  program.add_flag("--duty", duty, "only the duty desk under load: minutes (bench/README.md)");
  program.add_option("--duty-notifications", load.plan.notifications, "active at the beginning")
      ->check(CLI::PositiveNumber);
  program.add_option("--duty-inboxes", load.plan.inboxes, "event streams")
      ->check(CLI::Range(12, 1000));
  program.add_option("--duty-rate", load.per_second, "new notifications a second")
      ->check(CLI::Range(1, 10'000));
  program.add_option("--duty-seconds", load.seconds, "of that")->check(CLI::PositiveNumber);
  program.add_option("--duty-flood-seconds", load.flood_seconds, "and with one that floods");
  program.add_option("--duty-flood-rate", load.flood_per_second, "its requests a second")
      ->check(CLI::Range(1, 100'000));
  program.add_option("--duty-program", load.program, "what serves; else beside this one");
  CLI11_PARSE(program, argc, argv);

  if (duty) {
    load.plan.seed = options.seed;
    const std::string machine = bench::machine_line();
    const auto measured = bench::measure_duty(load);
    if (!measured) {
      std::fprintf(stderr, "truceline_bench: %s\n", measured.error().to_string().c_str());
      return 1;
    }
    const std::string text = markdown
                                 ? bench::duty_page(machine, bench::build_line(), load, *measured)
                                 : bench::duty_table(load, *measured);
    std::fputs(text.c_str(), stdout);
    return 0;
  }

  if (!workload_folder.empty()) {
    const auto zones = bench::timed_zones(options.seed, options.zones);
    const auto written = bench::write_workload(
        workload_folder, zones, bench::places_near(options.seed + 1, options.zone_places, zones),
        bench::volumes(options.seed, options.volumes),
        bench::volumes(options.seed + 1, options.volume_questions));
    if (written) return 0;
    std::fprintf(stderr, "truceline_bench: %s\n", written.error().to_string().c_str());
    return 1;
  }
  if (options.zones_file.empty() != options.points_file.empty() ||
      options.volumes_file.empty() != options.queries_file.empty()) {
    std::fprintf(stderr, "truceline_bench: give --zones with --points, --volumes with --queries\n");
    return 1;
  }
  bench::Circumstances circumstances{
      bench::machine_line(), bench::build_line(), {}, options.rounds};
  bench::All all;
  const auto measured = bench::measure_all(options, circumstances.inputs, all);
  if (!measured) {
    std::fprintf(stderr, "truceline_bench: %s\n", measured.error().to_string().c_str());
    return 1;
  }
  std::vector<bench::Waits> waits;
  if (!options.has_geo_files()) waits = bench::measure_receipts(options);
  const std::string text = json       ? bench::json_text(circumstances, all, waits)
                           : markdown ? bench::markdown_page(circumstances, all, waits)
                                      : bench::markdown_table(all) +
                                            (waits.empty() ? "" : "\n" + bench::waits_table(waits));
  std::fputs(text.c_str(), stdout);
  return 0;
}

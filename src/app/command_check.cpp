// SPDX-License-Identifier: Apache-2.0
#include "app/command_check.hpp"

#include <algorithm>

#include "app/agreement_files.hpp"
#include "app/mission_choice.hpp"
#include "app/mission_places.hpp"
#include "base/json_writer.hpp"
#include "base/limits.hpp"
#include "formats/diagnostic_text.hpp"
#include "formats/mission_yaml.hpp"

namespace truceline::app {

using base::Diagnostic;
using base::Diagnostics;
using base::DiagnosticSeverity;
using base::Result;

namespace {

namespace fs = std::filesystem;

constexpr int kExitWarnings = 1;
constexpr int kExitErrors = 2;

struct Chosen {
  std::vector<fs::path> agreements;
  std::vector<fs::path> missions;  ///< mission.yaml files.
};

bool is_yaml(const fs::path& path) {
  return path.extension() == ".yaml" || path.extension() == ".yml";
}

void add_file(const fs::path& file, Chosen& chosen) {
  (file.filename() == "mission.yaml" ? chosen.missions : chosen.agreements).push_back(file);
}

/// In a mission folder: mission.yaml, agreements/ and arrangements/. In any other: every YAML file
/// below it.
Result<void> add_folder(const fs::path& folder, Chosen& chosen) {
  std::error_code failed;
  const bool mission = is_mission_folder(folder);
  if (mission) chosen.missions.push_back(folder / "mission.yaml");
  std::vector<fs::path> found;
  for (const fs::path& root : mission ? std::vector{folder / "agreements", folder / "arrangements"}
                                      : std::vector{folder}) {
    if (mission && !fs::exists(root, failed)) continue;
    for (fs::recursive_directory_iterator at(root, failed), end; !failed && at != end;
         at.increment(failed))
      if (at->is_regular_file() && is_yaml(at->path())) found.push_back(at->path());
    if (failed)
      return base::Error{
          base::ErrorCode::unavailable, "cannot list: " + failed.message(), root.string(), {}};
  }
  std::ranges::sort(found);
  for (const fs::path& file : found) add_file(file, chosen);
  return {};
}

Result<Chosen> choose(const std::vector<std::string>& paths) {
  Chosen chosen;
  for (const std::string& path : paths) {
    std::error_code failed;
    if (fs::is_directory(path, failed)) {
      TRY(add_folder(path, chosen));
    } else {
      add_file(path, chosen);
    }
  }
  if (chosen.agreements.empty() && chosen.missions.empty())
    return base::Error{base::ErrorCode::not_found, "there is no agreement here", paths.front(),
                       "name a .yaml file or a folder that holds some"};
  return chosen;
}

/// The mission that the files belong to: the one chosen, else the one whose folder they stand in.
std::optional<fs::path> mission_of(const CheckCommand& command, const Chosen& chosen) {
  if (!command.mission.empty()) return fs::path(command.mission);
  if (!chosen.missions.empty()) return chosen.missions.front().parent_path();
  for (const fs::path& file : chosen.agreements) {
    const fs::path folder = fs::absolute(file).lexically_normal().parent_path();
    for (const fs::path& around : {folder, folder.parent_path()})
      if (is_mission_folder(around)) return around;
  }
  return chosen_mission({});
}

/// Without a ledger the agreements are checked all the same; its actors are then not asked for.
Result<AgreementSurroundings> look_around(const CheckCommand& command, const Chosen& chosen,
                                          TimeZones& zones) {
  const auto folder = mission_of(command, chosen);
  if (!folder) return AgreementSurroundings{};
  auto config = read_mission_config(*folder, zones);
  // What is wrong with a mission.yaml that is itself checked is said there.
  if (!config && !chosen.missions.empty()) return AgreementSurroundings{};
  if (!config) return config.error();
  std::error_code ignored;
  if (!fs::exists(*folder / "ledger.sqlite", ignored)) return surroundings_of(*config, nullptr);
  TRY_ASSIGN(const auto mission, Mission::open(*folder, Mission::Mode::read_only));
  TRY_ASSIGN(const Replayed replayed, mission->replay());
  return surroundings_of(*config, &replayed.state);
}

Result<void> check_missions(const std::vector<fs::path>& files, TimeZones& zones,
                            CheckedFiles& checked) {
  Diagnostics all;
  for (const fs::path& file : files) {
    TRY_ASSIGN(std::string text, read_file(file, base::limits::kAgreementBytes + 1));
    formats::MissionReading reading = formats::read_mission(file.string(), text, zones.lookup());
    all.insert(all.end(), reading.diagnostics.begin(), reading.diagnostics.end());
    if (reading.value) {
      const PlacesReading places = read_mission_places(file.parent_path(), *reading.value);
      all.insert(all.end(), places.remarks.begin(), places.remarks.end());
    }
    checked.texts[file.string()] = std::move(text);
  }
  checked.check.diagnostics.insert(checked.check.diagnostics.begin(), all.begin(), all.end());
  return {};
}

std::string files_text(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " file" : " files");
}

void print_json(const Diagnostics& diagnostics, std::ostream& out) {
  base::JsonWriter json;
  json.begin_object().key("diagnostics").begin_array();
  std::int64_t errors = 0;
  for (const Diagnostic& d : diagnostics) {
    const bool error = d.severity == DiagnosticSeverity::error;
    errors += error;
    json.begin_object()
        .member("file", d.file)
        .member("line", std::int64_t{d.line})
        .member("column", std::int64_t{d.column})
        .member("length", std::int64_t{d.length})
        .member("severity", error ? "error" : "warning")
        .member("code", d.code)
        .member("reason", d.reason)
        .member("mend", d.mend)
        .end_object();
  }
  json.end_array().member("errors", errors);
  json.member("warnings", static_cast<std::int64_t>(diagnostics.size()) - errors);
  out << json.end_object().take() << '\n';
}

}  // namespace

Result<int> run(const CheckCommand& command, Terminal& terminal) {
  TimeZones zones;
  TRY_ASSIGN(const Chosen chosen, choose(command.paths));
  TRY_ASSIGN(const AgreementSurroundings around, look_around(command, chosen, zones));
  TRY_ASSIGN(CheckedFiles checked, check_files(chosen.agreements, around, zones));
  TRY(check_missions(chosen.missions, zones, checked));
  const Diagnostics& diagnostics = checked.check.diagnostics;
  if (command.json)
    print_json(diagnostics, terminal.out);
  else
    terminal.out << checked.to_text(terminal.colour())
                 << files_text(chosen.agreements.size() + chosen.missions.size()) << ": "
                 << formats::count_text(diagnostics) << '\n';
  if (base::has_error(diagnostics)) return kExitErrors;
  return command.strict && !diagnostics.empty() ? kExitWarnings : 0;
}

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include "app/command_init.hpp"

#include <filesystem>

#include "app/mission.hpp"
#include "app/mission_choice.hpp"
#include "base/json_writer.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

namespace fs = std::filesystem;

/// "Syria 2017/" becomes "syria-2017".
std::string slug_of(const fs::path& folder) {
  const fs::path whole = fs::absolute(folder).lexically_normal();
  const std::string name =
      (whole.has_filename() ? whole.filename() : whole.parent_path().filename()).string();
  std::string slug;
  for (const char c : name) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool plain = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (plain) slug += lower;
    if (!plain && !slug.empty() && slug.back() != '-') slug += '-';
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug.empty() ? "mission" : slug;
}

/// Quoted as JSON, which YAML reads as it is.
std::string quoted(const std::string& text) {
  std::string out;
  base::append_json_string(out, text);
  return out;
}

std::string mission_yaml(const InitCommand& command) {
  const std::string id = command.id.empty() ? slug_of(command.folder) : command.id;
  const std::string title = command.title.empty() ? id : command.title;
  const std::string origin = command.origin.empty() ? "localhost/" + id : command.origin;
  const std::string zone = command.time_zone.empty() ? "UTC" : command.time_zone;
  return "# What this mission is. People may edit it; id, origin and party stay as they are once\n"
         "# there is a ledger, since they stand in what was signed.\n"
         "format: " +
         std::string(formats::kMissionFormat) +
         "\n"
         "id: " +
         quoted(id) +
         "\n"
         "title:\n"
         "  en: " +
         quoted(title) +
         "\n"
         "# The ledger's name, a domain and a path: every checkpoint carries it.\n"
         "origin: " +
         quoted(origin) +
         "\n"
         "# Days and times without a zone are meant here.\n"
         "time_zone: " +
         quoted(zone) +
         "\n"
         "languages: [en, ar]\n"
         "# The mission's own party: its root key signs the first entry and enrols the parties.\n"
         "party: mission\n"
         "# The part of the world it is about: west, south, east, north in degrees. With it,\n"
         "# swapped latitudes and longitudes are noticed.\n"
         "# bounds: [35.5, 32.2, 42.5, 37.4]\n"
         "# What a reader must know before leaning on anything here.\n"
         "# disclaimer:\n"
         "#   en: This record is kept by the joint monitoring office.\n"
         "# Map layers that the mission brings; see docs/guides/mission.md.\n"
         "# layers: []\n"
         "# Places and land that coordinates are held against; see docs/guides/coordinates.md.\n"
         "# gazetteer: {file: tables/places.csv, source: whose it is}\n"
         "# land: {file: layers/land.geojson, source: whose it is}\n";
}

bool has_options(const InitCommand& command) {
  return !command.id.empty() || !command.title.empty() || !command.origin.empty() ||
         !command.time_zone.empty();
}

/// Writes mission.yaml, and takes it away again where it would not read back.
Result<void> write_mission_yaml(const InitCommand& command) {
  const fs::path folder = command.folder;
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed)
    return Error{ErrorCode::unavailable, "cannot make the folder: " + failed.message(),
                 folder.string(), "name another folder"};
  TRY(write_file(folder / "mission.yaml", mission_yaml(command), FileMode::shared));
  TimeZones zones;
  auto config = read_mission_config(folder, zones);
  if (config) return {};
  fs::remove(folder / "mission.yaml", failed);
  fs::remove(folder, failed);  // which spares a folder that holds anything
  return config.error();
}

}  // namespace

Result<int> run(const InitCommand& command, Terminal& terminal) {
  const fs::path folder = command.folder;
  const auto passphrase = passphrases(command.passphrase);
  if (is_mission_folder(folder)) {
    if (has_options(command))
      return Error{ErrorCode::conflict, "this folder has a mission.yaml already", folder.string(),
                   "edit that file, and run truceline init without options"};
  } else {
    TRY(passphrase->for_new(folder / "keys"));  // asked before anything is written
    TRY(write_mission_yaml(command));
    terminal.out << "wrote " << (folder / "mission.yaml").string() << '\n';
  }
  TRY(Mission::create(folder, *passphrase));
  TimeZones zones;
  TRY_ASSIGN(const formats::MissionConfig config, read_mission_config(folder, zones));
  terminal.out << "made the ledger of " << config.origin << ": entry 0 enrols the root key of '"
               << config.party << "', entry 1 its author key\n"
               << "secret keys: " << (folder / "keys").string()
               << " (backups leave them out: copy them on purpose, the root key to another place)\n"
               << "public key of the log: " << (folder / "log.vkey").string()
               << " (give it to whoever verifies)\n";
  if (command.passphrase.none)
    terminal.err << "warning: the secret keys are not encrypted: whoever copies them can sign. For "
                    "a demonstration only\n";
  return 0;
}

}  // namespace truceline::app

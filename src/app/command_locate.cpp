// SPDX-License-Identifier: Apache-2.0
#include "app/command_locate.hpp"

#include "app/files.hpp"
#include "app/mission_choice.hpp"
#include "app/mission_places.hpp"
#include "app/mission_source.hpp"
#include "base/limits.hpp"
#include "views/colour.hpp"

namespace truceline::app {

using base::Result;

namespace {

namespace fs = std::filesystem;

/// The ground and what keeps it.
struct Ground {
  views::LocateGround ground;
  PlacesReading read;
};

/// Without a mission nothing is held against; without a ledger there are no sites.
Result<Ground> ground_at(const std::optional<fs::path>& folder, views::Lang lang) {
  Ground made;
  if (!folder) return made;
  TimeZones zones;
  TRY_ASSIGN(const formats::MissionConfig config, read_mission_config(*folder, zones));
  made.read = read_mission_places(*folder, config);
  std::error_code ignored;
  if (fs::exists(*folder / "ledger.sqlite", ignored)) {
    TRY_ASSIGN(const auto source, MissionSource::open(*folder, MissionSource::With::state_only));
    TRY_ASSIGN(const auto snapshot, source->at({}, {}));
    made.ground = views::ground_of(*snapshot, lang);
  }
  made.ground.bounds = config.bounds;
  made.ground.places = made.read.places.get();
  return made;
}

void print_remarks(const base::Diagnostics& remarks, Terminal& terminal) {
  if (remarks.empty()) return;
  const base::Diagnostic& first = remarks.front();
  terminal.err << "truceline: " << views::for_terminal(first.file) << ": "
               << views::for_terminal(first.reason);
  if (remarks.size() > 1) terminal.err << ", and " << remarks.size() - 1 << " more";
  terminal.err << "; truceline check lists what is wrong\n";
}

Result<std::string> text_of(const std::string& text) {
  if (text != "-") return text;
  TRY_ASSIGN(std::string read, read_file("-", base::limits::kCoordinateText));
  while (!read.empty() && (read.back() == '\n' || read.back() == '\r')) read.pop_back();
  return read;
}

}  // namespace

Result<int> run(const LocateCommand& command, Terminal& terminal) {
  const views::Lang lang = command.lang == "ar" ? views::Lang::ar : views::Lang::en;
  TRY_ASSIGN(const Ground ground, ground_at(chosen_mission(command.mission), lang));
  views::LocateQuestion question = command.question;
  TRY_ASSIGN(question.text, text_of(question.text));
  TRY_ASSIGN(const views::Located located, views::locate(question, ground.ground));
  print_remarks(ground.read.remarks, terminal);
  if (command.json)
    terminal.out << views::located_json(located, lang) << '\n';
  else
    terminal.out << views::located_text(located, lang, terminal.colour());
  return located.weight() == formats::ConcernWeight::note ? 0 : LocateCommand::kExitConcerns;
}

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include "app/command_say.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "app/agreement_drafts.hpp"
#include "app/agreement_files.hpp"
#include "app/audience_option.hpp"
#include "app/clock.hpp"
#include "app/mission_choice.hpp"
#include "app/pen_opening.hpp"
#include "app/said_drafts.hpp"
#include "app/signing.hpp"
#include "app/written_moment.hpp"
#include "base/json_writer.hpp"
#include "base/limits.hpp"
#include "formats/diagnostic_text.hpp"

namespace truceline::app {

using base::Result;

namespace {

constexpr int kExitErrors = 2;
constexpr std::size_t kBatchBytes =
    base::limits::kAppendBatch * (base::limits::kBodyBytes + base::limits::kHeaderBytes);

/// What is to be entered, and what need not be.
struct Drafts {
  std::vector<Draft> drafts;
  std::vector<std::string> unchanged;
  bool refused = false;  ///< Agreements with errors, which have been printed.
};

/// What a command works with once the mission is open.
struct Desk {
  std::unique_ptr<Mission> mission;
  Replayed known;
  std::optional<Pen> pen;
  DraftOptions options;
};

Result<void> add_references(const SayCommand& command, const engine::State& state,
                            std::vector<domain::Reference>& references) {
  using domain::ReferenceKind;
  for (const auto& [kind, names, option] :
       {std::tuple{ReferenceKind::supersedes, &command.supersedes, "--supersedes"},
        std::tuple{ReferenceKind::answers, &command.answers, "--answers"},
        std::tuple{ReferenceKind::cites, &command.cites, "--cites"}}) {
    TRY_ASSIGN(const auto found, references_to(state, kind, *names, option));
    std::ranges::copy(found, std::back_inserter(references));
  }
  return {};
}

Result<Desk> open_desk(const SayCommand& command) {
  TRY_ASSIGN(const auto folder, require_mission(command.mission));
  Desk desk;
  TRY_ASSIGN(desk.mission, Mission::open(folder, Mission::Mode::write));
  desk.mission->unlock_with(passphrases(command.passphrase));
  TRY_ASSIGN(desk.known, desk.mission->replay());
  const std::string party = command.as.empty() ? desk.mission->config().party : command.as;
  TRY_ASSIGN(Pen pen, open_pen(*desk.mission, desk.known, party));
  desk.pen.emplace(std::move(pen));
  TRY_ASSIGN(desk.options.audience, audience_or(command.audience, only(party)));
  desk.options.said = {&desk.mission->time_zone(), desk.mission->time_zones().lookup()};
  TRY(add_references(command, desk.known.state, desk.options.references));
  return desk;
}

Result<Drafts> read_agreements(const SayCommand& command, Desk& desk, Terminal& terminal) {
  const std::vector<std::filesystem::path> files(command.files.begin(), command.files.end());
  const auto around = surroundings_of(desk.mission->config(), &desk.known.state);
  TRY_ASSIGN(const CheckedFiles checked, check_files(files, around, desk.mission->time_zones()));
  terminal.err << checked.to_text(terminal.err_colour());
  Drafts drafts;
  if (base::has_error(checked.check.diagnostics)) {
    terminal.err << formats::count_text(checked.check.diagnostics) << ": nothing was entered\n";
    drafts.refused = true;
    return drafts;
  }
  auto drafted = draft_agreements(checked, desk.known.state, desk.pen->author().party(),
                                  desk.options.audience);
  for (Draft& draft : drafted.drafts)
    std::ranges::copy(desk.options.references, std::back_inserter(draft.references));
  drafts.drafts = std::move(drafted.drafts);
  drafts.unchanged = std::move(drafted.unchanged);
  return drafts;
}

/// An arrangement is written in YAML, as an agreement is; in JSON it is like any other statement.
bool is_written_arrangement(domain::StatementKind kind, const std::vector<std::string>& files) {
  return kind == domain::StatementKind::arrangement &&
         std::ranges::all_of(files, [](const std::string& file) {
           return file.ends_with(".yaml") || file.ends_with(".yml");
         });
}

Result<Drafts> read_drafts(const SayCommand& command, Desk& desk, Terminal& terminal) {
  Drafts drafts;
  if (!command.batch.empty()) {
    TRY_ASSIGN(const std::string text, read_file(command.batch, kBatchBytes));
    TRY_ASSIGN(drafts.drafts,
               read_draft_lines(command.batch, text, desk.known.state, desk.options));
    return drafts;
  }
  const auto kind = domain::from_word<domain::StatementKind>(command.kind);
  INVARIANT(kind);  // the command line takes no other words
  if (*kind == domain::StatementKind::agreement || is_written_arrangement(*kind, command.files))
    return read_agreements(command, desk, terminal);
  for (const std::string& file : command.files) {
    TRY_ASSIGN(const std::string text, read_file(file, base::limits::kRequestBodyBytes));
    TRY_ASSIGN(Draft draft, read_draft(*kind, file, text, desk.options));
    drafts.drafts.push_back(std::move(draft));
  }
  return drafts;
}

void print_json(const std::vector<Entered>& entered, const Drafts& drafts, std::ostream& out) {
  base::JsonWriter json;
  json.begin_object().key("entries").begin_array();
  for (const Entered& one : entered)
    json.begin_object()
        .member("index", static_cast<std::int64_t>(one.index.value))
        .member("kind", domain::word(one.kind))
        .member("id", base::to_hex(one.id))
        .end_object();
  json.end_array().key("unchanged").begin_array();
  for (const std::string& name : drafts.unchanged) json.string(name);
  out << json.end_array().end_object().take() << '\n';
}

void print_text(const std::vector<Entered>& entered, const Drafts& drafts, std::ostream& out) {
  for (const Entered& one : entered)
    out << '#' << one.index.value << "  " << domain::word(one.kind) << "  " << base::to_hex(one.id)
        << '\n';
  for (const std::string& name : drafts.unchanged) out << "unchanged  " << name << '\n';
  if (entered.empty()) out << "nothing new to say\n";
}

}  // namespace

Result<int> run(const SayCommand& command, Terminal& terminal) {
  TRY_ASSIGN(Desk desk, open_desk(command));
  base::TimeMs time = now();
  if (!command.time.empty()) {
    TRY_ASSIGN(time, written_moment(command.time, "--time", desk.mission->time_zone(),
                                    desk.mission->time_zones()));
  }
  TRY_ASSIGN(const Drafts drafts, read_drafts(command, desk, terminal));
  if (drafts.refused) return kExitErrors;
  std::vector<Entered> entered;
  if (!drafts.drafts.empty()) {
    TRY_ASSIGN(entered, enter(*desk.pen, desk.known.authors, drafts.drafts, time));
    TRY(sign_or_say(*desk.mission, terminal));
  }
  if (command.json)
    print_json(entered, drafts, terminal.out);
  else
    print_text(entered, drafts, terminal.out);
  if (command.audience.empty() && command.batch.empty() && !command.json && !entered.empty())
    terminal.out << "audience: " << audience_text(desk.options.audience)
                 << "  (--audience chooses another)\n";
  return 0;
}

}  // namespace truceline::app

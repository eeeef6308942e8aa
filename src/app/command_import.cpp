// SPDX-License-Identifier: Apache-2.0
#include "app/command_import.hpp"

#include <optional>

#include "app/audience_option.hpp"
#include "app/mission_choice.hpp"
#include "app/pen_opening.hpp"
#include "app/progress.hpp"
#include "app/rejects_file.hpp"
#include "app/report_import.hpp"
#include "app/signing.hpp"
#include "base/json_writer.hpp"

namespace truceline::app {

using base::Result;

namespace {

namespace fs = std::filesystem;

constexpr int kExitRejected = 1;

/// Everything the summary tells.
struct Summary {
  formats::ImportCounts rows;
  ImportOutcome outcome;
  domain::Audience audience;
  fs::path rejects;
  std::int64_t elapsed_ms = 0;
};

domain::Audience default_audience(ReportFormat format, const std::string& party) {
  if (format == ReportFormat::reports) return only(party);
  return {domain::AudienceLabel::everyone, {}};  // published data
}

fs::path rejects_path(const ImportCommand& command, const fs::path& mission) {
  if (!command.rejects.empty()) return command.rejects;
  const std::string name =
      command.file == "-" ? "standard-input" : fs::path(command.file).filename().string();
  return mission / "imports" / (name + ".rejects.csv");
}

std::uint64_t rows_a_second(const Summary& summary) {
  const auto ms = static_cast<std::uint64_t>(summary.elapsed_ms > 0 ? summary.elapsed_ms : 1);
  return summary.rows.rows * 1000 / ms;
}

void print_json(const Summary& summary, const ImportCommand& command, const Result<void>& result,
                std::ostream& out) {
  base::JsonWriter json;
  const auto number = [&](std::string_view name, std::uint64_t value) {
    json.member(name, static_cast<std::int64_t>(value));
  };
  json.begin_object();
  number("rows", summary.rows.rows);
  number("added", summary.outcome.added);
  number("amended", summary.outcome.amended);
  number("unchanged", summary.outcome.unchanged);
  number("rejected", summary.rows.rejected);
  number("duplicates", summary.rows.duplicates);
  json.member("audience", audience_text(summary.audience));
  if (summary.rows.rejected > 0) json.member("rejects_file", summary.rejects.string());
  json.key("dry_run").boolean(command.dry_run);
  json.key("complete").boolean(result.has_value());
  json.member("elapsed_ms", summary.elapsed_ms);
  number("rows_per_second", rows_a_second(summary));
  out << json.end_object().take() << '\n';
}

void print_text(const Summary& summary, const ImportCommand& command, std::ostream& out) {
  const auto line = [&](std::string_view what, std::uint64_t count, const std::string& remark) {
    std::string number = grouped(count);
    number.insert(0, number.size() < 10 ? 10 - number.size() : 0, ' ');
    out << number << "  " << what << remark << '\n';
  };
  const ImportOutcome& outcome = summary.outcome;
  line("rows", summary.rows.rows, "  in " + command.file);
  line("added", outcome.added, command.dry_run ? "  (would be: this is a dry run)" : "");
  if (outcome.amended > 0) line("amended", outcome.amended, "  supersede what was imported before");
  if (outcome.unchanged > 0) line("unchanged", outcome.unchanged, "");
  if (summary.rows.duplicates > 0)
    line("duplicates", summary.rows.duplicates, "  the same row again in this file");
  if (summary.rows.rejected > 0)
    line("rejected", summary.rows.rejected, "  listed in " + summary.rejects.string());
  out << "audience: " << audience_text(summary.audience)
      << (command.audience.empty() ? "  (--audience chooses another)\n" : "\n");
  out << "time: " << summary.elapsed_ms << " ms, " << grouped(rows_a_second(summary))
      << " rows a second\n";
}

/// A mission to import into, with what it knows, and its pen unless nothing is to be written.
struct Desk {
  std::unique_ptr<Mission> mission;
  KnownLedger known;
  std::optional<Pen> pen;
  std::string party;
};

Result<Desk> open_desk(const ImportCommand& command) {
  TRY_ASSIGN(const fs::path folder, require_mission(command.mission));
  Desk desk;
  const auto mode = command.dry_run ? Mission::Mode::read_only : Mission::Mode::write;
  TRY_ASSIGN(desk.mission, Mission::open(folder, mode));
  desk.mission->unlock_with(passphrases(command.passphrase));
  desk.party = command.as.empty() ? desk.mission->config().party : command.as;
  TRY_ASSIGN(const ledger::SignedHead head, desk.mission->head());
  TRY_ASSIGN(desk.known, read_known(desk.mission->store(), head, desk.party));
  if (command.dry_run) return desk;
  TRY_ASSIGN(Pen pen, open_pen(*desk.mission, desk.known.replayed, desk.party));
  desk.pen.emplace(std::move(pen));
  return desk;
}

}  // namespace

Result<int> run(const ImportCommand& command, Terminal& terminal) {
  TRY_ASSIGN(InputFile input, InputFile::open(command.file));
  TRY_ASSIGN(Desk desk, open_desk(command));
  Summary summary;
  TRY_ASSIGN(summary.audience,
             audience_or(command.audience, default_audience(command.format, desk.party)));
  RejectsFile rejects(rejects_path(command, desk.mission->folder()));
  summary.rejects = rejects.path();
  ReportImport import(desk.pen ? &*desk.pen : nullptr, std::move(desk.known.reports),
                      summary.audience);
  Result<void> result;
  Result<void> listed;
  {
    Progress progress(terminal, "importing", "rows", input.size());
    const formats::ImportOptions options{.zone = &desk.mission->time_zone(),
                                         .bounds = desk.mission->config().bounds,
                                         .zones = desk.mission->time_zones().lookup()};
    result = read_reports(
        command.format, input, command.file, options,
        {[&](formats::ImportedReport&& report) { import.take(std::move(report)); },
         [&](formats::RejectedRow&& row) { rejects.add(row); }},
        [&](const InputFile& file, std::uint64_t rows) {
          progress.update(file.bytes_read(), rows);
          return import.status();
        },
        summary.rows);
    const Result<void> flushed = import.flush();
    if (!flushed) result = flushed;  // the ledger's trouble is the one to mend first
    listed = rejects.finish();
    summary.elapsed_ms = progress.elapsed_ms();
  }
  summary.outcome = import.outcome();
  if (!command.dry_run && summary.outcome.added + summary.outcome.amended > 0) {
    const Result<void> signed_for = sign_or_say(*desk.mission, terminal);
    if (result) result = signed_for;
  }
  if (command.json)
    print_json(summary, command, result, terminal.out);
  else if (result || summary.rows.rows > 0)
    print_text(summary, command, terminal.out);
  if (!result) {
    base::Error error = result.error();
    if (error.mend.empty()) error.mend = "mend the file and import it again";
    if (summary.rows.rows > 0 && !command.dry_run)
      error.reason += "; the complete rows before it are kept, and importing again adds the others";
    return error;
  }
  TRY(listed);
  return summary.rows.rejected > 0 ? kExitRejected : 0;
}

}  // namespace truceline::app

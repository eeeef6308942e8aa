// SPDX-License-Identifier: Apache-2.0
#include "app/command_verify.hpp"

#include "app/clock.hpp"
#include "app/mission.hpp"
#include "app/mission_choice.hpp"
#include "app/progress.hpp"
#include "app/verify.hpp"
#include "app/written_moment.hpp"
#include "base/json_writer.hpp"
#include "views/colour.hpp"
#include "views/error_table.hpp"

namespace truceline::app {

using base::Result;

namespace {

int exit_code_of(const Verification& verified) {
  return verified.faults_total == 0 ? 0 : views::error_row(base::ErrorCode::corrupt).exit_code;
}

void print_faults(const Verification& verified, Terminal& terminal) {
  for (const base::Error& fault : verified.faults)
    terminal.out << views::coloured("FAULT", views::Colour::red, terminal.colour()) << "  "
                 << views::for_terminal(fault.to_string()) << '\n';
  if (verified.faults_total > verified.faults.size())
    terminal.out << "and " << grouped(verified.faults_total - verified.faults.size())
                 << " more faults\n";
  terminal.out << "faults: " << grouped(verified.faults_total) << ", in "
               << grouped(verified.size.value)
               << " entries and their head. Restore the ledger from a mirror or a backup\n";
}

/// Each line is a claim that was checked, none is printed otherwise.
void print_proofs(const Verification& verified, std::ostream& out) {
  out << "every entry's bytes have the hash stored beside them: " << grouped(verified.size.value)
      << "\n"
      << "the tree over them has the root the log signed: " << base::to_base64(verified.root)
      << "\n"
      << "every statement is signed by a key that could speak for its party, in an unbroken "
         "chain\n"
      << "every body is what its header commits to: " << grouped(verified.bodies_opened) << "\n";
  if (verified.bodies_absent > 0)
    out << "not checked, since their bodies are not held: " << grouped(verified.bodies_absent)
        << "\n";
}

void print_digests(const Verification& verified, base::TimeMs at, std::ostream& out) {
  out << "state     " << base::to_hex(verified.state_digest) << "\n"
      << "findings  " << base::to_hex(verified.findings_digest) << "  as of "
      << base::to_utc_string(at) << "\n         ";
  std::uint64_t total = 0;
  for (const auto& [kind, count] : verified.findings) total += count;
  out << ' ' << grouped(total) << " findings";
  std::string_view separator = ": ";
  for (const auto& [kind, count] : verified.findings) {
    out << separator << domain::word(kind) << ' ' << grouped(count);
    separator = ", ";
  }
  out << '\n';
}

void print_json(const Verification& verified, base::TimeMs at, std::ostream& out) {
  base::JsonWriter json;
  json.begin_object().member("entries", static_cast<std::int64_t>(verified.size.value));
  json.member("root", base::to_base64(verified.root)).member("checkpoint", verified.checkpoint);
  json.member("bodies_opened", static_cast<std::int64_t>(verified.bodies_opened));
  json.member("bodies_absent", static_cast<std::int64_t>(verified.bodies_absent));
  json.member("state_digest", base::to_hex(verified.state_digest));
  json.member("findings_digest", base::to_hex(verified.findings_digest));
  json.member("at_ms", at.value).key("findings").begin_object();
  for (const auto& [kind, count] : verified.findings)
    json.member(domain::word(kind), static_cast<std::int64_t>(count));
  json.end_object().member("faults_total", static_cast<std::int64_t>(verified.faults_total));
  json.key("faults").begin_array();
  for (const base::Error& fault : verified.faults)
    json.begin_object()
        .member("place", fault.place)
        .member("reason", fault.reason)
        .member("mend", fault.mend)
        .end_object();
  out << json.end_array().end_object().take() << '\n';
}

}  // namespace

Result<int> run(const VerifyCommand& command, Terminal& terminal) {
  TRY_ASSIGN(const auto folder,
             require_mission(command.folder.empty() ? command.mission : command.folder));
  TRY_ASSIGN(const auto mission, Mission::open(folder, Mission::Mode::read_only));
  base::TimeMs at = now();
  if (!command.at.empty()) {
    TRY_ASSIGN(at, written_moment(command.at, "--at", *mission));
  }
  TRY_ASSIGN(const ledger::Head head, mission->store().head());
  std::optional<Verification> verified;
  {
    Progress progress(terminal, "verifying", "entries", head.size.value);
    TRY_ASSIGN(verified, verify_log(mission->store(), mission->config().origin, mission->log_key(),
                                    at, [&progress](std::uint64_t done, std::uint64_t) {
                                      progress.update(done, done);
                                    }));
  }
  if (command.json) {
    print_json(*verified, at, terminal.out);
  } else if (verified->faults_total > 0) {
    print_faults(*verified, terminal);
  } else {
    print_proofs(*verified, terminal.out);
    print_digests(*verified, at, terminal.out);
  }
  return exit_code_of(*verified);
}

}  // namespace truceline::app

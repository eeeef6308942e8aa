// SPDX-License-Identifier: Apache-2.0
#include "app/command_monitor.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

#include "app/clock.hpp"
#include "app/files.hpp"
#include "app/monitor.hpp"
#include "app/trust_file.hpp"
#include "app/web_log.hpp"
#include "app/written_duration.hpp"
#include "base/json_writer.hpp"
#include "base/limits.hpp"
#include "base/sha256.hpp"
#include "views/colour.hpp"
#include "views/error_table.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace fs = std::filesystem;

namespace {

constexpr const char* kState = "truceline-monitor.json";

int exit_code_of(const std::vector<Alarm>& alarms) {
  if (alarms.empty()) return 0;
  const AlarmKind worst = alarms.front().kind;
  const ErrorCode code = worst == AlarmKind::fork || worst == AlarmKind::broken ? ErrorCode::corrupt
                         : worst == AlarmKind::withheld ? ErrorCode::conflict
                                                        : ErrorCode::unavailable;
  return views::error_row(code).exit_code;
}

Result<MonitorMemory> read_memory(const fs::path& path) {
  const auto text = read_file(path, base::limits::kMonitorStateBytes);
  if (!text && text.error().code == ErrorCode::not_found) return MonitorMemory{};
  if (!text) return text.error();
  auto memory = parse_memory(*text);
  if (!memory) return memory.error().at(path.string());
  return memory;
}

/// Tells each alarm once when it is raised and once when it is over.
class AlarmBell {
 public:
  AlarmBell(const VerifyCommand& command, fs::path state, Terminal& terminal)
      : command_(command), state_(std::move(state)), terminal_(terminal) {}

  Result<void> ring(const std::vector<Alarm>& alarms, base::TimeMs now) {
    for (const Alarm& alarm : alarms) {
      TRY_ASSIGN(const std::string evidence, keep(alarm));
      if (!among(alarm, told_)) TRY(tell(alarm, true, evidence, now));
      told_.push_back(alarm);
    }
    for (const Alarm& alarm : told_)
      if (!among(alarm, alarms)) TRY(tell(alarm, false, {}, now));
    told_ = alarms;
    return {};
  }

 private:
  static bool among(const Alarm& alarm, const std::vector<Alarm>& all) {
    return std::ranges::any_of(all, [&](const Alarm& one) { return one.same_as(alarm); });
  }

  /// The evidence in a file beside the state, named after its content; its name, or nothing.
  Result<std::string> keep(const Alarm& alarm) const {
    if (alarm.evidence.empty()) return std::string();
    const std::string id = base::to_hex(base::sha256(base::bytes_of(alarm.evidence)));
    const fs::path path = state_.parent_path() / ("fork-" + id.substr(0, 16) + ".evidence");
    std::error_code ignored;
    if (!fs::exists(path, ignored)) TRY(write_file(path, alarm.evidence, FileMode::shared));
    return path.string();
  }

  Result<void> tell(const Alarm& alarm, bool raised, const std::string& evidence,
                    base::TimeMs now) {
    const std::string_view word = domain::word(alarm.kind);
    terminal_.err << base::to_utc_string(now) << "  "
                  << views::coloured(raised ? "ALARM" : "over",
                                     raised ? views::Colour::red : views::Colour::dim,
                                     terminal_.err_colour())
                  << "  " << word << ": " << views::for_terminal(alarm.who) << ": "
                  << views::for_terminal(alarm.reason) << '\n';
    if (!evidence.empty())
      terminal_.err << "  the evidence is kept: truceline verify " << evidence << '\n';
    terminal_.err << std::flush;
    if (command_.alarms.empty()) return {};
    base::JsonWriter json;
    json.begin_object().member("at_ms", now.value).member("alarm", word);
    json.key("raised").boolean(raised).member("who", alarm.who).member("reason", alarm.reason);
    if (!evidence.empty()) json.member("evidence", evidence);
    std::ofstream file(command_.alarms, std::ios::app | std::ios::binary);
    file << json.end_object().take() << std::endl;
    if (file) return {};
    return Error{ErrorCode::unavailable, "cannot write the alarm", command_.alarms, {}};
  }

  const VerifyCommand& command_;
  fs::path state_;
  Terminal& terminal_;
  std::vector<Alarm> told_;
};

MonitorSources sources_of(const ledger::Policy& policy, const std::string& host,
                          HttpClient& client) {
  MonitorSources sources{files_of_web(client, host), {}};
  const std::string& origin = policy.logs.front().key.name;
  for (const ledger::PolicyWitness& witness : policy.witnesses)
    sources.witnesses.push_back(witness.url.empty()
                                    ? nullptr
                                    : files_of_web(client, monitoring_prefix(witness.url, origin)));
  return sources;
}

Result<Trust> monitor_trust(const VerifyCommand& command) {
  if (!is_web_address(command.where))
    return base::invalid("a monitor watches a web address",
                         "truceline verify --monitor https://host.example.org --policy FILE");
  if (command.policy.empty())
    return base::invalid("a monitor must know whom to believe",
                         "name the keys of the log and its witnesses: --policy FILE");
  TRY_ASSIGN(Trust trust, read_trust(command.policy));
  if (trust.policy.logs.size() != 1)
    return base::invalid("a monitor watches one log; the policy names " +
                         std::to_string(trust.policy.logs.size()))
        .at(command.policy);
  return trust;
}

}  // namespace

Result<int> run_monitor(const VerifyCommand& command, Terminal& terminal) {
  TRY_ASSIGN(const Trust trust, monitor_trust(command));
  TRY_ASSIGN(const std::int64_t interval_ms,
             written_duration(command.interval.empty() ? "60s" : command.interval, "--interval"));
  MonitorLimits limits;
  TRY_ASSIGN(
      limits.stall_ms,
      written_duration(command.stall_after.empty() ? "1h" : command.stall_after, "--stall-after"));
  const fs::path state = command.state.empty() ? kState : command.state;
  TRY_ASSIGN(const FileLock lock,
             FileLock::take(state.string() + ".lock", "another monitor remembers in this file"));
  TRY_ASSIGN(MonitorMemory memory, read_memory(state));
  HttpClientOptions http;
  http.total_time = std::chrono::seconds(10);  // who is slower is silent; there are others to ask
  HttpClient client(http);
  TRY_ASSIGN(Monitor monitor,
             Monitor::open(trust.policy, sources_of(trust.policy, command.where, client), limits,
                           std::move(memory)));
  AlarmBell bell(command, state, terminal);
  for (bool first = true;; first = false) {
    Look look = monitor.look(now());
    if (look.unsettled) {
      std::this_thread::sleep_for(std::chrono::milliseconds(limits.ahead_ms));
      look = monitor.look(now());
    }
    const base::TimeMs at = now();
    TRY(write_file(state, format_memory(monitor.memory()), FileMode::shared));
    if (first)
      for (const std::string& fact : look.facts)
        terminal.out << views::for_terminal(fact) << std::endl;
    TRY(bell.ring(look.alarms, at));
    if (first && look.alarms.empty()) terminal.out << "no alarm" << std::endl;
    if (command.once) return exit_code_of(look.alarms);
    std::this_thread::sleep_for(std::chrono::milliseconds(interval_ms));
  }
}

}  // namespace truceline::app

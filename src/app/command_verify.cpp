// SPDX-License-Identifier: Apache-2.0
#include "app/command_verify.hpp"

#include <memory>

#include "app/clock.hpp"
#include "app/command_mirror.hpp"
#include "app/command_monitor.hpp"
#include "app/cosigner_setup.hpp"
#include "app/files.hpp"
#include "app/mirror_view.hpp"
#include "app/mission.hpp"
#include "app/mission_choice.hpp"
#include "app/progress.hpp"
#include "app/sqlite_mirror_store.hpp"
#include "app/store_view.hpp"
#include "app/tiled_view.hpp"
#include "app/trust_file.hpp"
#include "app/verify.hpp"
#include "app/verify_bundle.hpp"
#include "app/verify_evidence.hpp"
#include "app/verify_text.hpp"
#include "app/web_log.hpp"
#include "app/written_moment.hpp"

namespace truceline::app {

using base::Result;

namespace {

namespace fs = std::filesystem;

/// What to look at, and what is known of it beforehand. Keeps alive what the view rests on.
struct Subject {
  std::unique_ptr<SqliteMirrorStore> mirror;
  std::unique_ptr<HttpClient> client;
  std::unique_ptr<Mission> mission;
  std::unique_ptr<LogView> view;
  Trust trust;
  base::TimeMs at;
};

Result<Subject> mission_subject(const fs::path& folder, const VerifyCommand& command) {
  Subject subject;
  TRY_ASSIGN(subject.mission, Mission::open(folder, Mission::Mode::read_only));
  Mission& mission = *subject.mission;
  TRY_ASSIGN(subject.trust, trust_of_mission(mission, command.policy));
  subject.view = std::make_unique<StoreView>(mission.store());
  subject.at = now();
  if (!command.at.empty()) {
    TRY_ASSIGN(subject.at,
               written_moment(command.at, "--at", mission.time_zone(), mission.time_zones()));
  }
  return subject;
}

/// What is known of somebody else's log: there is no mission whose zone a time could be meant in.
Result<Subject> foreign_subject(const VerifyCommand& command) {
  Subject subject;
  subject.at = now();
  if (!command.at.empty()) {
    TimeZones zones;
    TRY_ASSIGN(subject.at, written_moment(command.at, "--at", base::TimeZone::utc(), zones));
  }
  if (!command.policy.empty()) {
    TRY_ASSIGN(subject.trust, read_trust(command.policy));
  }
  return subject;
}

Result<Subject> web_subject(const VerifyCommand& command) {
  TRY_ASSIGN(Subject subject, foreign_subject(command));
  const auto& logs = subject.trust.policy.logs;
  subject.client = std::make_unique<HttpClient>();
  TRY_ASSIGN(subject.view, open_web_log(*subject.client, command.where,
                                        logs.empty() ? "" : logs.front().key.name));
  return subject;
}

/// The log of a mirror that `trust` names, or its only one.
Result<ledger::KnownLog> log_of(const CosignerSetup& setup, const Trust& trust) {
  const auto& named = trust.policy.logs;
  for (const ledger::KnownLog& log : setup.logs)
    if (named.empty() ? setup.logs.size() == 1 : log.origin == named.front().key.name) return log;
  std::string origins;
  for (const ledger::KnownLog& log : setup.logs) origins += "\n  " + log.origin;
  return base::Error{base::ErrorCode::not_found, "which of the mirror's logs is meant is not said",
                     setup.config_path.string(),
                     "name it by a policy, --policy FILE; it keeps:" + origins};
}

Result<Subject> mirror_subject(const fs::path& config, const VerifyCommand& command) {
  TRY_ASSIGN(Subject subject, foreign_subject(command));
  TRY_ASSIGN(const CosignerSetup setup,
             read_cosigner_setup(formats::CosignerRole::mirror, config, nullptr));
  TRY_ASSIGN(const ledger::KnownLog log, log_of(setup, subject.trust));
  if (command.policy.empty())
    for (const ledger::VerifierKey& key : log.keys) subject.trust.policy.logs.push_back({key, {}});
  TRY_ASSIGN(subject.mirror, SqliteMirrorStore::open(mirror_entries_file(setup.state)));
  subject.view = std::make_unique<MirrorView>(*subject.mirror, log.origin);
  return subject;
}

Result<Subject> subject_of(const VerifyCommand& command) {
  if (is_web_address(command.where)) return web_subject(command);
  std::error_code ignored;
  const fs::path mirror = fs::path(command.where) / "mirror.yaml";
  if (!command.where.empty() && fs::exists(mirror, ignored)) return mirror_subject(mirror, command);
  if (!command.where.empty() && fs::exists(fs::path(command.where) / "checkpoint", ignored)) {
    TRY_ASSIGN(Subject subject, foreign_subject(command));
    subject.view = std::make_unique<TiledView>(files_of_folder(command.where));
    return subject;
  }
  TRY_ASSIGN(const auto folder,
             require_mission(command.where.empty() ? command.mission : command.where));
  return mission_subject(folder, command);
}

}  // namespace

Result<int> run(const VerifyCommand& command, Terminal& terminal) {
  if (command.monitor) return run_monitor(command, terminal);
  std::error_code ignored;
  if (fs::is_regular_file(command.where, ignored)) {
    TRY_ASSIGN(const std::string text, read_file(command.where, views::kBundleBytes));
    if (views::looks_like_bundle(text)) return run_bundle(command, text, terminal);
    return run_evidence(command, terminal);
  }
  TRY_ASSIGN(const Subject subject, subject_of(command));
  std::optional<Verification> verified;
  {
    Progress progress(terminal, "verifying", "entries", 0);
    TRY_ASSIGN(verified, verify_log(*subject.view, subject.trust, subject.at,
                                    [&progress](std::uint64_t done, std::uint64_t total) {
                                      progress.set_total(total);
                                      progress.update(done, done);
                                    }));
  }
  if (command.json)
    print_verification_json(*verified, subject.at, terminal.out);
  else
    print_verification(*verified, subject.at, terminal);
  return exit_code_of(*verified);
}

}  // namespace truceline::app

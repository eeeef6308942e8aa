// SPDX-License-Identifier: Apache-2.0
#include "app/command_mirror.hpp"

#include "app/files.hpp"
#include "app/http_client.hpp"
#include "app/mirror_site.hpp"
#include "base/json_writer.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;
using formats::CosignerRole;

namespace fs = std::filesystem;

namespace {

fs::path submissions_file(const fs::path& state) {
  return state / "submissions.sqlite";
}

/// Brings statements to hosts. One thread at a time, but for cancel().
class HostClient {
 public:
  Result<HostAnswer> ask(const std::string& url, const Submission& submission) {
    base::JsonWriter json;
    json.begin_object().member("envelope", submission.envelope);
    json.member("salt", base::to_hex(submission.salt)).member("body", submission.body);
    json.end_object();
    TRY_ASSIGN(HttpReply reply, client_.post(joined_url(url, "/api/v1/statements"),
                                             "application/json", json.take()));
    return HostAnswer{reply.status, std::move(reply.body)};
  }
  void cancel() { client_.cancel(); }

 private:
  HttpClient client_;
};

Result<MirrorSite::Logs> open_logs(const std::vector<ledger::KnownLog>& known,
                                   SqliteMirrorStore& store) {
  MirrorSite::Logs logs;
  for (const ledger::KnownLog& log : known) {
    auto mirrored = std::make_unique<MirroredLog>(log.origin, store);
    TRY(mirrored->catch_up());
    logs.emplace(ledger::origin_hash_hex(log.origin), std::move(mirrored));
  }
  return logs;
}

Result<void> mirror_until_stopped(const CosignerOptions& options, Terminal& terminal) {
  const std::string config = options.config.empty() ? "mirror.yaml" : options.config;
  TRY_ASSIGN(CosignerSetup setup,
             read_cosigner_setup(CosignerRole::mirror, config, passphrases(options.passphrase)));
  TRY_ASSIGN(const FileLock lock,
             FileLock::take(setup.state.string() + ".lock", "another mirror is using this folder"));
  TRY_ASSIGN(const auto store, SqliteMirrorStore::open(mirror_entries_file(setup.state)));
  TRY_ASSIGN(const auto submissions, SubmissionStore::open(submissions_file(setup.state)));
  TRY_ASSIGN(ledger::Mirror mirror, ledger::Mirror::open(setup.cosigner, setup.logs, *store));
  TRY_ASSIGN(const MirrorSite::Logs logs, open_logs(setup.logs, *store));

  ShortLog log(terminal.err);
  HostClient host;
  DeskOptions desk_options{setup.cosigner, setup.urls,
                           std::int64_t{setup.config.forward_hours} * base::kHourMs};
  SubmissionDesk desk(
      std::move(desk_options), *submissions,
      [&host](const std::string& url, const Submission& s) { return host.ask(url, s); },
      [&store](std::string_view origin, const base::Hash& id) { return store->find(origin, id); },
      log);
  MirrorSite site(mirror, logs, desk, log);
  TRY_ASSIGN(const auto server, HttpServer::listen(setup.http(), site));
  terminal.out << "Mirror " << setup.config.name << " keeps " << logs.size()
               << (logs.size() == 1 ? " log" : " logs") << " on "
               << listening_address(setup, server->port()) << std::endl;
  desk.start();
  server->run();
  host.cancel();
  desk.stop();
  terminal.out << "Stopped." << std::endl;
  return {};
}

Result<void> make_mirror(const CosignerOptions& options, Terminal& terminal) {
  TRY_ASSIGN(const BegunCosigner begun, begin(CosignerRole::mirror, options));
  std::error_code failed;
  fs::create_directories(begun.state, failed);
  if (failed)
    return Error{ErrorCode::unavailable,
                 "cannot make the folder: " + failed.message(),
                 begun.state.string(),
                 {}};
  TRY(SqliteMirrorStore::create(mirror_entries_file(begun.state)));
  TRY(SubmissionStore::create(submissions_file(begun.state)));
  print_begun(begun, "mirror", terminal);
  terminal.out << "for the mission's mission.yaml:\n  mirrors: [" << begun.key.name << "]\n";
  warn_where_unencrypted(options, terminal);
  return {};
}

}  // namespace

fs::path mirror_entries_file(const fs::path& state) {
  return state / "entries.sqlite";
}

Result<int> run(const MirrorCommand& command, Terminal& terminal) {
  const bool init = command.options.action == "init";
  TRY(init ? make_mirror(command.options, terminal)
           : mirror_until_stopped(command.options, terminal));
  return 0;
}

}  // namespace truceline::app

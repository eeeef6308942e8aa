// SPDX-License-Identifier: Apache-2.0
//
// What would this notification be in the way of, where very many are notified? Asked over HTTP,
// one question after another, and in process; and what it costs to follow the conflicts when a
// few more are notified, beside deriving all of them anew.
#include "engine/conflicts.hpp"

#include <algorithm>

#include "app/socket_client.hpp"
#include "engine/findings.hpp"
#include "geo_workload.hpp"
#include "paths.hpp"
#include "served_mission.hpp"

namespace truceline::bench {
namespace {

constexpr std::string_view kTarget = "/api/v1/conflicts/check?party=sender-1";
constexpr std::size_t kMore = 100;  // notified between two looks
constexpr base::TimeMs kClock{1'500'000'000'000};

domain::Arrangement separations() {
  domain::Arrangement rules;
  rules.id = rules.title = "bench";
  rules.separations = {{domain::SubjectKind::operation, domain::SubjectKind::operation, 500, 15'000,
                        10 * base::kMinuteMs}};
  return rules;
}

/// So many notifications; of the made volumes those that fit in a body.
std::vector<domain::Notification> notifications(std::uint64_t seed, std::size_t count) {
  std::vector<domain::Notification> all;
  for (geo::Volume& volume : volumes(seed, count + count / 20 + 10)) {
    domain::Notification one;
    one.id = "n-" + std::to_string(all.size());
    one.kind = domain::NotificationKind::operation;
    one.when.interval = {base::TimeMs{volume.time.from}, base::TimeMs{volume.time.until}};
    one.when.zone = "UTC";
    one.altitude = volume.altitude;
    one.area = std::get<geo::MultiPolygon>(std::move(volume.footprint));
    if (domain::encode(one).size() <= base::limits::kBodyBytes) all.push_back(std::move(one));
    if (all.size() == count) break;
  }
  INVARIANT(all.size() == count);
  return all;
}

/// All said by the first sender, after the arrangement.
std::vector<ledger::Record> records_of(const std::vector<domain::Notification>& notified) {
  app::Author author = author_of(party_of(0));
  const domain::Audience everyone{domain::AudienceLabel::everyone, {}};
  std::vector<ledger::Record> records;
  const auto say = [&](const domain::Body& body) {
    domain::Salt salt{};
    salt[0] = 1;
    records.push_back(author.write(body, everyone, {}, {0}, salt).value().record);
  };
  say(separations());
  for (const domain::Notification& one : notified) say(one);
  return records;
}

std::uint64_t ask_over_http(std::uint16_t port, const std::vector<std::string>& questions,
                            Latencies& latencies) {
  app::SocketClient client(port);
  std::uint64_t found = 0;
  std::vector<Latencies::Duration> took;
  for (const std::string& question : questions) {
    const auto begun = std::chrono::steady_clock::now();
    const auto answer = client.ask("POST", kTarget, "Content-Type: application/json\r\n", question);
    took.push_back(std::chrono::steady_clock::now() - begun);
    INVARIANT(answer.status == 200);
    found += count_of(answer.body, "\"rule\":\"conflict/separation\"");
  }
  latencies.add(std::move(took));
  return found;
}

std::uint64_t ask_in_process(const views::Snapshot& snapshot,
                             const std::vector<domain::Notification>& plans) {
  const auto ground = snapshot.conflicts();
  std::uint64_t found = 0;
  for (const domain::Notification& plan : plans) {
    const engine::Said<domain::Notification> planned{
        {snapshot.state().size().value},       {},   party_of(1), {},
        {domain::AudienceLabel::everyone, {}}, plan, {},          {}};
    found +=
        engine::foresee(planned, snapshot.held(), *ground, snapshot.reader(), 500).findings.size();
  }
  return found;
}

/// The state as it is after some more were notified by another party.
engine::State with_more(const engine::State& before, std::span<const domain::Notification> more) {
  engine::State state = before;
  for (const domain::Notification& one : more) {
    domain::Statement statement;
    statement.index = {state.size().value};
    statement.header.kind = domain::StatementKind::notification;
    statement.header.party = party_of(1);
    statement.header.sequence = statement.index.value;
    statement.header.audience = {domain::AudienceLabel::everyone, {}};
    statement.id = base::sha256(base::bytes_of(one.id));
    statement.body = one;
    state.apply(std::move(statement));
  }
  return state;
}

base::Result<void> measure_following(const Options& options, const engine::State& before,
                                     const std::vector<domain::Notification>& plans, All& all) {
  const std::string path = "conflicts followed, " + std::to_string(kMore) + " more notified";
  if (!wanted(options, path)) return {};
  const engine::State after =
      with_more(before, std::span(plans).first(std::min(kMore, plans.size())));
  engine::FindingMemory memory;
  const std::vector<Way> ways = {
      {"engine::FindingMemory", Role::ours,
       [&] { return engine::derive_findings(after, kClock, engine::one_by_one, &memory).size(); },
       [&] { engine::derive_findings(before, kClock, engine::one_by_one, &memory); }},
      {"engine::derive_findings, anew", Role::other,
       [&] { return engine::derive_findings(after, kClock).size(); }}};
  TRY_ASSIGN(Measured measured, measure({path, "times", 1}, ways, options.rounds));
  all.push_back(std::move(measured));
  return {};
}

}  // namespace

base::Result<void> measure_conflicts(const Options& options, All& all) {
  const std::string path =
      "plans checked for conflicts, " + std::to_string(options.volumes) + " notified";
  const std::string follow_path = "conflicts followed, " + std::to_string(kMore) + " more notified";
  if (!wanted(options, path) && !wanted(options, follow_path)) return {};
  ServedMission mission(records_of(notifications(options.seed, options.volumes)));
  const std::vector<domain::Notification> plans =
      notifications(options.seed + 1, options.volume_questions);
  if (wanted(options, path)) {
    std::vector<std::string> questions;
    for (const domain::Notification& plan : plans) questions.push_back(domain::encode(plan));
    Latencies latencies;
    const std::uint16_t port = mission.serve();
    const std::vector<Way> ways = {{"HTTP, one after another",
                                    Role::ours,
                                    [&] { return ask_over_http(port, questions, latencies); },
                                    {},
                                    [&] { return latencies.text(); }},
                                   {"engine::foresee", Role::ours, [&] {
                                      return ask_in_process(*mission.live().newest(), plans);
                                    }}};
    TRY_ASSIGN(Measured measured,
               measure({path, "questions", plans.size(), Work::Clock::wall}, ways, options.rounds));
    all.push_back(std::move(measured));
  }
  return measure_following(options, mission.live().newest()->state(), plans, all);
}

}  // namespace truceline::bench

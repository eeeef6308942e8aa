// SPDX-License-Identifier: Apache-2.0
//
// Positions through a server: signed batches over HTTP, read, judged, held against the mission's
// zones, what they show entered, and answered. Beside it, in the same run, the same without a
// server, and the reading alone.
#include "formats/positions.hpp"

#include "app/clock.hpp"
#include "app/signed_batch.hpp"
#include "app/socket_client.hpp"
#include "engine/position_stream.hpp"
#include "engine/synthetic_mission.hpp"
#include "geo_workload.hpp"
#include "paths.hpp"
#include "served_mission.hpp"

namespace truceline::bench {
namespace {

constexpr std::size_t kZones = 1'000;
constexpr std::size_t kObjects = 200;  // of one sender
constexpr std::size_t kRows = 1'000;   // of one request
constexpr std::int64_t kStepMs = 10'000;

using Clock = std::chrono::steady_clock;
using Batches = std::vector<std::string>;

std::vector<domain::Body> zone_bodies(std::uint64_t seed) {
  std::vector<domain::Body> bodies;
  for (const TimedZone& drawn : timed_zones(seed, kZones)) {
    domain::Zone zone;
    zone.id = "zone-" + std::to_string(bodies.size());
    zone.kind = domain::ZoneKind::exclusion;
    zone.area = drawn.area;
    bodies.emplace_back(std::move(zone));
  }
  return bodies;
}

std::vector<ledger::Record> said_by_first_sender(std::span<const domain::Body> bodies) {
  app::Author author = author_of(party_of(0));
  const domain::Audience everyone{domain::AudienceLabel::everyone, {}};
  std::vector<ledger::Record> records;
  for (const domain::Body& body : bodies)
    records.push_back(author.write(body, everyone, {}, {0}, domain::Salt{{1}}).value().record);
  return records;
}

/// Aeroplanes that fly straight on to the east, at about 150 m/s.
Batches batches_of(std::uint64_t seed, std::size_t sender, std::size_t rows, base::TimeMs end) {
  engine::Dice dice(seed + sender);
  std::vector<geo::Point> from;
  for (std::size_t i = 0; i < kObjects; ++i)
    from.push_back({.lon_e7 = static_cast<std::int32_t>(360'000'000 + dice.roll(60'000'000)),
                    .lat_e7 = static_cast<std::int32_t>(325'000'000 + dice.roll(45'000'000))});
  const auto steps = static_cast<std::int64_t>(rows / kObjects);
  Batches batches;
  std::size_t row = 0;
  for (std::int64_t step = 0; step < steps; ++step)
    for (std::size_t i = 0; i < kObjects; ++i, ++row) {
      if (row % kRows == 0) batches.emplace_back();
      const auto east = static_cast<std::int32_t>(step * 160'000);
      batches.back() += "{\"object\":\"o" + std::to_string(i) +
                        "\",\"time_ms\":" + std::to_string(end.value - (steps - step) * kStepMs) +
                        ",\"lon_e7\":" + std::to_string(from[i].lon_e7 + east) +
                        ",\"lat_e7\":" + std::to_string(from[i].lat_e7) +
                        ",\"kind\":\"aeroplane\"}\n";
    }
  return batches;
}

/// What the answer says after "believed": how many were, with this batch.
std::uint64_t believed(std::string_view answer) {
  constexpr std::string_view kName = "\"believed\":";
  const std::size_t at = answer.find(kName);
  std::uint64_t number = 0;
  for (std::size_t i = at == std::string_view::npos ? answer.size() : at + kName.size();
       i < answer.size() && answer[i] >= '0' && answer[i] <= '9'; ++i)
    number = number * 10 + static_cast<std::uint64_t>(answer[i] - '0');
  return number;
}

struct Request {
  std::string target;
  const std::string* body;
};

std::vector<Request> signed_requests(std::size_t sender, const Batches& batches) {
  const std::string party = party_of(sender);
  const base::SigningKey key = key_of(party);
  std::vector<Request> requests;
  for (const std::string& body : batches)
    requests.push_back({"/api/v1/positions?" +
                            app::batch_query(kOrigin, {party, app::now(), "public", {}}, body, key),
                        &body});
  return requests;
}

std::uint64_t send_over_http(std::uint16_t port, const std::vector<Request>& requests,
                             Latencies& latencies) {
  app::SocketClient client(port);
  std::uint64_t sum = 0;
  std::vector<Clock::duration> took;
  for (const Request& request : requests) {
    const auto begun = Clock::now();
    const auto answer =
        client.ask("POST", request.target, "Content-Type: application/x-ndjson\r\n", *request.body);
    took.push_back(Clock::now() - begun);
    sum += believed(answer.body);
  }
  latencies.add(std::move(took));
  return sum;
}

std::uint64_t read_all(const Batches& batches) {
  std::uint64_t rows = 0;
  for (const std::string& batch : batches)
    rows += formats::read_positions_ndjson(batch, domain::MoverKind::unknown)->positions.size();
  return rows;
}

std::uint64_t judge_all(const engine::State& state, const std::vector<Batches>& sent) {
  auto stream = engine::PositionStream::make(engine::watch_list(state)).value();
  engine::StreamNews news;
  for (std::size_t sender = 0; sender < sent.size(); ++sender)
    for (const std::string& batch : sent[sender]) {
      auto read = formats::read_positions_ndjson(batch, domain::MoverKind::unknown).value();
      for (domain::Position& position : read.positions) position.sender = party_of(sender);
      stream.take(read.positions, news);
    }
  return news.counts.believed;
}

}  // namespace

base::Result<void> measure_positions(const Options& options, All& all) {
  const std::string path = "positions accepted, held against " + std::to_string(kZones) +
                           " zones and answered, 4 senders";
  if (!wanted(options, path)) return {};
  const std::vector<domain::Body> bodies = zone_bodies(options.seed);
  const std::vector<ledger::Record> told = said_by_first_sender(bodies);
  std::vector<Batches> sent;
  std::vector<std::vector<Request>> requests;
  const auto make_requests = [&] {  // a server takes what is signed within some minutes
    sent.clear();
    requests.clear();
    for (std::size_t sender = 0; sender < kSenders; ++sender)
      sent.push_back(batches_of(options.seed, sender, options.positions / kSenders, app::now()));
    for (std::size_t sender = 0; sender < kSenders; ++sender)
      requests.push_back(signed_requests(sender, sent[sender]));
  };
  std::unique_ptr<ServedMission> served;
  std::uint16_t port = 0;
  Latencies latencies;
  engine::State state;
  {
    engine::Story story;
    for (const domain::Body& body : bodies) story.say(party_of(0), body);
    state = story.state();
  }
  const std::vector<Way> ways = {
      {"HTTP, 1,000 to a request", Role::ours,
       [&] {
         return all_senders(
             [&](std::size_t sender) { return send_over_http(port, requests[sender], latencies); });
       },
       [&] {
         make_requests();
         served.reset();
         served = std::make_unique<ServedMission>(told);
         port = served->serve();
       },
       [&] { return latencies.text() + " a request"; }},
      {"without a server, 1 thread", Role::other, [&] { return judge_all(state, sent); },
       [&] { make_requests(); }},
      {"reading the NDJSON alone, 4 threads", Role::floor,
       [&] { return all_senders([&](std::size_t sender) { return read_all(sent[sender]); }); },
       [&] { make_requests(); }}};
  const std::size_t rows = options.positions / kSenders / kObjects * kObjects * kSenders;
  TRY_ASSIGN(Measured measured,
             measure({path, "positions", rows, Work::Clock::wall}, ways, options.rounds));
  all.push_back(std::move(measured));
  return {};
}

}  // namespace truceline::bench

// SPDX-License-Identifier: Apache-2.0
#include "duty_load.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <mutex>
#include <optional>
#include <sys/resource.h>

#include "app/clock.hpp"
#include "app/socket_client.hpp"
#include "base/json_writer.hpp"
#include "base/sha256.hpp"
#include "domain/commitment.hpp"
#include "inboxes.hpp"
#include "served_process.hpp"

namespace truceline::bench {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto kPatience = std::chrono::seconds(120);  // for what was sent last
constexpr std::size_t kFlooders = 200;  // connections: each refusal keeps one of them waiting
constexpr int kCreated = 201;
constexpr int kTooMany = 429;

double ms_between(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double, std::milli>(to - from).count();
}

double own_cpu_s() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

/// One notification that was taken in.
struct Sent {
  std::uint64_t index;
  std::vector<std::size_t> recipients;
  Clock::time_point due;
};

/// The number behind "index": in an answer.
std::optional<std::uint64_t> index_in(std::string_view body) {
  constexpr std::string_view kIndex = "\"index\":";
  const std::size_t at = body.find(kIndex);
  if (at == std::string_view::npos) return std::nullopt;
  std::uint64_t index = 0;
  const std::string_view digits = body.substr(at + kIndex.size());
  std::from_chars(digits.data(), digits.data() + digits.size(), index);
  return index;
}

/// One run against a server: senders, whoever looks into a register, whoever floods.
class Run {
 public:
  Run(const DutyLoad& load, DutyMission& mission, ServedProcess& server, Inboxes& inboxes,
      DutyPhase& phase, std::size_t seconds, std::uint64_t first_number)
      : load_(load),
        mission_(mission),
        server_(server),
        inboxes_(inboxes),
        phase_(phase),
        count_(seconds * load.per_second),
        seconds_(seconds),
        first_number_(first_number) {}

  std::uint64_t sent_numbers() const { return count_; }

  std::vector<Sent> go(bool flooding) {
    phase_.resident_first = server_.resident_bytes();
    const double server_cpu_s = server_.cpu_s(), client_cpu_s = own_cpu_s();
    begun_ = Clock::now() + 200ms;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < mission_.authors().size(); ++i)
      threads.emplace_back([this, i] { send_all(i); });
    std::thread looking([this] { look_into_registers(); });
    std::thread watching([this] { watch(); });
    std::vector<std::thread> flooders;
    for (std::size_t i = 0; flooding && i < kFlooders; ++i)
      flooders.emplace_back([this, i] { flood(i); });
    for (std::thread& thread : threads) thread.join();
    done_ = true;
    looking.join();
    watching.join();
    for (std::thread& thread : flooders) thread.join();
    phase_.lasted_s = ms_between(begun_, Clock::now()) / 1e3;
    phase_.resident_last = server_.resident_bytes();
    phase_.server_cpu_s = server_.cpu_s() - server_cpu_s;
    phase_.client_cpu_s = own_cpu_s() - client_cpu_s;
    phase_.sent = count_;
    return std::move(sent_);
  }

 private:
  Clock::time_point due(std::uint64_t number) const {
    return begun_ + std::chrono::microseconds(
                        static_cast<std::int64_t>(number * 1'000'000 / load_.per_second));
  }

  /// Signs each just before it is due; then sends it and waits for its answer.
  void send_all(std::size_t author_number) {
    app::SocketClient client(server_.port());
    DutyAuthor& who = mission_.authors()[author_number];
    const std::string headers =
        mission_.author_tokens()[author_number] + "Content-Type: application/json\r\n";
    for (std::uint64_t i = author_number; i < count_; i += mission_.authors().size()) {
      const NoticeMaker::Notice made = mission_.notices().notice(who.party, first_number_ + i);
      domain::Salt salt = base::sha256(base::bytes_of(std::to_string(first_number_ + i)));
      const std::vector<domain::Reference> instead = {
          {domain::ReferenceKind::supersedes, who.standing.front()}};
      const auto written =
          who.author.write(made.what, made.audience, instead, app::now(), salt).value();
      who.standing.pop_front();
      who.standing.push_back(written.id);
      base::JsonWriter json;
      const auto unsealed = domain::unseal(written.record.sealed).value();
      json.begin_object().member("envelope", base::text_of(written.record.leaf));
      json.member("salt", base::to_hex(salt)).member("body", unsealed.body).end_object();
      const std::string body = json.take();
      std::this_thread::sleep_until(due(i));
      const auto answer = client.ask("POST", "/api/v1/statements", headers, body);
      const auto now = Clock::now();
      const auto index = index_in(answer.body);
      const std::lock_guard lock(mutex_);
      if (answer.status != kCreated || !index) {
        if (phase_.refused++ == 0)
          std::fprintf(stderr, "refused: %d %s\n", answer.status, answer.body.c_str());
        continue;
      }
      phase_.answered.push_back(ms_between(due(i), now));
      sent_.push_back({*index, made.recipients, due(i)});
    }
  }

  /// Twice a second: of the newest that was answered, wait until an inbox of a recipient is told,
  /// then ask for the register from there on: it must be in it.
  void look_into_registers() {
    app::SocketClient client(server_.port());
    std::uint64_t looked_at = 0;
    while (!done_) {
      std::this_thread::sleep_for(500ms);
      std::optional<Sent> newest;
      {
        const std::lock_guard lock(mutex_);
        if (!sent_.empty()) newest = sent_.back();
      }
      if (!newest || newest->index <= looked_at) continue;
      looked_at = newest->index;
      const std::size_t inbox = newest->recipients[0];  // its party's first
      const auto end = Clock::now() + kPatience;
      while (inboxes_.told(inbox) <= newest->index && Clock::now() < end)
        std::this_thread::sleep_for(1ms);
      const auto asked = Clock::now();
      const std::string index = std::to_string(newest->index);
      const auto answer =
          client.get("/api/v1/notifications?limit=1&from=" + index, mission_.inbox_tokens()[inbox]);
      const auto now = Clock::now();
      const std::lock_guard lock(mutex_);
      phase_.register_asked.push_back(ms_between(asked, now));
      if (answer.body.find("\"entry\":" + index + ",") == std::string::npos) {
        if (phase_.not_there++ == 0)
          std::fprintf(stderr, "not there: %d %s\n", answer.status, answer.body.c_str());
      }
    }
  }

  /// Memory, and a line of progress every ten seconds.
  void watch() {
    const auto minute =
        begun_ + std::min<Clock::duration>(60s, std::chrono::seconds(seconds_) / 10);
    auto next = begun_ + 10s;
    while (!done_) {
      std::this_thread::sleep_for(50ms);
      const auto now = Clock::now();
      if (phase_.resident_minute == 0 && now >= minute)
        phase_.resident_minute = server_.resident_bytes();
      if (now < next) continue;
      next += 10s;
      const std::lock_guard lock(mutex_);
      WaitsMs last(phase_.answered.end() - static_cast<std::ptrdiff_t>(std::min(
                                               phase_.answered.size(), 10 * load_.per_second)),
                   phase_.answered.end());
      std::ranges::sort(last);
      std::fprintf(stderr, "%s: %4.0f s, %zu answered, last p99 %.0f ms, %.0f MB, inbox %llu\n",
                   phase_.name.c_str(), ms_between(begun_, now) / 1e3, sent_.size(),
                   percentile(last, 99), static_cast<double>(server_.resident_bytes()) / 1e6,
                   static_cast<unsigned long long>(inboxes_.told(0)));
    }
  }

  /// The most costly page of the register, as often as it can be asked for.
  void flood(std::size_t number) {
    constexpr std::size_t kAtOnce = 10;
    app::SocketClient client(server_.port());
    const std::string request =
        "GET /api/v1/notifications?limit=1000 HTTP/1.1\r\n"
        "Host: localhost\r\n" +
        mission_.flooder_token() + "\r\n";
    std::string many;
    for (std::size_t i = 0; i < kAtOnce; ++i) many += request;
    const std::chrono::microseconds every(static_cast<std::int64_t>(
        kAtOnce * kFlooders * 1'000'000 / std::max<std::size_t>(1, load_.flood_per_second)));
    Clock::time_point next = begun_ + every * static_cast<std::int64_t>(number) / kFlooders;
    while (!done_) {
      while (!done_ && Clock::now() < next) std::this_thread::sleep_for(10ms);
      if (done_) return;
      next = std::max(next + every, Clock::now() - 1s);
      if (!client.send(many)) return;
      std::size_t refused = 0;
      for (std::size_t i = 0; i < kAtOnce; ++i) {
        const auto answer = client.read_answer();
        if (answer.status == 0) return;
        refused += answer.status == kTooMany ? 1U : 0U;
      }
      const std::lock_guard lock(mutex_);
      phase_.flooded += kAtOnce;
      phase_.flood_refused += refused;
    }
  }

  const DutyLoad& load_;
  DutyMission& mission_;
  ServedProcess& server_;
  Inboxes& inboxes_;
  DutyPhase& phase_;  // guarded by mutex_ while going on
  const std::uint64_t count_;
  const std::size_t seconds_;
  const std::uint64_t first_number_;
  Clock::time_point begun_;
  std::atomic<bool> done_{false};
  std::mutex mutex_;  // guards sent_, too
  std::vector<Sent> sent_;
};

/// When the last inbox of each party was told of so many entries.
class ToldAll {
 public:
  ToldAll(const Inboxes& inboxes, std::size_t parties) : inboxes_(inboxes), parties_(parties) {}

  std::size_t parties() const { return parties_; }
  std::optional<Clock::time_point> when(std::size_t party, std::uint64_t index) const {
    std::optional<Clock::time_point> last;
    for (std::size_t inbox = party; inbox < inboxes_.count(); inbox += parties_) {
      const auto& history = inboxes_.history(inbox);
      const auto first = std::ranges::upper_bound(history, index, {}, &Inboxes::Told::size);
      if (first == history.end()) return std::nullopt;
      last = std::max(last.value_or(first->when), first->when);
    }
    return last;
  }

 private:
  const Inboxes& inboxes_;
  std::size_t parties_;
};

void judge(const std::vector<Sent>& sent, const ToldAll& told, DutyPhase& phase) {
  for (const Sent& one : sent) {
    std::optional<Clock::time_point> last;
    bool all = true;
    for (const std::size_t party : one.recipients) {
      if (party == told.parties()) continue;  // it has no inbox open
      const auto when = told.when(party, one.index);
      all = all && when.has_value();
      if (when) last = std::max(last.value_or(*when), *when);
    }
    if (!all || !last)
      ++phase.untold;
    else
      phase.delivered.push_back(ms_between(one.due, *last));
  }
  std::ranges::sort(phase.answered);
  std::ranges::sort(phase.delivered);
  std::ranges::sort(phase.register_asked);
}

}  // namespace

double percentile(const WaitsMs& sorted, double of_hundred) {
  if (sorted.empty()) return 0;
  const auto place =
      static_cast<std::size_t>(static_cast<double>(sorted.size()) * of_hundred / 100);
  return sorted[std::min(place, sorted.size() - 1)];
}

base::Result<DutyMeasured> measure_duty(const DutyLoad& load) {
  DutyMeasured measured;
  std::fprintf(stderr, "making a mission with %zu notifications\n", load.plan.notifications);
  DutyMission mission(load.plan);
  measured.entries = mission.entries();
  std::fprintf(stderr, "%llu entries; the server starts\n",
               static_cast<unsigned long long>(measured.entries));
  auto begun = Clock::now();
  TRY_ASSIGN(ServedProcess server, ServedProcess::start(load.program, mission.folder()));
  measured.loaded_s = ms_between(begun, Clock::now()) / 1e3;
  std::fprintf(stderr, "serving after %.1f s; %zu inboxes open\n", measured.loaded_s,
               load.plan.inboxes);
  begun = Clock::now();
  TRY_ASSIGN(const auto inboxes, Inboxes::open(server.port(), mission.inbox_tokens()));
  inboxes->wait_until_told(measured.entries, kPatience);
  // The first time a party asks its view is made, which takes seconds; from then on it is followed.
  app::SocketClient(server.port()).get("/api/v1/mission", mission.flooder_token());
  measured.opened_s = ms_between(begun, Clock::now()) / 1e3;
  std::fprintf(stderr, "all open after %.1f s\n", measured.opened_s);

  std::vector<std::vector<Sent>> sent;
  std::uint64_t number = load.plan.notifications;
  const auto run = [&](std::string name, std::size_t seconds, bool flooding) {
    DutyPhase& phase = measured.phases.emplace_back();
    phase.name = std::move(name);
    Run one(load, mission, server, *inboxes, phase, seconds, number);
    sent.push_back(one.go(flooding));
    number += one.sent_numbers();
    std::uint64_t size = 0;
    for (const Sent& s : sent.back()) size = std::max(size, s.index + 1);
    inboxes->wait_until_told(size, kPatience);
  };
  run("nobody floods", load.seconds, false);
  if (load.flood_seconds > 0) run("one party floods", load.flood_seconds, true);
  inboxes->stop();
  const ToldAll told(*inboxes, load.plan.parties);
  for (std::size_t i = 0; i < sent.size(); ++i) judge(sent[i], told, measured.phases[i]);
  return measured;
}

}  // namespace truceline::bench

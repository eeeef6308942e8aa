// SPDX-License-Identifier: Apache-2.0
#include "served_mission.hpp"

#include <algorithm>

namespace truceline::bench {
namespace {

constexpr std::size_t kAppended = 256;  // at once, of what was told before

}  // namespace

std::uint64_t count_of(std::string_view text, std::string_view wanted) {
  std::uint64_t count = 0;
  for (std::size_t at = text.find(wanted); at != std::string_view::npos;
       at = text.find(wanted, at + 1))
    ++count;
  return count;
}

std::string party_of(std::size_t sender) {
  return "sender-" + std::to_string(sender);
}

void Latencies::add(std::vector<Duration> some) {
  const std::lock_guard lock(mutex_);
  all_.insert(all_.end(), some.begin(), some.end());
}

std::string Latencies::text() {
  const std::lock_guard lock(mutex_);
  if (all_.empty()) return {};
  std::ranges::sort(all_);
  const auto at = [this](std::size_t per_mille) {
    const auto took = all_[std::min(all_.size() - 1, all_.size() * per_mille / 1000)];
    const auto us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    if (us < 1000) return std::to_string(us) + " us";
    const auto tenths = us / 100;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " ms";
  };
  return "p50 " + at(500) + ", p99 " + at(990);
}

ServedMission::ServedMission(std::span<const ledger::Record> told) {
  const std::string yaml =
      "format: truceline-mission/1\nid: bench\ntitle: Bench\norigin: " + std::string(kOrigin) +
      "\nparty: mission\ntime_zone: UTC\n";
  INVARIANT(app::write_file(folder_.path() / "mission.yaml", yaml, app::FileMode::shared));
  INVARIANT(app::Mission::create(folder_.path(), *app::no_passphrases()));
  mission_ = app::Mission::open(folder_.path(), app::Mission::Mode::write).value();
  enrol_senders();
  ledger::Log log = mission_->log().value();
  for (std::size_t at = 0; at < told.size(); at += kAppended)
    INVARIANT(log.append(told.subspan(at, std::min(kAppended, told.size() - at))));
  live_ = app::LiveMission::load(*mission_, "bench").value();
  publisher_ = app::Publisher::open(mission_->store(), live_->ledger(), mission_->signer().value(),
                                    mission_->policy(), {})
                   .value();
  publisher_->start({[](base::TreeSize) {}, [](const std::string&) {}, [this] { live_->wake(); }});
  intake_ = app::Intake::open(*mission_, live_->authors_as_loaded(), live_->size_as_loaded(),
                              [this](base::TreeSize) { publisher_->wake(); })
                .value();
}

ServedMission::~ServedMission() {
  if (server_) server_->stop();
  if (serving_.joinable()) serving_.join();
  intake_->stop();
  publisher_->stop();
  live_->stop();
}

std::uint16_t ServedMission::serve() {
  positions_ = app::PositionDesk::open(*mission_, *live_).value();
  gate_ = std::make_unique<app::Gate>(folder_.path(), app::GateOptions{});
  reads_ = app::ReadDesk::open(*mission_, *live_, {}).value();
  site_ = std::make_unique<app::Site>(*mission_, *live_, *intake_, *publisher_, *positions_, *gate_,
                                      *reads_, app::StaticFiles{}, app::StaticFiles{});
  app::HttpOptions http;
  http.port = 0;
  server_ = app::HttpServer::listen(http, *site_).value();
  live_->follow([](const app::News&) {}, [](const base::Error&) {});
  serving_ = std::thread([this] { server_->run(); });
  return server_->port();
}

void ServedMission::enrol_senders() {
  const app::Replayed known = mission_->replay().value();
  app::Pen pen = mission_->pen(known, {}, app::KeyUse::root).value();
  ledger::Log log = mission_->log().value();
  const domain::Audience everyone{domain::AudienceLabel::everyone, {}};
  for (std::size_t sender = 0; sender < kSenders; ++sender) {
    const std::string party = party_of(sender);
    app::Author root({std::string(kOrigin), party, "UTC"}, key_of(party + " root"), {});
    domain::Key enrol;
    enrol.party = party;
    enrol.key = root.public_key();
    enrol.role = domain::KeyRole::root;
    enrol.holder = "benchmark";
    const auto first = pen.author().write(enrol, everyone, {}, {0}, domain::Salt{}).value();
    INVARIANT(pen.append(std::span(&first.record, 1)));
    enrol.key = key_of(party).public_key();
    enrol.role = domain::KeyRole::author;
    const auto second = root.write(enrol, everyone, {}, {0}, domain::Salt{}).value();
    INVARIANT(log.append(std::span(&second.record, 1)));
  }
}

}  // namespace truceline::bench

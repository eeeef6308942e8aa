// SPDX-License-Identifier: Apache-2.0
//
// For tests and measurements: a witness or mirror behind real HTTP on this machine, as far away as
// the test says, and as unwilling.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "app/clock.hpp"
#include "app/http_server.hpp"
#include "base/invariant.hpp"
#include "ledger/mirror.hpp"
#include "ledger/witness.hpp"

namespace truceline::app {

class TestWitness final : public HttpHandler {
 public:
  enum class Mood {
    willing,
    refusing,  ///< 403 to every checkpoint.
    boasting,  ///< Says that it has a larger one, and shows none.
    silent,    ///< 503 to every question.
  };

  TestWitness(const std::string& name, const ledger::VerifierKey& log,
              ledger::CosignerKind kind = ledger::CosignerKind::witness,
              std::chrono::milliseconds round_trip = std::chrono::milliseconds(0))
      : cosigner_{name, base::SigningKey::from_seed(random_bytes())}, round_trip_(round_trip) {
    const std::vector<ledger::KnownLog> logs = {{log.name, {log}}};
    if (kind == ledger::CosignerKind::witness)
      witness_.emplace(*ledger::Witness::open(cosigner_, logs, notes_));
    else
      mirror_.emplace(*ledger::Mirror::open(cosigner_, logs, entries_));
    HttpOptions options;
    options.port = 0;
    auto server = HttpServer::listen(options, *this);
    INVARIANT(server.has_value());
    server_ = *std::move(server);
    running_ = std::thread([this] { server_->run(); });
  }
  ~TestWitness() override {
    server_->stop();
    running_.join();
    std::unique_lock lock(mutex_);
    idle_.wait(lock, [this] { return answering_ == 0; });
  }
  TestWitness(const TestWitness&) = delete;
  TestWitness& operator=(const TestWitness&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_->port()) + "/"; }
  /// Its line in a policy, by that name.
  std::string policy_line(const std::string& name) const {
    return "witness " + name + " " + ledger::format_vkey(cosigner_.verifier()) + " " + url() + "\n";
  }
  const std::string& name() const { return cosigner_.name; }
  void set_mood(Mood mood) { mood_ = mood; }
  /// From now on its clock is so far ahead of the true time, or behind it.
  void set_clock_off_by(std::chrono::seconds off) { clock_off_s_ = off.count(); }
  int requests() const { return requests_; }
  /// What it would show a reader of this log.
  ledger::WireAnswer checkpoint_of(const std::string& origin) {
    const std::lock_guard lock(mutex_);
    return memory_of(ledger::origin_hash_hex(origin));
  }

  Lane lane(const HttpQuestion&) const override { return Lane::at_once; }
  void answer(HttpQuestion question, Respond respond) override {
    {
      const std::lock_guard lock(mutex_);
      ++answering_;
    }
    // Not on a thread of the server: the distance must not cost it others' time.
    std::thread([this, question = std::move(question), respond = std::move(respond)] {
      std::this_thread::sleep_for(round_trip_);
      const ledger::WireAnswer said = say(question);
      HttpAnswer answer;
      answer.status = said.status;
      answer.content_type = said.content_type;
      answer.body = std::make_shared<const std::string>(said.body);
      respond(std::move(answer));
      const std::lock_guard lock(mutex_);
      --answering_;
      idle_.notify_all();
    }).detach();
  }

 private:
  ledger::WireAnswer say(const HttpQuestion& question) {
    const std::lock_guard lock(mutex_);
    ++requests_;
    if (mood_ == Mood::silent) return {503, std::string(ledger::kNoteType), "not now\n"};
    const views::Request& request = question.request;
    const auto time_s = static_cast<std::uint64_t>(now().value / 1000 + clock_off_s_);
    if (request.method == "GET") return memory_of(request.path.substr(1, 64));
    if (mood_ == Mood::boasting) return {409, std::string(ledger::kSizeType), "1000000\n"};
    if (mood_ == Mood::refusing) return {403, std::string(ledger::kNoteType), "not from you\n"};
    if (request.path == "/add-entries")
      return mirror_->add_entries(base::bytes_of(request.body), time_s);
    return witness_ ? witness_->add_checkpoint(request.body, time_s)
                    : mirror_->add_checkpoint(request.body);
  }
  ledger::WireAnswer memory_of(const std::string& origin_hash) {
    return witness_ ? witness_->checkpoint_of(origin_hash) : mirror_->checkpoint_of(origin_hash);
  }

  ledger::Cosigner cosigner_;
  const std::chrono::milliseconds round_trip_;
  std::atomic<Mood> mood_ = Mood::willing;
  std::atomic<std::int64_t> clock_off_s_ = 0;
  std::atomic<int> requests_ = 0;
  std::mutex mutex_;  // guards what follows up to the server
  std::condition_variable idle_;
  int answering_ = 0;
  ledger::MemoryWitnessStore notes_;
  ledger::MemoryMirrorStore entries_;
  std::optional<ledger::Witness> witness_;
  std::optional<ledger::Mirror> mirror_;
  std::unique_ptr<HttpServer> server_;
  std::thread running_;
};

}  // namespace truceline::app

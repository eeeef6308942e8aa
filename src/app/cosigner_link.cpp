// SPDX-License-Identifier: Apache-2.0
#include "app/cosigner_link.hpp"

#include <random>

#include "base/limits.hpp"
#include "ledger/known_log.hpp"

namespace truceline::app {

using std::chrono::milliseconds;

namespace {

constexpr int kOk = 200;
constexpr int kNotFound = 404;

/// Jitter between those who retry; nothing secret hangs on it.
std::uint64_t dice() {
  thread_local std::minstd_rand random(std::random_device{}());
  return random();
}

}  // namespace

CosignerLink::CosignerLink(const ledger::PolicyWitness& cosigner, ledger::CosignerKind kind,
                           const std::string& origin, const HttpClientOptions& http,
                           CosignerDesk desk)
    : name_(cosigner.name),
      url_(cosigner.url),
      memory_url_(joined_url(url_, ledger::origin_hash_hex(origin) + "/checkpoint")),
      desk_(std::move(desk)),
      http_(http),
      feeder_(cosigner.key, kind),
      thread_([this] { run(); }) {}

CosignerLink::~CosignerLink() {
  stop();
}

void CosignerLink::offer(bool afresh) {
  {
    const std::lock_guard lock(mutex_);
    ++offered_;
    afresh_ = afresh_ || afresh;
  }
  changed_.notify_one();
}

void CosignerLink::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  http_.cancel();
  if (thread_.joinable()) thread_.join();
}

bool CosignerLink::is_stopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

bool CosignerLink::pause(int attempts, milliseconds least) {
  const milliseconds delay(ledger::retry_delay_ms(attempts, dice()));
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, std::max(delay, least), [this] { return stopping_; });
  return !stopping_;
}

void CosignerLink::run() {
  for (int attempts = 1; !remember(); ++attempts)
    if (!pause(attempts, milliseconds(0))) return;
  feed_until_stopped();
}

/// True where it has answered the question, whatever the answer.
bool CosignerLink::remember() {
  ledger::WitnessMemory memory;
  memory.witness = name_;
  const auto reply = http_.get(memory_url_);
  if (is_stopping()) return false;
  memory.answered = reply && (reply->status == kOk || reply->status == kNotFound);
  if (memory.answered && reply->status == kOk) memory.note = reply->body;
  desk_.on_memory(memory, memory.answered ? std::string()
                          : reply         ? "it answered " + std::to_string(reply->status)
                                          : reply.error().reason);
  return memory.answered;
}

ledger::FeedOutcome CosignerLink::send(const ledger::FeedRequest& request) {
  asked_to_wait_ = milliseconds(0);
  const auto reply = http_.post(joined_url(url_, request.path), request.content_type, request.body);
  if (!reply) return feeder_.failed(reply.error().reason);
  if (reply->retry_after)
    asked_to_wait_ =
        std::min<milliseconds>(*reply->retry_after, milliseconds(base::limits::kRetryLongestMs));
  ledger::FeedOutcome outcome;
  const ledger::WireAnswer answer{reply->status, reply->content_type, reply->body};
  desk_.with_offer(
      [&](const ledger::FeedSource& source) { outcome = feeder_.take(source, answer); });
  return outcome;
}

void CosignerLink::feed_until_stopped() {
  std::uint64_t brought = 0;  // the offers that need no more requests
  while (true) {
    std::uint64_t offer = 0;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stopping_ || offered_ != brought; });
      if (stopping_) return;
      offer = offered_;
      if (std::exchange(afresh_, false)) feeder_.ask_afresh();
    }
    base::Result<std::optional<ledger::FeedRequest>> request = std::optional<ledger::FeedRequest>();
    desk_.with_offer([&](const ledger::FeedSource& source) { request = feeder_.next(source); });
    if (request && !*request) {
      brought = offer;
      continue;
    }
    const ledger::FeedOutcome outcome =
        request ? send(**request) : feeder_.failed(request.error().to_string());
    if (is_stopping()) return;
    desk_.on_outcome(outcome);
    if (outcome.alarm) remember();  // what it holds under our own signature is the proof
    if (!outcome.again && !outcome.problem.empty() && !pause(feeder_.attempts(), asked_to_wait_))
      return;
  }
}

}  // namespace truceline::app

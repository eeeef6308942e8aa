// SPDX-License-Identifier: Apache-2.0
#include "app/submission_desk.hpp"

#include <algorithm>

#include "app/clock.hpp"
#include "base/json.hpp"
#include "base/limits.hpp"
#include "base/time.hpp"
#include "domain/envelope.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;
using ledger::ForwardState;

namespace {

constexpr auto kRound = std::chrono::seconds(1);
constexpr std::int64_t kFirstDelayMs = 2'000;
constexpr std::int64_t kLongestDelayMs = 600'000;
constexpr int kTooMany = 429;
constexpr int kRequestTimeout = 408;

/// A refusal is the host's word; everything else may be better in a moment.
bool is_refusal(int status) {
  return status >= 400 && status < 500 && status != kTooMany && status != kRequestTimeout;
}

bool is_success(int status) {
  return status == 200 || status == 201;
}

std::optional<base::EntryIndex> index_in(const std::string& body) {
  const auto document = base::parse_json(
      body, {base::limits::kRequestBodyBytes, 8, base::limits::kReceiptBytes, true});
  if (!document || !document->root().is_object()) return std::nullopt;
  const auto index = document->root().find("index");
  const auto number = index ? index->as_integer() : std::nullopt;
  if (!number || *number < 0) return std::nullopt;
  return base::EntryIndex{static_cast<std::uint64_t>(*number)};
}

std::string short_id(const base::Hash& id) {
  constexpr std::size_t kDigits = 12;
  return base::to_hex(id).substr(0, kDigits);
}

}  // namespace

std::int64_t forward_delay_ms(std::uint32_t tries) {
  std::int64_t delay = kFirstDelayMs;
  for (std::uint32_t i = 1; i < tries && delay < kLongestDelayMs; ++i) delay *= 2;
  return std::min(delay, kLongestDelayMs);
}

SubmissionDesk::SubmissionDesk(DeskOptions options, SubmissionStore& store, Ask ask, Held held,
                               ShortLog& log)
    : options_(std::move(options)),
      store_(store),
      ask_(std::move(ask)),
      held_(std::move(held)),
      log_(log) {}

SubmissionDesk::~SubmissionDesk() {
  stop();
}

std::string SubmissionDesk::sign(const ledger::ForwardReport& report) const {
  return ledger::sign_report(report, options_.mirror);
}

Result<KeptSubmission> SubmissionDesk::take(const Submission& submission) {
  TRY_ASSIGN(const domain::Envelope envelope, domain::open_envelope(submission.envelope));
  TRY_ASSIGN(const domain::Header header, domain::decode_header(envelope.payload));
  if (options_.urls.count(header.log) == 0)
    return Error{ErrorCode::not_found, "this mirror brings no statements to that log",
                 "envelope.log", "ask its operator, or another mirror"};
  TRY_ASSIGN(const domain::Statement statement, check_submission(submission, header.log));
  TRY_ASSIGN(std::optional<KeptSubmission> before, store_.find(statement.id));
  // A refused one that comes again is tried again, with a new promise.
  const bool settled = before && before->report.state == ForwardState::logged;
  if (before && (settled || !is_final(before->report.state))) return look_up(statement.id);

  KeptSubmission kept;
  kept.submission = submission;
  kept.key = header.key;
  ledger::ForwardReport& report = kept.report;
  report.at = now();
  report.promise = {options_.mirror.name,
                    header.log,
                    statement.id,
                    report.at,
                    {report.at.value + options_.forward_ms}};
  TRY_ASSIGN(report.index, held_(header.log, statement.id));
  if (report.index) {
    report.state = ForwardState::logged;
    kept.submission.body.clear();
  }
  kept.promise = ledger::sign_promise(report.promise, options_.mirror);
  const Result<void> added = store_.add(kept);
  if (!added && added.error().code == ErrorCode::conflict) return look_up(statement.id);
  if (!added) return added.error();
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_one();
  return kept;
}

Result<KeptSubmission> SubmissionDesk::look_up(const base::Hash& id) {
  TRY_ASSIGN(std::optional<KeptSubmission> kept, store_.find(id));
  if (!kept)
    return Error{
        ErrorCode::not_found, "no such statement was submitted here", base::to_hex(id), {}};
  TRY(see_whether_logged(*kept, now()));
  return *std::move(kept);
}

Result<bool> SubmissionDesk::see_whether_logged(KeptSubmission& kept, base::TimeMs now) {
  ledger::ForwardReport& report = kept.report;
  if (report.state == ForwardState::logged) return true;
  TRY_ASSIGN(const std::optional<base::EntryIndex> index,
             held_(report.promise.log, report.promise.entry));
  if (!index) return false;
  report.state = ForwardState::logged;
  report.index = *index;
  report.at = now;
  TRY(store_.update(report));
  return true;
}

/// What the host said is a claim until the mirror holds the entry; its refusal is final.
void SubmissionDesk::read_answer(const Result<HostAnswer>& answer,
                                 ledger::ForwardReport& report) const {
  if (!answer) {
    report.status = 0;
    report.answer = answer.error().to_string().substr(0, base::limits::kKeptAnswerBytes);
    return;
  }
  report.status = answer->status;
  report.answer = answer->body.substr(0, base::limits::kKeptAnswerBytes);
  if (is_success(answer->status)) {
    report.state = ForwardState::accepted;
    report.index = index_in(answer->body);
  } else if (is_refusal(answer->status)) {
    report.state = ForwardState::refused;
  }
}

Result<void> SubmissionDesk::forward(const base::Hash& id, base::TimeMs now) {
  TRY_ASSIGN(std::optional<KeptSubmission> kept, store_.find(id));
  if (!kept) return {};
  TRY_ASSIGN(const bool logged, see_whether_logged(*kept, now));
  if (logged) return {};
  ledger::ForwardReport& report = kept->report;
  if (now >= report.promise.forward_by) {
    report.state = ForwardState::late;
    report.at = now;
    log_.say("submission " + short_id(id) + " is late: not in the log of " + report.promise.log);
    return store_.update(report);
  }
  // Not asked again at once: a clock that was set back must not stop it for long either.
  const std::int64_t since = now.value - report.at.value;
  if (report.tries > 0 && since >= 0 && since < forward_delay_ms(report.tries)) return {};
  const auto url = options_.urls.find(report.promise.log);
  if (url == options_.urls.end()) return {};  // no longer configured: it will be late
  report.tries += 1;
  report.at = now;
  read_answer(ask_(url->second, kept->submission), report);
  if (report.state == ForwardState::refused)
    log_.say("submission " + short_id(id) + " refused by the host of " + report.promise.log + ", " +
             std::to_string(report.status));
  return store_.update(report);
}

Result<void> SubmissionDesk::forward_all(base::TimeMs now) {
  TRY_ASSIGN(const std::vector<base::Hash> ids, store_.open_ids());
  for (const base::Hash& id : ids) {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return {};
    }
    TRY(forward(id, now));
  }
  return {};
}

void SubmissionDesk::start() {
  INVARIANT(!thread_.joinable());
  thread_ = std::thread([this] { run(); });
}

void SubmissionDesk::run() {
  while (true) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, kRound, [this] { return woken_ || stopping_; });
      if (stopping_) return;
      woken_ = false;
    }
    if (const auto done = forward_all(now()); !done) log_.say(done.error().to_string());
  }
}

void SubmissionDesk::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

}  // namespace truceline::app

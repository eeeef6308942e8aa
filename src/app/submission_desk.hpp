// SPDX-License-Identifier: Apache-2.0
//
// Where a mirror takes statements that the log's host would not: it checks each as the host would,
// keeps it on disk, gives a signed promise, brings it to the host again and again, and signs what
// became of it. It believes that an entry is in the log only when the mirror itself holds it.
//
// Who may speak it cannot judge: bodies, those that enrol keys too, are not mirrored. So each key
// may have only so many waiting.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "app/short_log.hpp"
#include "app/submission_store.hpp"

namespace truceline::app {

/// What the host said. An error: no answer came.
struct HostAnswer {
  int status = 0;
  std::string body;
};

struct DeskOptions {
  ledger::Cosigner mirror;
  std::map<std::string, std::string> urls;  ///< Of the logs' hosts, by origin.
  std::int64_t forward_ms = 24 * base::kHourMs;
};

/// Any thread.
class SubmissionDesk {
 public:
  using Ask =
      std::function<base::Result<HostAnswer>(const std::string& url, const Submission& submission)>;
  /// Where the mirror holds the entry; nothing where it does not.
  using Held = std::function<base::Result<std::optional<base::EntryIndex>>(std::string_view origin,
                                                                           const base::Hash& id)>;

  /// REQUIRES: `store` and `log` outlive this; `ask` and `held` may be called on the desk's own
  /// thread, `held` also on any other.
  SubmissionDesk(DeskOptions options, SubmissionStore& store, Ask ask, Held held, ShortLog& log);
  ~SubmissionDesk();

  /// What is promised, durable before it returns; for one that is waiting already, or stands in
  /// the log, that one. Errors: those of check_submission; not_found for a log that submissions are
  /// not brought to; unavailable where too many wait.
  base::Result<KeptSubmission> take(const Submission& submission);
  /// How it stands now, looked up. not_found.
  base::Result<KeptSubmission> look_up(const base::Hash& id);
  std::string sign(const ledger::ForwardReport& report) const;

  /// Starts the thread that asks the hosts; once. stop() ends it, and is idempotent.
  void start();
  void stop();
  /// One round: every submission whose time has come is brought to its host. `now` is the clock.
  base::Result<void> forward_all(base::TimeMs now);

 private:
  base::Result<void> forward(const base::Hash& id, base::TimeMs now);
  base::Result<bool> see_whether_logged(KeptSubmission& kept, base::TimeMs now);
  void read_answer(const base::Result<HostAnswer>& answer, ledger::ForwardReport& report) const;
  void run();

  DeskOptions options_;
  SubmissionStore& store_;
  Ask ask_;
  Held held_;
  ShortLog& log_;

  std::mutex mutex_;  // guards the next two
  bool stopping_ = false;
  bool woken_ = false;
  std::condition_variable changed_;
  std::thread thread_;
};

/// How long to wait after so many tries: 2 s, 4 s, ... at most ten minutes.
std::int64_t forward_delay_ms(std::uint32_t tries);

}  // namespace truceline::app

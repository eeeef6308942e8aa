// SPDX-License-Identifier: Apache-2.0
//
// One thread writes to the ledger, however many submit. What arrives while one group is being
// made durable becomes the next group, so a busy server pays one sync for many entries and an
// idle one waits for nothing. A full queue refuses at once, rather than grow or block.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "base/result.hpp"
#include "base/strong.hpp"
#include "ledger/log.hpp"

namespace truceline::app {

class GroupCommit {
 public:
  /// What a submitter learns once its record is durable.
  struct Committed {
    base::EntryIndex index;
    base::TreeSize size;  ///< Of a tree that holds it: sequenced, and perhaps not signed yet.
    bool is_new = false;  ///< False where it stood there before its group.
  };
  /// Called once on the writing thread, in the order of submission: be quick, submit() is fine,
  /// stop() is not.
  using Done = std::function<void(const base::Result<Committed>&)>;
  /// Called on the writing thread after each group that added entries, before its Done calls.
  using AfterCommit = std::function<void(base::TreeSize)>;
  /// A record that may no longer be added: its place in the group, and why.
  struct Refusal {
    std::size_t place;
    base::Error why;
  };
  /// Asked on the writing thread before a group is added, with the size at which it would begin
  /// (ledger::Recheck): which of it may no longer be? Those are told why; the rest goes on.
  using Recheck = std::function<base::Result<std::vector<Refusal>>(
      base::TreeSize, std::span<const ledger::Record>)>;

  /// REQUIRES: the store behind `log` outlives this object. From here on only the writing thread
  /// uses `log`.
  explicit GroupCommit(ledger::Log log, AfterCommit after_commit = nullptr,
                       Recheck recheck = nullptr);
  /// Stops.
  ~GroupCommit();
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;

  /// Queues a record; `done` is called unless this returns an error. Where a group fails, all that
  /// was submitted before its last `done` returned fails with it: a statement may continue one
  /// that was lost, and must not be stored without it. Errors: those of
  /// ledger::check_record; unavailable where the queue is full (kAppendQueue) or stopped.
  base::Result<void> submit(ledger::Record record, Done done);
  /// The same, with the outcome in a future.
  base::Result<std::future<base::Result<Committed>>> submit(ledger::Record record);

  /// Takes no more, commits what is queued, answers everybody, ends the thread. Idempotent.
  void stop();

 private:
  struct Waiting {
    ledger::Record record;
    Done done;
  };
  void write_until_stopped();
  void commit(std::vector<Waiting> group);
  base::Result<ledger::Appended> append(std::vector<Waiting>& group);
  void fail(std::vector<Waiting> group, const base::Error& error);

  ledger::Log log_;           // the writing thread's alone
  AfterCommit after_commit_;  // the writing thread's alone
  Recheck recheck_;           // the writing thread's alone
  std::mutex mutex_;          // guards queue_ and stopping_
  std::condition_variable woken_;
  std::deque<Waiting> queue_;
  bool stopping_ = false;
  std::once_flag joined_;
  std::thread writer_;  // last: it starts when all the rest is there
};

}  // namespace truceline::app

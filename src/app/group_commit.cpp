// SPDX-License-Identifier: Apache-2.0
#include "app/group_commit.hpp"

#include <memory>
#include <utility>

#include "base/limits.hpp"

namespace truceline::app {

GroupCommit::GroupCommit(ledger::Log log, AfterCommit after_commit, Recheck recheck)
    : log_(std::move(log)),
      after_commit_(std::move(after_commit)),
      recheck_(std::move(recheck)),
      writer_([this] { write_until_stopped(); }) {}

GroupCommit::~GroupCommit() {
  stop();
}

base::Result<void> GroupCommit::submit(ledger::Record record, Done done) {
  TRY(ledger::check_record(record));  // One bad record must not fail its whole group.
  {
    const std::lock_guard lock(mutex_);
    if (stopping_)
      return base::Error{base::ErrorCode::unavailable,
                         "the ledger is closing",
                         {},
                         "submit again when the server is back"};
    if (queue_.size() >= base::limits::kAppendQueue)
      return base::Error{base::ErrorCode::unavailable,
                         "more entries are waiting than the ledger can take now",
                         {},
                         "submit again in a moment"};
    queue_.push_back({std::move(record), std::move(done)});
  }
  woken_.notify_one();
  return {};
}

base::Result<std::future<base::Result<GroupCommit::Committed>>> GroupCommit::submit(
    ledger::Record record) {
  // std::function must be copyable, a promise is not: hence shared.
  const auto promise = std::make_shared<std::promise<base::Result<Committed>>>();
  std::future<base::Result<Committed>> future = promise->get_future();
  TRY(submit(std::move(record),
             [promise](const base::Result<Committed>& result) { promise->set_value(result); }));
  return future;
}

void GroupCommit::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  woken_.notify_one();
  std::call_once(joined_, [this] { writer_.join(); });
}

void GroupCommit::write_until_stopped() {
  std::unique_lock lock(mutex_);
  while (true) {
    woken_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    std::vector<Waiting> group;
    while (!queue_.empty() && group.size() < base::limits::kAppendGroup) {
      group.push_back(std::move(queue_.front()));
      queue_.pop_front();
    }
    lock.unlock();
    commit(std::move(group));
    lock.lock();
  }
}

void GroupCommit::commit(std::vector<Waiting> group) {
  const base::Result<ledger::Appended> appended = append(group);
  if (!appended) return fail(std::move(group), appended.error());
  if (after_commit_ && appended->added > 0) after_commit_(appended->size);
  const std::uint64_t first_new = appended->size.value - appended->added;
  for (std::size_t i = 0; i < group.size(); ++i) {
    const base::EntryIndex index = appended->indices[i];
    group[i].done(Committed{index, appended->size, index.value >= first_new});
  }
}

/// Answers and takes out of `group` those that may no longer be added, and adds the rest.
base::Result<ledger::Appended> GroupCommit::append(std::vector<Waiting>& group) {
  while (true) {
    std::vector<ledger::Record> records;
    records.reserve(group.size());
    for (Waiting& waiting : group) records.push_back(std::move(waiting.record));
    std::vector<Refusal> refused;
    const auto recheck = [&](base::TreeSize at) -> base::Result<void> {
      if (!recheck_) return {};
      TRY_ASSIGN(refused, recheck_(at, records));
      if (refused.empty()) return {};
      return refused.front().why;
    };
    base::Result<ledger::Appended> appended = log_.append(records, recheck);
    if (appended || refused.empty()) return appended;
    for (const Refusal& refusal : refused) group[refusal.place].done(refusal.why);
    std::vector<Waiting> rest;
    for (std::size_t i = 0, next = 0; i < group.size(); ++i) {
      if (next < refused.size() && refused[next].place == i)
        ++next;
      else
        rest.push_back({std::move(records[i]), std::move(group[i].done)});
    }
    group = std::move(rest);
  }
}

void GroupCommit::fail(std::vector<Waiting> group, const base::Error& error) {
  std::deque<Waiting> failed(std::make_move_iterator(group.begin()),
                             std::make_move_iterator(group.end()));
  while (!failed.empty()) {
    for (const Waiting& waiting : failed) waiting.done(error);
    failed.clear();
    const std::lock_guard lock(mutex_);
    failed.swap(queue_);
  }
}

}  // namespace truceline::app

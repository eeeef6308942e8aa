// SPDX-License-Identifier: Apache-2.0
#include "app/wal_mover.hpp"

#include <utility>

namespace truceline::app {
namespace {
// Each pass leaves what was appended during it, a small part of what it moved.
constexpr int kPassesBesideAppends = 3;
}  // namespace

WalMover::WalMover(SqliteConnection connection, std::mutex& writing)
    : connection_(std::move(connection)),
      writing_(writing),
      thread_([this] { move_until_stopped(); }) {}

WalMover::~WalMover() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void WalMover::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_one();
}

void WalMover::move_until_stopped() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return woken_ || stopping_; });
    if (stopping_) return;
    woken_ = false;
    lock.unlock();
    move_all();
    lock.lock();
  }
}

void WalMover::move_all() {
  for (int pass = 0; pass < kPassesBesideAppends; ++pass)
    if (!move_what_is_there()) return;
  const std::lock_guard no_appends(writing_);
  move_what_is_there();
}

/// False where it is better tried again another time. A full disk or somebody who reads for long
/// only mean that the log stays longer; what is committed is safe in it.
bool WalMover::move_what_is_there() {
  const std::lock_guard lock(moving_);
  sqlite3* const handle = connection_.handle();
  const int code =
      sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if ((code & 0xff) == SQLITE_IOERR)
    die_of_failed_sync(connection_.place(), sqlite3_errmsg(handle));
  return code == SQLITE_OK;
}

}  // namespace truceline::app

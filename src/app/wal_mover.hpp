// SPDX-License-Identifier: Apache-2.0
//
// Moves SQLite's write-ahead log into the database file beside whoever appends: a long log makes
// every look-up slower and every start longer, and moving it takes as long as hundreds of
// appends. A sync that fails while moving ends the process (die_of_failed_sync).
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/sqlite_connection.hpp"

namespace truceline::app {

class WalMover {
 public:
  /// `connection` is for this alone. `writing` is held by whoever appends in this process, and by
  /// the mover for the last few pages: only in a pause does SQLite begin its log anew. REQUIRES:
  /// `writing` outlives this.
  WalMover(SqliteConnection connection, std::mutex& writing);
  /// Finishes the move that is under way.
  ~WalMover();
  WalMover(const WalMover&) = delete;
  WalMover& operator=(const WalMover&) = delete;

  /// The log has grown enough. Any thread.
  void wake();
  /// Keeps the mover from moving while it is held: SQLite lets one move at a time, and refuses
  /// another at once. Held by whoever holds `writing`.
  std::unique_lock<std::mutex> hold() { return std::unique_lock(moving_); }

 private:
  void move_until_stopped();
  void move_all();
  bool move_what_is_there();

  SqliteConnection connection_;  // the moving thread's alone
  std::mutex& writing_;          // taken before moving_
  std::mutex moving_;            // held during each pass
  std::mutex mutex_;             // guards the two below
  bool woken_ = false;
  bool stopping_ = false;
  std::condition_variable changed_;
  std::thread thread_;  // last: it starts when all the rest is there
};

}  // namespace truceline::app

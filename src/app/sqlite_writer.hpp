// SPDX-License-Identifier: Apache-2.0
//
// The writing end of a small file of ours in SQLite: write-ahead log, a sync at every commit,
// transactions that are durable or did not happen. A sync that fails ends the process. It refuses
// files of other programs, of other kinds and of newer versions.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "app/sqlite_connection.hpp"
#include "app/sqlite_store.hpp"

namespace truceline::app {

/// What kind of file it is.
struct SqliteKind {
  std::uint32_t application_id;  ///< SQLite's application_id: four letters.
  std::uint32_t version;         ///< SQLite's user_version: of the layout.
  const char* what;              ///< "a witness's memory".
  const char* schema;            ///< The statements that make it.
};

/// Makes an empty one. Errors: conflict where the file already holds something.
base::Result<void> create_sqlite_file(const std::filesystem::path& path, const SqliteKind& kind,
                                      const SqliteOptions& options = {});

/// One thread at a time.
class SqliteWriter {
 public:
  /// Errors: not_found; invalid_input where it is another program's; unsupported where another
  /// version's; corrupt; unavailable.
  static base::Result<SqliteWriter> open(const std::filesystem::path& path, const SqliteKind& kind,
                                         const SqliteOptions& options = {});

  SqliteConnection& connection() { return connection_; }

  /// Runs `work` (which returns Result<void>) so that all of it is durable afterwards, or none of
  /// it happened.
  template <class Work>
  base::Result<void> in_transaction(const Work& work) {
    TRY(begin_.run());
    base::Result<void> done = work();
    if (done) done = connection_.commit();
    if (!done) return roll_back(done.error());
    if (*log_pages_ >= log_pages_max_) move_log_into_file(SQLITE_CHECKPOINT_PASSIVE);
    return {};
  }

  /// Moves the write-ahead log into the file and empties it, so that nothing that was overwritten
  /// is left in it; where a reader is in the way, some of it stays until the next time.
  void empty_log() { move_log_into_file(SQLITE_CHECKPOINT_TRUNCATE); }

 private:
  SqliteWriter() = default;
  base::Error roll_back(const base::Error& why);
  void move_log_into_file(int how);

  static constexpr int kLogPagesMax = 1024;  // 4 MiB: then it moves into the file

  SqliteConnection connection_;
  SqliteStatement begin_, rollback_;
  int log_pages_max_ = kLogPagesMax;
  std::unique_ptr<int> log_pages_;  // in the write-ahead log after the last commit; SQLite's hook
};

}  // namespace truceline::app

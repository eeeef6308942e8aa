// SPDX-License-Identifier: Apache-2.0
//
// The thin wrapper over SQLite's C interface: handles that close themselves, errors as values.
// Nothing else in Truceline calls sqlite3_*, except fault-injecting tests.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace truceline::app {

/// What an extended SQLite result code means to a person. Full disk, failing disk, busy file:
/// unavailable; damaged file: corrupt.
base::Error sqlite_error(int extended_code, std::string_view detail, std::string_view place);

/// Ends the process at once. After a failed sync nobody knows what the disk holds, and asking
/// again may answer "done" for pages that were dropped; so nothing may be signed after it.
[[noreturn]] void die_of_failed_sync(std::string_view place, std::string_view detail);

/// A prepared statement. Bound bytes must live until it was reset.
class SqliteStatement {
 public:
  SqliteStatement() = default;

  SqliteStatement& bind(int parameter, std::uint64_t value);
  SqliteStatement& bind(int parameter, base::BytesView value);
  SqliteStatement& bind(int parameter, std::string_view value);

  /// True where there is a row to read; the views it gives die with the next step or reset.
  base::Result<bool> step();
  void reset();
  /// For statements without rows: steps and resets.
  base::Result<void> run();

  std::uint64_t integer(int column);
  base::BytesView bytes(int column);

 private:
  friend class SqliteConnection;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  std::string place_;
};

/// Resets a statement when the rows read from it are done with.
class ResetLater {
 public:
  explicit ResetLater(SqliteStatement& statement) : statement_(statement) {}
  ~ResetLater() { statement_.reset(); }
  ResetLater(const ResetLater&) = delete;
  ResetLater& operator=(const ResetLater&) = delete;

 private:
  SqliteStatement& statement_;
};

/// One connection; one thread at a time.
class SqliteConnection {
 public:
  enum class Mode { create, write, read_only };

  SqliteConnection() = default;
  /// `busy_ms`: how long to wait for another process's lock. `vfs`: nullptr is the default one.
  /// Errors: not_found where the file is absent and mode is not create.
  static base::Result<SqliteConnection> open(const std::filesystem::path& path, Mode mode,
                                             int busy_ms, const char* vfs);

  bool is_open() const { return handle_ != nullptr; }
  sqlite3* handle() const { return handle_.get(); }
  const std::string& place() const { return place_; }

  base::Result<SqliteStatement> prepare(std::string_view sql);
  /// One or more statements without rows worth reading.
  base::Result<void> execute(const std::string& sql);
  /// The single integer that `sql` yields.
  base::Result<std::uint64_t> integer(std::string_view sql);
  /// COMMIT. An I/O error here ends the process (die_of_failed_sync).
  base::Result<void> commit();

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  std::unique_ptr<sqlite3, Close> handle_;
  std::string place_;
};

}  // namespace truceline::app

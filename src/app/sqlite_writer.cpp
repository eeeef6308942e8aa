// SPDX-License-Identifier: Apache-2.0
#include "app/sqlite_writer.hpp"

#include <algorithm>

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

int note_log_pages(void* pages, sqlite3*, const char*, int count) {
  *static_cast<int*>(pages) = count;
  return SQLITE_OK;
}

Result<bool> is_blank(SqliteConnection& connection) {
  TRY_ASSIGN(const std::uint64_t application, connection.integer("PRAGMA application_id"));
  TRY_ASSIGN(const std::uint64_t tables, connection.integer("SELECT count(*) FROM sqlite_schema"));
  return application == 0 && tables == 0;
}

Result<void> check_kind(SqliteConnection& connection, const SqliteKind& kind) {
  TRY_ASSIGN(const std::uint64_t application, connection.integer("PRAGMA application_id"));
  if (application != kind.application_id)
    return Error{ErrorCode::invalid_input, std::string("this is not ") + kind.what,
                 connection.place(), "name another file"};
  TRY_ASSIGN(const std::uint64_t version, connection.integer("PRAGMA user_version"));
  if (version == kind.version) return {};
  return Error{ErrorCode::unsupported,
               "this file has version " + std::to_string(version) + ", and this program reads " +
                   std::to_string(kind.version),
               connection.place(), "use the Truceline that made it, or a newer one"};
}

}  // namespace

Result<void> create_sqlite_file(const std::filesystem::path& path, const SqliteKind& kind,
                                const SqliteOptions& options) {
  using Mode = SqliteConnection::Mode;
  TRY_ASSIGN(SqliteConnection connection,
             SqliteConnection::open(path, Mode::create, options.busy_ms, options.vfs));
  TRY(connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"));
  TRY(connection.execute("BEGIN IMMEDIATE"));
  TRY_ASSIGN(const bool blank, is_blank(connection));
  if (!blank)
    return Error{ErrorCode::conflict, "the file exists and is not empty", connection.place(),
                 "choose another name, or go on with what is there"};
  TRY(connection.execute(std::string(kind.schema) +
                         "; PRAGMA application_id = " + std::to_string(kind.application_id) +
                         "; PRAGMA user_version = " + std::to_string(kind.version)));
  return connection.commit();
}

Result<SqliteWriter> SqliteWriter::open(const std::filesystem::path& path, const SqliteKind& kind,
                                        const SqliteOptions& options) {
  using Mode = SqliteConnection::Mode;
  SqliteWriter writer;
  TRY_ASSIGN(writer.connection_,
             SqliteConnection::open(path, Mode::write, options.busy_ms, options.vfs));
  SqliteConnection& connection = writer.connection_;
  TRY(check_kind(connection, kind));
  TRY(connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"));
  if (options.pages_max != 0)
    TRY(connection.execute("PRAGMA max_page_count = " + std::to_string(options.pages_max)));
  TRY_ASSIGN(writer.begin_, connection.prepare("BEGIN IMMEDIATE"));
  TRY_ASSIGN(writer.rollback_, connection.prepare("ROLLBACK"));
  writer.log_pages_max_ = std::min(kLogPagesMax, options.wal_pages_max);
  // SQLite's own way of moving the log into the file ignores a failed sync. Ours does not.
  writer.log_pages_ = std::make_unique<int>(0);
  sqlite3_wal_hook(connection.handle(), note_log_pages, writer.log_pages_.get());
  return writer;
}

Error SqliteWriter::roll_back(const Error& why) {
  // Some errors have rolled back already; asking again is then refused, which is fine.
  if (sqlite3_get_autocommit(connection_.handle()) == 0) static_cast<void>(rollback_.run());
  return why;
}

/// Full disk or a busy reader only mean that the log stays longer; what is committed is safe in
/// it. A failed sync means that nobody knows, and ends the process.
void SqliteWriter::move_log_into_file(int how) {
  const int code = sqlite3_wal_checkpoint_v2(connection_.handle(), nullptr, how, nullptr, nullptr);
  if ((code & 0xff) == SQLITE_IOERR)
    die_of_failed_sync(connection_.place(), sqlite3_errmsg(connection_.handle()));
}

}  // namespace truceline::app

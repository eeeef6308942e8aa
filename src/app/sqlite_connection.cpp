// SPDX-License-Identifier: Apache-2.0
#include "app/sqlite_connection.hpp"

#include <cstdio>
#include <unistd.h>

namespace truceline::app {
namespace {

constexpr int kExitIoError = 74;  // EX_IOERR of sysexits.h

/// The primary result code: extended codes keep it in their lowest byte.
int primary(int extended_code) {
  return extended_code & 0xff;
}

base::Error unavailable(std::string reason, std::string_view place, std::string mend) {
  return {base::ErrorCode::unavailable, std::move(reason), std::string(place), std::move(mend)};
}

}  // namespace

base::Error sqlite_error(int extended_code, std::string_view detail, std::string_view place) {
  const std::string why(detail);
  switch (primary(extended_code)) {
    case SQLITE_FULL:
      return unavailable("disk full", place,
                         "free space and run the same command again; nothing was half-applied");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return unavailable("another program is writing to this ledger", place,
                         "wait until it is done or stop it, then run the same command again");
    case SQLITE_IOERR:
      return unavailable("the disk failed: " + why, place,
                         "check the disk, then run truceline verify before going on");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
      return unavailable("the ledger cannot be opened or written: " + why, place,
                         "check who owns the file and its folder");
    case SQLITE_CORRUPT:
      return {base::ErrorCode::corrupt, "the ledger file is damaged: " + why, std::string(place),
              "restore it from a mirror or a backup"};
    case SQLITE_NOTADB:
      return {base::ErrorCode::corrupt, "this is not a ledger file", std::string(place),
              "restore it from a mirror or a backup"};
    default:
      // A healthy file of our format gives none of these to our fixed statements.
      return {base::ErrorCode::corrupt, "the ledger file is not as expected: " + why,
              std::string(place), "run truceline verify"};
  }
}

void die_of_failed_sync(std::string_view place, std::string_view detail) {
  std::fprintf(stderr,
               "truceline: %.*s: the disk failed to keep what was written (%.*s).\n"
               "Stopping now: what is not surely on disk must not be signed.\n"
               "Check the disk, then run truceline verify and start again.\n",
               static_cast<int>(place.size()), place.data(), static_cast<int>(detail.size()),
               detail.data());
  std::fflush(stderr);
  // Not exit(): closing the store would write and sync again.
  _exit(kExitIoError);
}

SqliteStatement& SqliteStatement::bind(int parameter, std::uint64_t value) {
  INVARIANT(sqlite3_bind_int64(statement_.get(), parameter, static_cast<sqlite3_int64>(value)) ==
            SQLITE_OK);
  return *this;
}

SqliteStatement& SqliteStatement::bind(int parameter, base::BytesView value) {
  // A null pointer would bind NULL, not an empty blob.
  const int code = value.empty() ? sqlite3_bind_zeroblob(statement_.get(), parameter, 0)
                                 : sqlite3_bind_blob64(statement_.get(), parameter, value.data(),
                                                       value.size(), SQLITE_STATIC);
  INVARIANT(code == SQLITE_OK);
  return *this;
}

SqliteStatement& SqliteStatement::bind(int parameter, std::string_view value) {
  const char* const text = value.empty() ? "" : value.data();
  INVARIANT(sqlite3_bind_text64(statement_.get(), parameter, text, value.size(), SQLITE_STATIC,
                                SQLITE_UTF8) == SQLITE_OK);
  return *this;
}

base::Result<bool> SqliteStatement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  sqlite3* const handle = sqlite3_db_handle(statement_.get());
  const base::Error error =
      sqlite_error(sqlite3_extended_errcode(handle), sqlite3_errmsg(handle), place_);
  reset();
  return error;
}

void SqliteStatement::reset() {
  sqlite3_reset(statement_.get());  // Repeats the error of the last step, which was reported.
  sqlite3_clear_bindings(statement_.get());
}

base::Result<void> SqliteStatement::run() {
  const ResetLater reset_later(*this);
  TRY(step());
  return {};
}

std::uint64_t SqliteStatement::integer(int column) {
  return static_cast<std::uint64_t>(sqlite3_column_int64(statement_.get(), column));
}

base::BytesView SqliteStatement::bytes(int column) {
  const void* const data = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return {static_cast<const std::uint8_t*>(data), static_cast<std::size_t>(size)};
}

base::Result<SqliteConnection> SqliteConnection::open(const std::filesystem::path& path, Mode mode,
                                                      int busy_ms, const char* vfs) {
  std::error_code ignored;
  if (mode != Mode::create && !std::filesystem::exists(path, ignored))
    return base::Error{base::ErrorCode::not_found, "there is no ledger here", path.string(),
                       "truceline init makes one"};
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |= mode == Mode::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (mode == Mode::create) flags |= SQLITE_OPEN_CREATE;
  SqliteConnection connection;
  connection.place_ = path.string();
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, vfs);
  connection.handle_.reset(handle);  // Must be closed even where opening failed.
  if (code != SQLITE_OK) return sqlite_error(code, sqlite3_errstr(code), connection.place_);
  sqlite3_busy_timeout(handle, busy_ms);
  // The file may have been through other hands: no clever schema, no broken cell may surprise us.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  TRY(connection.execute("PRAGMA cell_size_check = ON; PRAGMA foreign_keys = OFF"));
  return connection;
}

base::Result<SqliteStatement> SqliteConnection::prepare(std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  SqliteStatement statement;
  statement.statement_.reset(raw);
  statement.place_ = place_;
  if (code != SQLITE_OK) return sqlite_error(code, sqlite3_errmsg(handle()), place_);
  return statement;
}

base::Result<void> SqliteConnection::execute(const std::string& sql) {
  const int code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return sqlite_error(code, sqlite3_errmsg(handle()), place_);
  return {};
}

base::Result<std::uint64_t> SqliteConnection::integer(std::string_view sql) {
  TRY_ASSIGN(SqliteStatement statement, prepare(sql));
  TRY_ASSIGN(const bool has_row, statement.step());
  INVARIANT(has_row);
  return statement.integer(0);
}

base::Result<void> SqliteConnection::commit() {
  const int code = sqlite3_exec(handle(), "COMMIT", nullptr, nullptr, nullptr);
  if (primary(code) == SQLITE_IOERR) die_of_failed_sync(place_, sqlite3_errmsg(handle()));
  if (code != SQLITE_OK) return sqlite_error(code, sqlite3_errmsg(handle()), place_);
  return {};
}

}  // namespace truceline::app

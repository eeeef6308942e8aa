// SPDX-License-Identifier: Apache-2.0
#include "app/account_file.hpp"

#include "app/files.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace fs = std::filesystem;

namespace {

// A credential is a session (kind 0) or a token (kind 1); its id is the SHA-256 of what its holder
// has. code_key is empty where no code is asked for; code_used is the step of the last good code.
constexpr SqliteKind kKind{0x54726341 /* "TrcA" */, 1, "a file of accounts", R"sql(
CREATE TABLE accounts (
  name      TEXT PRIMARY KEY,
  party     TEXT NOT NULL,
  role      TEXT NOT NULL,
  password  TEXT NOT NULL,
  code_key  BLOB NOT NULL,
  code_used INTEGER NOT NULL,
  disabled  INTEGER NOT NULL,
  made_ms   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE credentials (
  id      BLOB PRIMARY KEY,
  account TEXT NOT NULL,
  kind    INTEGER NOT NULL,
  label   TEXT NOT NULL,
  scopes  INTEGER NOT NULL,
  made_ms INTEGER NOT NULL,
  used_ms INTEGER NOT NULL,
  ends_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX credentials_of ON credentials (account, kind, made_ms))sql"};

}  // namespace

Result<void> AccountFile::create(const fs::path& path) {
  std::error_code ignored;
  if (fs::exists(path, ignored))
    return Error{ErrorCode::conflict, "there are accounts already", path.string(),
                 "go on with them"};
  // Made empty with its mode first: what SQLite lays beside it takes the same.
  TRY(write_file(path, "", FileMode::secret));
  return create_sqlite_file(path, kKind);
}

Result<std::unique_ptr<AccountFile>> AccountFile::open(const fs::path& path) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (!fs::exists(status))
    return Error{ErrorCode::not_found, "the mission has no accounts", path.string(),
                 "truceline account new makes the first"};
  if ((status.permissions() & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none)
    return Error{ErrorCode::forbidden, "others may read the accounts", path.string(),
                 "chmod 600 " + path.string()};
  TRY_ASSIGN(SqliteWriter writer, SqliteWriter::open(path, kKind));
  TRY_ASSIGN(SqliteConnection reader, SqliteConnection::open(path, SqliteConnection::Mode::write,
                                                             SqliteOptions{}.busy_ms, nullptr));
  return std::unique_ptr<AccountFile>(new AccountFile(std::move(writer), std::move(reader)));
}

/// What a ledger's file would be told does not hold here.
Result<void> AccountFile::mended(Result<void> done) {
  if (done || done.error().code != ErrorCode::corrupt) return done;
  Error error = done.error();
  error.reason = "the file of accounts is damaged";
  error.mend = "move it away and make the accounts anew: it holds nothing of the record";
  return error;
}

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include "app/account_file.hpp"

namespace truceline::app {

using base::Result;

namespace fs = std::filesystem;

namespace {

// A credential is a session (kind 0) or a token (kind 1); its id is the SHA-256 of what its holder
// has. code_key is empty where no code is asked for; code_used is the step of the last good code.
constexpr SqliteKind kLayout{0x54726341 /* "TrcA" */, 1, "a file of accounts", R"sql(
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
constexpr PrivateKind kKind{
    kLayout,
    "there are accounts already",
    "the mission has no accounts",
    "truceline account new makes the first",
    "others may read the accounts",
    "the file of accounts is damaged",
    "move it away and make the accounts anew: it holds nothing of the record"};

}  // namespace

AccountFile::AccountFile(Ends ends) : PrivateFile(kKind, std::move(ends)) {}

Result<void> AccountFile::create(const fs::path& path) {
  return make(path, kKind);
}

Result<std::unique_ptr<AccountFile>> AccountFile::open(const fs::path& path) {
  TRY_ASSIGN(Ends ends, open_ends(path, kKind));
  return std::unique_ptr<AccountFile>(new AccountFile(std::move(ends)));
}

}  // namespace truceline::app

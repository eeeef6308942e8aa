// SPDX-License-Identifier: Apache-2.0
#include "app/delivery_file.hpp"

namespace truceline::app {

using base::Result;

namespace fs = std::filesystem;

namespace {

// 0 stands for "never" in a column of times, and -1 for "no entry". Numbers of deliveries and
// endpoints are never used again. `message` is empty once the delivery was made; `noticed` are the
// findings that an endpoint was told of, or had in its inbox before it was made.
constexpr SqliteKind kLayout{0x54726344 /* "TrcD" */, 1, "a file of deliveries", R"sql(
CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE endpoints (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  party            TEXT NOT NULL,
  kind             TEXT NOT NULL,
  address          TEXT NOT NULL,
  label            TEXT NOT NULL,
  secret           BLOB NOT NULL,
  allow_private    INTEGER NOT NULL,
  made_ms          INTEGER NOT NULL,
  removed          INTEGER NOT NULL DEFAULT 0,
  next_entry       INTEGER NOT NULL,
  has_seen_inbox   INTEGER NOT NULL DEFAULT 0,
  last_success_ms  INTEGER NOT NULL DEFAULT 0,
  failures         INTEGER NOT NULL DEFAULT 0,
  failing_since_ms INTEGER NOT NULL DEFAULT 0,
  unmet_since_ms   INTEGER NOT NULL DEFAULT 0,
  last_problem     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE noticed (
  endpoint INTEGER NOT NULL,
  finding  BLOB NOT NULL,
  PRIMARY KEY (endpoint, finding)
) STRICT, WITHOUT ROWID;
CREATE TABLE deliveries (
  number           INTEGER PRIMARY KEY AUTOINCREMENT,
  id               TEXT NOT NULL UNIQUE,
  endpoint         INTEGER NOT NULL,
  party            TEXT NOT NULL,
  kind             TEXT NOT NULL,
  author           TEXT NOT NULL,
  entry            INTEGER NOT NULL,
  about            BLOB NOT NULL,
  message          BLOB NOT NULL,
  state            TEXT NOT NULL,
  made_ms          INTEGER NOT NULL,
  since_ms         INTEGER NOT NULL,
  tries            INTEGER NOT NULL DEFAULT 0,
  next_ms          INTEGER NOT NULL,
  ended_ms         INTEGER NOT NULL DEFAULT 0,
  failing_since_ms INTEGER NOT NULL DEFAULT 0,
  outcome          TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX deliveries_of ON deliveries (endpoint, state);
CREATE INDEX deliveries_by_author ON deliveries (author);
CREATE INDEX deliveries_by_entry ON deliveries (entry);
CREATE INDEX deliveries_ended ON deliveries (ended_ms);
CREATE TABLE attempts (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  delivery INTEGER NOT NULL,
  endpoint INTEGER NOT NULL,
  begun_ms INTEGER NOT NULL,
  ended_ms INTEGER NOT NULL DEFAULT 0,
  sent     BLOB NOT NULL,
  result   TEXT NOT NULL,
  code     INTEGER NOT NULL DEFAULT 0,
  outcome  TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX attempts_of ON attempts (delivery);
CREATE INDEX attempts_to ON attempts (endpoint))sql"};
constexpr PrivateKind kKind{
    kLayout,
    "there are deliveries already",
    "the mission delivers nothing",
    "truceline delivery add names the first endpoint",
    "others may read where the parties are reached",
    "the file of deliveries is damaged",
    "move it away and name the endpoints anew: it holds nothing of the record"};

}  // namespace

DeliveryFile::DeliveryFile(Ends ends) : PrivateFile(kKind, std::move(ends)) {}

Result<void> DeliveryFile::create(const fs::path& path) {
  return make(path, kKind);
}

Result<std::unique_ptr<DeliveryFile>> DeliveryFile::open(const fs::path& path) {
  TRY_ASSIGN(Ends ends, open_ends(path, kKind));
  return std::unique_ptr<DeliveryFile>(new DeliveryFile(std::move(ends)));
}

Result<std::uint64_t> DeliveryFile::changes_of_others() {
  std::uint64_t version = 0;
  const auto done = look([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(version, connection.integer("PRAGMA data_version"));
    return {};
  });
  TRY(done);
  return version;
}

}  // namespace truceline::app

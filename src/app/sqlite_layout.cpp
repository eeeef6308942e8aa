// SPDX-License-Identifier: Apache-2.0
#include "app/sqlite_layout.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/sha256.hpp"

namespace truceline::app {
namespace {

// leaf_hash stands before the long columns: reading it must not walk their overflow pages. That a
// leaf is stored once is the Log's promise, and looked up in memory: an index here would be hit at
// random by each append.
constexpr std::array<std::string_view, 4> kSchema = {
    R"sql(CREATE TABLE entry (
  idx       INTEGER PRIMARY KEY,
  leaf_hash BLOB NOT NULL,
  leaf      BLOB NOT NULL,
  sealed    BLOB NOT NULL
) STRICT)sql",
    R"sql(CREATE TABLE head (
  id              INTEGER PRIMARY KEY CHECK (id = 0),
  size            INTEGER NOT NULL,
  frontier        BLOB NOT NULL,
  checkpoint      TEXT NOT NULL,
  signed_frontier BLOB NOT NULL
) STRICT)sql",
    R"sql(CREATE TABLE cosigned (
  size INTEGER PRIMARY KEY,
  note TEXT NOT NULL
) STRICT)sql",
    R"sql(CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID)sql"};

base::Error corrupt(std::string reason, const SqliteConnection& connection) {
  return {base::ErrorCode::corrupt, std::move(reason), connection.place(),
          "restore the ledger from a mirror or a backup"};
}

base::Result<void> check_format(SqliteConnection& connection) {
  TRY_ASSIGN(const std::uint64_t application, connection.integer("PRAGMA application_id"));
  if (application != kLedgerApplicationId)
    return base::Error{base::ErrorCode::invalid_input, "this is not a Truceline ledger",
                       connection.place(), "name the ledger file of a mission folder"};
  TRY_ASSIGN(const std::uint64_t format, connection.integer("PRAGMA user_version"));
  if (format == kLedgerFormat) return {};
  const bool newer = format > kLedgerFormat;
  const std::string numbers = " (format " + std::to_string(format) + ", this program reads " +
                              (newer ? "up to " : "") + std::to_string(kLedgerFormat) + ")";
  return base::Error{base::ErrorCode::unsupported,
                     (newer ? "made by a newer Truceline" : "made by an older Truceline") + numbers,
                     connection.place(),
                     newer
                         ? "use a Truceline at least as new"
                         : "keep it with the Truceline that made it, or enter its statements anew"};
}

/// A file that lay_out_ledger() made has none of these, and a page that is taken for a free one
/// would be overwritten.
base::Result<void> check_pages(SqliteConnection& connection) {
  TRY_ASSIGN(const std::uint64_t vacuums, connection.integer("PRAGMA auto_vacuum"));
  TRY_ASSIGN(const std::uint64_t free_pages, connection.integer("PRAGMA freelist_count"));
  TRY_ASSIGN(const std::uint64_t utf8, connection.integer("SELECT encoding = 'UTF-8' FROM "
                                                          "pragma_encoding"));
  if (vacuums == 0 && free_pages == 0 && utf8 == 1) return {};
  return corrupt("the ledger file is not laid out as it was made", connection);
}

/// A schema that reads otherwise may mean otherwise.
base::Result<void> check_schema(SqliteConnection& connection) {
  TRY_ASSIGN(SqliteStatement rows, connection.prepare("SELECT sql FROM sqlite_schema "
                                                      "WHERE sql IS NOT NULL ORDER BY rowid"));
  for (const std::string_view wanted : kSchema) {
    TRY_ASSIGN(const bool found, rows.step());
    if (!found || base::text_of(rows.bytes(0)) != wanted)
      return corrupt("the ledger's tables are not as they were made", connection);
  }
  return {};
}

base::Result<void> check_table(SqliteConnection& connection, std::string_view table) {
  TRY_ASSIGN(SqliteStatement check,
             connection.prepare("PRAGMA quick_check(" + std::string(table) + ")"));
  TRY_ASSIGN(const bool found, check.step());
  if (found && base::text_of(check.bytes(0)) == "ok") return {};
  return corrupt("the ledger's table \"" + std::string(table) + "\" is damaged", connection);
}

/// The second line of a checkpoint is its size. Under another one an entry would get a later
/// receipt than the one it was given.
base::Result<void> check_kept_checkpoints(SqliteConnection& connection) {
  TRY_ASSIGN(const std::uint64_t strays,
             connection.integer("SELECT count(*) FROM cosigned WHERE instr(note, char(10)) <> "
                                "instr(note, char(10) || size || char(10))"));
  if (strays == 0) return {};
  return corrupt("a checkpoint is kept under another size than its own", connection);
}

base::Result<void> check_meta(SqliteConnection& connection) {
  TRY_ASSIGN(SqliteStatement rows, connection.prepare("SELECT key, value FROM meta"));
  while (true) {
    TRY_ASSIGN(const bool found, rows.step());
    if (!found) return {};
    if (!opened_meta(base::text_of(rows.bytes(0)), rows.bytes(1)))
      return corrupt("what the ledger keeps beside its entries is damaged", connection);
  }
}

base::Hash meta_check(std::string_view key, base::BytesView value) {
  return base::sha256({base::bytes_of(key), base::bytes_of(std::string_view("\0", 1)), value});
}

/// A head that is read from another place of its page may be one of an empty ledger.
base::Result<void> check_head(SqliteConnection& connection) {
  TRY(check_table(connection, "head"));
  // In one statement, which sees one state: others may append.
  TRY_ASSIGN(const std::uint64_t whole,
             connection.integer("SELECT count(*) = 1 AND min(size) = "
                                "(SELECT coalesce(max(idx) + 1, 0) FROM entry) FROM head"));
  if (whole == 1) return {};
  return corrupt("the ledger's head is not that of its entries", connection);
}

base::Result<bool> is_blank(SqliteConnection& connection) {
  TRY_ASSIGN(const std::uint64_t application, connection.integer("PRAGMA application_id"));
  TRY_ASSIGN(const std::uint64_t tables, connection.integer("SELECT count(*) FROM sqlite_schema"));
  return application == 0 && tables == 0;
}

base::Error already_there(const SqliteConnection& connection) {
  return {base::ErrorCode::conflict, "the file exists and is not empty", connection.place(),
          "choose another folder, or go on with the ledger that is there"};
}

}  // namespace

base::Result<void> lay_out_ledger(SqliteConnection& connection) {
  TRY_ASSIGN(const bool blank, is_blank(connection));
  if (!blank) return already_there(connection);
  // Large pages: a replay reads the whole file, a quarter of the calls it would take by default.
  TRY(
      connection.execute("PRAGMA page_size = 16384; "
                         "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"));
  TRY(connection.execute("BEGIN IMMEDIATE"));
  TRY_ASSIGN(const bool still_blank, is_blank(connection));
  if (!still_blank) return already_there(connection);  // Somebody was faster.
  for (const std::string_view statement : kSchema) TRY(connection.execute(std::string(statement)));
  TRY(
      connection.execute("INSERT INTO head VALUES (0, 0, x'', '', x'');"
                         "PRAGMA application_id = " +
                         std::to_string(kLedgerApplicationId) +
                         "; PRAGMA user_version = " + std::to_string(kLedgerFormat)));
  return connection.commit();
}

base::Result<void> check_ledger_layout(SqliteConnection& connection) {
  TRY(check_format(connection));
  TRY(check_pages(connection));
  TRY(check_schema(connection));
  return check_head(connection);
}

base::Result<void> check_ledger_contents(SqliteConnection& connection) {
  for (const char* const table : {"entry", "cosigned", "meta"}) TRY(check_table(connection, table));
  TRY(check_kept_checkpoints(connection));
  return check_meta(connection);
}

base::Bytes sealed_meta(std::string_view key, base::BytesView value) {
  const base::Hash check = meta_check(key, value);
  base::Bytes stored(value.begin(), value.end());
  stored.insert(stored.end(), check.begin(), check.end());
  return stored;
}

std::optional<base::Bytes> opened_meta(std::string_view key, base::BytesView stored) {
  if (stored.size() < sizeof(base::Hash)) return std::nullopt;
  const base::BytesView value = stored.first(stored.size() - sizeof(base::Hash));
  if (!std::ranges::equal(meta_check(key, value), stored.last(sizeof(base::Hash))))
    return std::nullopt;
  return base::Bytes(value.begin(), value.end());
}

}  // namespace truceline::app

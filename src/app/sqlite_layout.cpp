// SPDX-License-Identifier: Apache-2.0
#include "app/sqlite_layout.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace truceline::app {
namespace {

// leaf_hash stands before the long columns: reading it must not walk their overflow pages. Its
// index is hit at random, so it is kept small, by 8 bytes of the hash: with all 32 (UNIQUE) appends
// to a million entries took twice as long. That a leaf is stored once is the Log's promise.
constexpr std::array<std::string_view, 5> kSchema = {
    R"sql(CREATE TABLE entry (
  idx       INTEGER PRIMARY KEY,
  leaf_hash BLOB NOT NULL,
  leaf      BLOB NOT NULL,
  sealed    BLOB NOT NULL
) STRICT)sql",
    R"sql(CREATE INDEX entry_by_leaf_hash ON entry (substr(leaf_hash, 1, 8)))sql",
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

constexpr std::size_t kPrefixBytes = 8;

/// The part of a leaf hash that the index holds, as a number of the same order.
std::uint64_t prefix_of(base::BytesView bytes) {
  std::uint64_t prefix = 0;
  for (const std::uint8_t byte : bytes.first(std::min(kPrefixBytes, bytes.size())))
    prefix = prefix << 8 | byte;
  return prefix;
}

base::Error broken_index(const SqliteConnection& connection) {
  return corrupt("the index of leaf hashes is not that of the entries", connection);
}

// Of both the type is asked too: one bit makes a text of a blob, or a blob of nine bytes of one of
// eight, which begins with the same bytes and which no look-up finds.

base::Result<std::vector<std::uint64_t>> prefixes_by_entry(SqliteConnection& connection) {
  TRY_ASSIGN(SqliteStatement entries,
             connection.prepare("SELECT leaf_hash, typeof(leaf_hash) = 'blob' FROM entry "
                                "ORDER BY idx"));
  std::vector<std::uint64_t> prefixes;
  while (true) {
    TRY_ASSIGN(const bool found, entries.step());
    if (!found) return prefixes;
    if (entries.integer(1) == 0) return broken_index(connection);
    prefixes.push_back(prefix_of(entries.bytes(0)));
  }
}

base::Result<void> compare_leaf_index(SqliteConnection& connection) {
  TRY_ASSIGN(const std::vector<std::uint64_t> prefixes, prefixes_by_entry(connection));
  // In the index's own order, which look-ups rely on.
  TRY_ASSIGN(SqliteStatement index,
             connection.prepare("SELECT substr(leaf_hash, 1, 8), idx, "
                                "typeof(substr(leaf_hash, 1, 8)) = 'blob' FROM entry "
                                "INDEXED BY entry_by_leaf_hash ORDER BY substr(leaf_hash, 1, 8)"));
  std::pair<std::uint64_t, std::uint64_t> last;
  for (std::size_t n = 0; n < prefixes.size(); ++n) {
    TRY_ASSIGN(const bool found, index.step());
    if (!found) return broken_index(connection);
    if (index.integer(2) == 0 || index.bytes(0).size() != kPrefixBytes)
      return broken_index(connection);
    const std::pair row(prefix_of(index.bytes(0)), index.integer(1));
    if (row.second >= prefixes.size() || prefixes[row.second] != row.first)
      return broken_index(connection);
    if (n > 0 && row <= last) return broken_index(connection);
    last = row;
  }
  TRY_ASSIGN(const bool more, index.step());
  return more ? base::Result<void>(broken_index(connection)) : base::Result<void>();
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

base::Result<void> check_table(SqliteConnection& connection, std::string_view table) {
  TRY_ASSIGN(SqliteStatement check,
             connection.prepare("PRAGMA quick_check(" + std::string(table) + ")"));
  TRY_ASSIGN(const bool found, check.step());
  if (found && base::text_of(check.bytes(0)) == "ok") return {};
  return corrupt("the ledger's table \"" + std::string(table) + "\" is damaged", connection);
}

base::Result<void> check_leaf_index(SqliteConnection& connection) {
  // In one transaction, which sees one state: others may append between the two readings.
  TRY(connection.execute("BEGIN"));
  const base::Result<void> checked = compare_leaf_index(connection);
  const base::Result<void> ended = connection.execute("COMMIT");
  return checked ? ended : checked;
}

}  // namespace truceline::app

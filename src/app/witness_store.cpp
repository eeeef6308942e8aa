// SPDX-License-Identifier: Apache-2.0
#include "app/witness_store.hpp"

#include <algorithm>

#include "base/sha256.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

// `whole` tells a memory that lost or changed a row, for which no signature speaks: one flipped
// bit in an origin would make a log look new, and a new log may begin with any history.
constexpr SqliteKind kKind{0x54726357 /* "TrcW" */, 1, "a witness's memory", R"sql(
CREATE TABLE latest (
  origin TEXT PRIMARY KEY,
  note   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE whole (
  id  INTEGER PRIMARY KEY CHECK (id = 0),
  sum BLOB NOT NULL
) STRICT;
INSERT INTO whole VALUES (0, zeroblob(32)))sql"};

/// Adds a row to the sum over all rows, or takes it away: the rows' hashes, each bit modulo two.
void add_row(base::Hash& sum, std::string_view origin, std::string_view note) {
  const std::string row = std::string(origin) + "\n" + std::string(note);
  const base::Hash hash = base::sha256(base::bytes_of(row));
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] ^= hash[i];
}

Result<base::Hash> read_sum(SqliteStatement& statement, const std::string& place) {
  const ResetLater reset(statement);
  TRY_ASSIGN(const bool found, statement.step());
  base::Hash sum{};
  const base::BytesView bytes = found ? statement.bytes(0) : base::BytesView();
  if (bytes.size() != sum.size())
    return Error{ErrorCode::corrupt, "the witness's memory is damaged", place, {}};
  std::ranges::copy(bytes, sum.begin());
  return sum;
}

/// What a ledger's file would be told does not hold here: an older memory is worse than none.
Error as_memory(Error error) {
  if (error.code == ErrorCode::not_found) error.reason = "the witness's memory is not there";
  if (error.code == ErrorCode::not_found || error.code == ErrorCode::corrupt)
    error.mend =
        "never restore an older one: make a new witness with a new name and key "
        "(truceline witness init), and tell the missions";
  return error;
}

}  // namespace

Result<void> SqliteWitnessStore::create(const std::filesystem::path& path,
                                        const SqliteOptions& options) {
  return create_sqlite_file(path, kKind, options);
}

Result<std::unique_ptr<SqliteWitnessStore>> SqliteWitnessStore::open(
    const std::filesystem::path& path, const SqliteOptions& options) {
  auto writer = SqliteWriter::open(path, kKind, options);
  if (!writer) return as_memory(writer.error());
  std::unique_ptr<SqliteWitnessStore> store(new SqliteWitnessStore(*std::move(writer)));
  SqliteConnection& connection = store->writer_.connection();
  TRY_ASSIGN(store->read_, connection.prepare("SELECT note FROM latest WHERE origin = ?"));
  TRY_ASSIGN(store->write_, connection.prepare("INSERT INTO latest VALUES (?, ?) ON CONFLICT "
                                               "(origin) DO UPDATE SET note = excluded.note"));
  TRY_ASSIGN(store->read_sum_, connection.prepare("SELECT sum FROM whole WHERE id = 0"));
  TRY_ASSIGN(store->write_sum_, connection.prepare("UPDATE whole SET sum = ? WHERE id = 0"));
  // In one transaction, which sees one state: another witness may cosign between the two readings.
  TRY(connection.execute("BEGIN"));
  const auto whole = store->check_whole();
  const auto ended = connection.execute("COMMIT");
  if (!whole) return as_memory(whole.error());
  TRY(ended);
  return store;
}

Result<void> SqliteWitnessStore::check_whole() {
  SqliteConnection& connection = writer_.connection();
  TRY_ASSIGN(SqliteStatement rows, connection.prepare("SELECT origin, note FROM latest"));
  base::Hash sum{};
  while (true) {
    TRY_ASSIGN(const bool found, rows.step());
    if (!found) break;
    add_row(sum, base::text_of(rows.bytes(0)), base::text_of(rows.bytes(1)));
  }
  TRY_ASSIGN(const base::Hash kept, read_sum(read_sum_, connection.place()));
  if (kept == sum) return {};
  return Error{ErrorCode::corrupt, "the witness's memory is damaged", connection.place(), {}};
}

Result<std::optional<std::string>> SqliteWitnessStore::latest(std::string_view origin) {
  const std::lock_guard lock(mutex_);
  const ResetLater reset(read_);
  auto found = read_.bind(1, origin).step();
  if (!found) return as_memory(found.error());
  if (!*found) return std::optional<std::string>{};
  return std::optional(std::string(base::text_of(read_.bytes(0))));
}

Result<void> SqliteWitnessStore::replace(std::string_view origin, std::string_view expected,
                                         std::string_view note) {
  const std::lock_guard lock(mutex_);
  auto done = writer_.in_transaction([&]() -> Result<void> {
    TRY_ASSIGN(base::Hash sum, read_sum(read_sum_, writer_.connection().place()));
    {
      const ResetLater reset(read_);
      TRY_ASSIGN(const bool found, read_.bind(1, origin).step());
      const std::string_view kept = found ? base::text_of(read_.bytes(0)) : std::string_view();
      if (kept != expected)
        return Error{
            ErrorCode::conflict, "another checkpoint was kept meanwhile", std::string(origin), {}};
      if (found) add_row(sum, origin, kept);  // takes it away
    }
    add_row(sum, origin, note);
    TRY(write_.bind(1, origin).bind(2, note).run());
    return write_sum_.bind(1, sum).run();
  });
  if (!done) return as_memory(done.error());
  return {};
}

}  // namespace truceline::app

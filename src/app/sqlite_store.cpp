// SPDX-License-Identifier: Apache-2.0
#include "app/sqlite_store.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "app/sqlite_layout.hpp"

namespace truceline::app {
namespace {

using Open = SqliteConnection::Mode;

constexpr std::size_t kChunkRows = 256;
constexpr std::uint64_t kIndexedAtOnce = 4096;  // leaf hashes read under one lock
constexpr std::size_t kSpareChunks = 8;         // about as many as there are threads that scan

base::Error corrupt(std::string reason, std::string_view place) {
  return {base::ErrorCode::corrupt, std::move(reason), std::string(place),
          "restore the ledger from a mirror or a backup"};
}

base::Error conflict(std::string reason, std::string_view place) {
  return {base::ErrorCode::conflict, std::move(reason), std::string(place), {}};
}

base::Error no_entry(std::uint64_t index) {
  return {base::ErrorCode::not_found, "there is no entry " + std::to_string(index), {}, {}};
}

base::Bytes copied(base::BytesView bytes) {
  return {bytes.begin(), bytes.end()};
}

/// Nothing where it was erased. The Log takes no sealed part that is all zeros.
base::BytesView unless_erased(base::BytesView sealed) {
  const bool erased = std::ranges::all_of(sealed, [](std::uint8_t byte) { return byte == 0; });
  return erased ? base::BytesView() : sealed;
}

base::Result<std::optional<ledger::KeptCheckpoint>> cosigned_row(SqliteStatement& statement) {
  const ResetLater reset(statement);
  TRY_ASSIGN(const bool found, statement.step());
  if (!found) return std::optional<ledger::KeptCheckpoint>{};
  return std::optional(ledger::KeptCheckpoint{{statement.integer(0)},
                                              std::string(base::text_of(statement.bytes(1)))});
}

int note_wal_pages(void* pages, sqlite3*, const char*, int count) {
  *static_cast<int*>(pages) = count;
  return SQLITE_OK;
}

}  // namespace

base::Result<void> SqliteStore::create(const std::filesystem::path& path,
                                       const SqliteOptions& options) {
  TRY_ASSIGN(SqliteConnection connection,
             SqliteConnection::open(path, Open::create, options.busy_ms, options.vfs));
  return lay_out_ledger(connection);
}

base::Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::filesystem::path& path,
                                                             Mode mode,
                                                             const SqliteOptions& options) {
  std::unique_ptr<SqliteStore> store(new SqliteStore);
  store->mode_ = mode;
  store->options_ = options;
  TRY(store->open_writer(path));
  TRY(store->open_reader(path));
  if (mode == Mode::write) TRY(store->open_mover(path));
  return store;
}

base::Result<void> SqliteStore::open_mover(const std::filesystem::path& path) {
  TRY_ASSIGN(SqliteConnection connection,
             SqliteConnection::open(path, Open::write, options_.busy_ms, options_.vfs));
  TRY(connection.execute("PRAGMA synchronous = FULL"));
  // A first read: only then does the connection know that there is a write-ahead log.
  TRY(connection.integer("SELECT size FROM head"));
  mover_ = std::make_unique<WalMover>(std::move(connection), writer_.mutex);
  return {};
}

base::Result<void> SqliteStore::open_reader(const std::filesystem::path& path) {
  TRY_ASSIGN(reader_.connection,
             SqliteConnection::open(path, Open::read_only, options_.busy_ms, options_.vfs));
  SqliteConnection& c = reader_.connection;
  TRY_ASSIGN(reader_.head, c.prepare("SELECT size, frontier, checkpoint, signed_frontier FROM head "
                                     "WHERE id = 0"));
  TRY_ASSIGN(reader_.range, c.prepare("SELECT idx, leaf_hash, leaf, sealed FROM entry "
                                      "WHERE idx >= ? AND idx < ? ORDER BY idx"));
  TRY_ASSIGN(reader_.one, c.prepare("SELECT leaf, sealed FROM entry WHERE idx = ?"));
  TRY_ASSIGN(reader_.leaf_hashes, c.prepare("SELECT idx, leaf_hash FROM entry WHERE idx >= ? "
                                            "AND idx < ? ORDER BY idx"));
  TRY_ASSIGN(reader_.meta, c.prepare("SELECT value FROM meta WHERE key = ?"));
  TRY_ASSIGN(reader_.cosigned_for, c.prepare("SELECT size, note FROM cosigned WHERE size > ? "
                                             "ORDER BY size LIMIT 1"));
  TRY_ASSIGN(reader_.newest_cosigned, c.prepare("SELECT size, note FROM cosigned "
                                                "ORDER BY size DESC LIMIT 1"));
  return {};
}

base::Result<void> SqliteStore::open_writer(const std::filesystem::path& path) {
  const bool writable = mode_ == Mode::write;
  TRY_ASSIGN(writer_.connection,
             SqliteConnection::open(path, writable ? Open::write : Open::read_only,
                                    options_.busy_ms, options_.vfs));
  SqliteConnection& c = writer_.connection;
  TRY(check_ledger_layout(c));
  TRY_ASSIGN(writer_.data_version, c.prepare("PRAGMA data_version"));
  if (!writable) return {};
  TRY(
      c.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                "PRAGMA cache_size = -65536; PRAGMA secure_delete = ON"));
  // A changed mark in the file's header lets SQLite read on and never write.
  if (sqlite3_db_readonly(c.handle(), "main") == 1)
    return base::Error{base::ErrorCode::unavailable, "the ledger can be read and not written",
                       c.place(),
                       "check who owns the file; where that is right, restore it from a mirror or "
                       "a backup"};
  // What is wrong with where values lie would be written over what is there.
  TRY(check_ledger_contents(c));
  if (options_.pages_max != 0)
    TRY(c.execute("PRAGMA max_page_count = " + std::to_string(options_.pages_max)));
  TRY_ASSIGN(writer_.begin, c.prepare("BEGIN IMMEDIATE"));
  TRY_ASSIGN(writer_.rollback, c.prepare("ROLLBACK"));
  TRY_ASSIGN(writer_.size, c.prepare("SELECT size FROM head WHERE id = 0"));
  TRY_ASSIGN(writer_.insert, c.prepare("INSERT INTO entry VALUES (?, ?, ?, ?)"));
  TRY_ASSIGN(writer_.grow_head, c.prepare("UPDATE head SET size = ?, frontier = ? WHERE id = 0"));
  TRY_ASSIGN(writer_.publish, c.prepare("UPDATE head SET checkpoint = ?1, signed_frontier = ?2 "
                                        "WHERE id = 0 AND checkpoint = ?3 RETURNING size"));
  TRY_ASSIGN(writer_.newest_cosigned, c.prepare("SELECT coalesce(max(size), 0) FROM cosigned"));
  TRY_ASSIGN(writer_.add_cosigned, c.prepare("INSERT INTO cosigned VALUES (?, ?)"));
  // The same number of bytes: SQLite then overwrites them where they are, moves nothing else, and
  // leaves no second copy in the file.
  TRY_ASSIGN(writer_.erase, c.prepare("UPDATE entry SET sealed = zeroblob(length(sealed)) "
                                      "WHERE idx = ? RETURNING idx"));
  TRY_ASSIGN(writer_.set_meta, c.prepare("INSERT INTO meta VALUES (?, ?) "
                                         "ON CONFLICT (key) DO UPDATE SET value = excluded.value"));
  // SQLite's own way of moving the log into the file ignores a failed sync. Ours does not.
  sqlite3_wal_hook(c.handle(), note_wal_pages, &writer_.wal_pages);
  writer_.move_at = options_.wal_pages_max;
  return {};
}

base::Result<void> SqliteStore::check_writable() const {
  if (mode_ == Mode::write) return {};
  return base::Error{base::ErrorCode::forbidden,
                     "the ledger was opened for reading only",
                     reader_.connection.place(),
                     {}};
}

/// Runs `work` so that all of it is durable afterwards, or none of it happened.
/// REQUIRES: the writer's mutex is held.
template <class Work>
base::Result<void> SqliteStore::in_transaction(const Work& work) {
  TRY(writer_.begin.run());
  base::Result<void> done = work();
  if (done) done = writer_.connection.commit();
  // Some errors have rolled back already; asking again is then refused, which is fine.
  if (!done && sqlite3_get_autocommit(writer_.connection.handle()) == 0)
    static_cast<void>(writer_.rollback.run());
  return done;
}

base::Result<ledger::Head> SqliteStore::head() {
  const std::lock_guard lock(reader_.mutex);
  const ResetLater reset(reader_.head);
  TRY_ASSIGN(const bool found, reader_.head.step());
  if (!found) return corrupt("the ledger has no head", reader_.connection.place());
  return ledger::Head{{reader_.head.integer(0)},
                      copied(reader_.head.bytes(1)),
                      std::string(base::text_of(reader_.head.bytes(2))),
                      copied(reader_.head.bytes(3))};
}

base::Result<void> SqliteStore::append(base::TreeSize expected_size,
                                       std::span<const ledger::RecordView> records,
                                       base::BytesView new_frontier) {
  TRY(check_writable());
  const std::lock_guard lock(writer_.mutex);
  TRY(in_transaction([&] { return insert_all(expected_size, records, new_frontier); }));
  note_in_index(expected_size, records);
  move_wal_where_long();
  return {};
}

/// As the transaction sees it. REQUIRES: the writer's mutex is held.
base::Result<std::uint64_t> SqliteStore::stored_size() {
  const ResetLater reset(writer_.size);
  TRY_ASSIGN(const bool found, writer_.size.step());
  if (!found) return corrupt("the ledger has no head", writer_.connection.place());
  return writer_.size.integer(0);
}

base::Result<void> SqliteStore::insert_all(base::TreeSize expected_size,
                                           std::span<const ledger::RecordView> records,
                                           base::BytesView new_frontier) {
  TRY_ASSIGN(const std::uint64_t size, stored_size());
  if (size != expected_size.value)
    return conflict("another writer appended first", writer_.connection.place());
  std::uint64_t index = expected_size.value;
  for (const ledger::RecordView& record : records)
    TRY(writer_.insert.bind(1, index++)
            .bind(2, record.leaf_hash)
            .bind(3, record.leaf)
            .bind(4, record.sealed)
            .run());
  return writer_.grow_head.bind(1, index).bind(2, new_frontier).run();
}

base::Result<void> SqliteStore::publish(std::string_view expected, std::string_view checkpoint,
                                        base::BytesView signed_frontier) {
  TRY(check_writable());
  const std::lock_guard lock(writer_.mutex);
  return in_transaction([&]() -> base::Result<void> {
    writer_.publish.bind(1, checkpoint).bind(2, signed_frontier).bind(3, expected);
    const ResetLater reset(writer_.publish);
    TRY_ASSIGN(const bool replaced, writer_.publish.step());
    if (!replaced) return conflict("another process signed first", writer_.connection.place());
    return {};
  });
}

base::Result<void> SqliteStore::add_cosigned(base::TreeSize size, std::string_view note) {
  TRY(check_writable());
  const std::lock_guard lock(writer_.mutex);
  return in_transaction([&] { return insert_cosigned(size, note); });
}

base::Result<void> SqliteStore::insert_cosigned(base::TreeSize size, std::string_view note) {
  TRY_ASSIGN(const std::uint64_t stored, stored_size());
  if (size.value == 0 || size.value > stored)
    return base::invalid("there is no tree of " + std::to_string(size.value) + " entries");
  {
    const ResetLater reset(writer_.newest_cosigned);
    TRY(writer_.newest_cosigned.step());
    if (size.value <= writer_.newest_cosigned.integer(0))
      return conflict("one as large is kept already", writer_.connection.place());
  }
  return writer_.add_cosigned.bind(1, size.value).bind(2, note).run();
}

/// Once for each time that it has grown by so much: somebody may keep it from being moved.
void SqliteStore::move_wal_where_long() {
  if (writer_.wal_pages < writer_.move_at - options_.wal_pages_max)
    writer_.move_at = options_.wal_pages_max;  // it has begun anew
  if (writer_.wal_pages < writer_.move_at) return;
  writer_.move_at = writer_.wal_pages + options_.wal_pages_max;
  mover_->wake();
}

base::Result<void> SqliteStore::empty_wal() {
  const auto mover_waits = mover_->hold();
  sqlite3* const handle = writer_.connection.handle();
  const int code =
      sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if ((code & 0xff) == SQLITE_IOERR)
    die_of_failed_sync(writer_.connection.place(), sqlite3_errmsg(handle));
  if (code == SQLITE_OK) return {};
  return base::Error{base::ErrorCode::unavailable,
                     "erased, but the ledger's write-ahead log still holds the bytes",
                     writer_.connection.place() + "-wal", "erase it again when nobody reads"};
}

/// The second column of the row of this entry. REQUIRES: the reader's mutex is held.
base::Result<base::Hash> SqliteStore::stored_hash(SqliteStatement& row, std::uint64_t index) const {
  const base::BytesView bytes = row.bytes(1);
  base::Hash leaf_hash{};
  if (bytes.size() != leaf_hash.size())
    return corrupt("the leaf hash of entry " + std::to_string(index) + " is not 32 bytes",
                   reader_.connection.place());
  std::ranges::copy(bytes, leaf_hash.begin());
  return leaf_hash;
}

base::Error SqliteStore::missing(std::uint64_t index) const {
  return corrupt("entry " + std::to_string(index) + " is missing", reader_.connection.place());
}

base::Result<void> SqliteStore::read_chunk(base::EntryIndex from, base::EntryIndex to,
                                           Chunk& chunk) {
  chunk.rows.clear();
  chunk.bytes.clear();
  const std::lock_guard lock(reader_.mutex);
  const ResetLater reset(reader_.range);
  reader_.range.bind(1, from.value).bind(2, to.value);
  for (std::uint64_t index = from.value; index < to.value; ++index) {
    TRY_ASSIGN(const bool found, reader_.range.step());
    if (!found || reader_.range.integer(0) != index) return missing(index);
    Chunk::Row row{};
    TRY_ASSIGN(row.leaf_hash, stored_hash(reader_.range, index));
    const base::BytesView leaf = reader_.range.bytes(2);
    const base::BytesView sealed = unless_erased(reader_.range.bytes(3));
    row.leaf_size = leaf.size();
    row.sealed_size = sealed.size();
    chunk.bytes.insert(chunk.bytes.end(), leaf.begin(), leaf.end());
    chunk.bytes.insert(chunk.bytes.end(), sealed.begin(), sealed.end());
    chunk.rows.push_back(row);
  }
  return {};
}

base::Result<void> SqliteStore::scan(base::EntryIndex from, base::EntryIndex to,
                                     const ledger::RecordVisitor& visit) {
  TRY_ASSIGN(const ledger::Head stored, head());
  if (to.value > stored.size.value) return no_entry(to.value - 1);
  Chunk chunk;
  {
    const std::lock_guard lock(reader_.mutex);
    if (!reader_.spare.empty()) {
      chunk = std::move(reader_.spare.back());
      reader_.spare.pop_back();
    }
  }
  base::Result<void> done = scan_through(chunk, from, to, visit);
  const std::lock_guard lock(reader_.mutex);
  if (reader_.spare.size() < kSpareChunks) reader_.spare.push_back(std::move(chunk));
  return done;
}

base::Result<void> SqliteStore::scan_through(Chunk& chunk, base::EntryIndex from,
                                             base::EntryIndex to,
                                             const ledger::RecordVisitor& visit) {
  while (from < to) {
    TRY(read_chunk(from, {std::min(to.value, from.value + kChunkRows)}, chunk));
    base::BytesView rest = chunk.bytes;
    for (const Chunk::Row& row : chunk.rows) {
      const base::BytesView leaf = rest.first(row.leaf_size);
      const base::BytesView sealed = rest.subspan(row.leaf_size, row.sealed_size);
      rest = rest.subspan(row.leaf_size + row.sealed_size);
      TRY(visit(from, {row.leaf_hash, leaf, sealed}));
      ++from.value;
    }
  }
  return {};
}

base::Result<ledger::Record> SqliteStore::read(base::EntryIndex index) {
  const std::lock_guard lock(reader_.mutex);
  const ResetLater reset(reader_.one);
  TRY_ASSIGN(const bool found, reader_.one.bind(1, index.value).step());
  if (!found) return no_entry(index.value);
  return ledger::Record{copied(reader_.one.bytes(0)), copied(unless_erased(reader_.one.bytes(1)))};
}

base::Result<std::vector<std::optional<base::EntryIndex>>> SqliteStore::find_all(
    std::span<const base::Hash> leaf_hashes) {
  const std::lock_guard lock(index_.mutex);
  TRY(complete_index());
  std::vector<std::optional<base::EntryIndex>> all;
  all.reserve(leaf_hashes.size());
  for (const base::Hash& leaf_hash : leaf_hashes) {
    TRY_ASSIGN(const auto found, confirmed(leaf_hash));
    all.push_back(found);
  }
  return all;
}

/// What was just appended, where the index knew all before it; else it is read when next needed.
void SqliteStore::note_in_index(base::TreeSize before, std::span<const ledger::RecordView> added) {
  const std::lock_guard lock(index_.mutex);
  if (index_.leaves.size() != before) return;
  for (const ledger::RecordView& record : added) index_.leaves.add(record.leaf_hash);
}

/// REQUIRES: the index's mutex is held.
base::Result<void> SqliteStore::complete_index() {
  TRY_ASSIGN(const ledger::Head stored, head());
  while (index_.leaves.size() < stored.size)
    TRY(read_leaf_hashes(
        {std::min(stored.size.value, index_.leaves.size().value + kIndexedAtOnce)}));
  return {};
}

/// Takes in the hashes up to `end`. REQUIRES: the index's mutex is held.
base::Result<void> SqliteStore::read_leaf_hashes(base::TreeSize end) {
  const std::lock_guard lock(reader_.mutex);
  const ResetLater reset(reader_.leaf_hashes);
  reader_.leaf_hashes.bind(1, index_.leaves.size().value).bind(2, end.value);
  while (index_.leaves.size() < end) {
    const std::uint64_t index = index_.leaves.size().value;
    TRY_ASSIGN(const bool found, reader_.leaf_hashes.step());
    if (!found || reader_.leaf_hashes.integer(0) != index) return missing(index);
    TRY_ASSIGN(const base::Hash leaf_hash, stored_hash(reader_.leaf_hashes, index));
    index_.leaves.add(leaf_hash);
  }
  return {};
}

/// REQUIRES: the index's mutex is held.
base::Result<std::optional<base::EntryIndex>> SqliteStore::confirmed(const base::Hash& leaf_hash) {
  for (const base::EntryIndex candidate : index_.leaves.candidates(leaf_hash)) {
    const std::lock_guard lock(reader_.mutex);
    const ResetLater reset(reader_.leaf_hashes);
    reader_.leaf_hashes.bind(1, candidate.value).bind(2, candidate.value + 1);
    TRY_ASSIGN(const bool found, reader_.leaf_hashes.step());
    if (found && std::ranges::equal(reader_.leaf_hashes.bytes(1), leaf_hash))
      return std::optional(candidate);
  }
  return std::optional<base::EntryIndex>{};
}

base::Result<void> SqliteStore::erase(base::EntryIndex index) {
  TRY(check_writable());
  const std::lock_guard lock(writer_.mutex);
  TRY(in_transaction([&]() -> base::Result<void> {
    const ResetLater reset(writer_.erase);
    TRY_ASSIGN(const bool found, writer_.erase.bind(1, index.value).step());
    return found ? base::Result<void>() : no_entry(index.value);
  }));
  return empty_wal();
}

base::Result<std::optional<ledger::KeptCheckpoint>> SqliteStore::cosigned_for(
    base::EntryIndex index) {
  const std::lock_guard lock(reader_.mutex);
  return cosigned_row(reader_.cosigned_for.bind(1, index.value));
}

base::Result<std::optional<ledger::KeptCheckpoint>> SqliteStore::newest_cosigned() {
  const std::lock_guard lock(reader_.mutex);
  return cosigned_row(reader_.newest_cosigned);
}

base::Result<std::optional<base::Bytes>> SqliteStore::meta(std::string_view key) {
  const std::lock_guard lock(reader_.mutex);
  const ResetLater reset(reader_.meta);
  TRY_ASSIGN(const bool found, reader_.meta.bind(1, key).step());
  if (!found) return std::optional<base::Bytes>{};
  auto value = opened_meta(key, reader_.meta.bytes(0));
  if (value) return value;
  return corrupt("\"" + std::string(key) + "\" is damaged", reader_.connection.place());
}

base::Result<void> SqliteStore::set_meta(std::string_view key, base::BytesView value) {
  TRY(check_writable());
  const base::Bytes sealed = sealed_meta(key, value);
  const std::lock_guard lock(writer_.mutex);
  return in_transaction([&] { return writer_.set_meta.bind(1, key).bind(2, sealed).run(); });
}

base::Result<std::uint64_t> SqliteStore::data_version() {
  const std::lock_guard lock(writer_.mutex);
  const ResetLater reset(writer_.data_version);
  TRY(writer_.data_version.step());
  return writer_.data_version.integer(0);
}

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include "app/sqlite_mirror_store.hpp"

#include <algorithm>

#include "app/leaf_index.hpp"
#include "ledger/merkle_hash.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

// An entry's row is its log's number and its index in one, so that a log's entries lie side by
// side. `hash` is the beginning of the leaf hash: enough to find, and whoever finds hashes again.
constexpr SqliteKind kKind{0x5472634d /* "TrcM" */, 1, "a mirror's store", R"sql(
CREATE TABLE log (
  id         INTEGER PRIMARY KEY,
  origin     TEXT NOT NULL UNIQUE,
  checkpoint TEXT NOT NULL,
  frontier   BLOB NOT NULL
) STRICT;
CREATE TABLE pending (
  log      INTEGER NOT NULL,
  position INTEGER NOT NULL,
  note     TEXT NOT NULL,
  PRIMARY KEY (log, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE entry (
  at   INTEGER PRIMARY KEY,
  hash INTEGER NOT NULL,
  leaf BLOB NOT NULL
) STRICT;
CREATE INDEX entry_by_hash ON entry (hash))sql"};

constexpr int kLogShift = 40;  // a log may hold 2^40 entries
constexpr std::uint64_t kIndexMask = (std::uint64_t{1} << kLogShift) - 1;
constexpr std::size_t kChunkRows = 256;

Error corrupt(std::string reason, std::string_view place) {
  return {ErrorCode::corrupt, std::move(reason), std::string(place),
          "make a new mirror, and keep this file: it may be evidence"};
}

Error conflict(std::string_view origin) {
  return {ErrorCode::conflict, "somebody else was faster", std::string(origin), {}};
}

}  // namespace

struct SqliteMirrorStore::Log {
  std::uint64_t id = 0;
  std::string checkpoint;
  base::Bytes frontier;
  std::uint64_t first() const { return id << kLogShift; }
};

struct SqliteMirrorStore::Chunk {
  std::vector<std::size_t> sizes;
  base::Bytes bytes;
};

Result<void> SqliteMirrorStore::create(const std::filesystem::path& path,
                                       const SqliteOptions& options) {
  return create_sqlite_file(path, kKind, options);
}

Result<std::unique_ptr<SqliteMirrorStore>> SqliteMirrorStore::open(
    const std::filesystem::path& path, const SqliteOptions& options) {
  TRY_ASSIGN(SqliteWriter writer, SqliteWriter::open(path, kKind, options));
  std::unique_ptr<SqliteMirrorStore> store(new SqliteMirrorStore(std::move(writer)));
  TRY(store->prepare(path, options));
  return store;
}

Result<void> SqliteMirrorStore::prepare_all(SqliteConnection& connection, Statements& all) {
  TRY_ASSIGN(all.log,
             connection.prepare("SELECT id, checkpoint, frontier FROM log WHERE origin = ?"));
  TRY_ASSIGN(all.last_entry, connection.prepare("SELECT at FROM entry WHERE at >= ? AND at < ? "
                                                "ORDER BY at DESC LIMIT 1"));
  TRY_ASSIGN(all.pending,
             connection.prepare("SELECT note FROM pending WHERE log = ? ORDER BY position"));
  return {};
}

Result<void> SqliteMirrorStore::prepare(const std::filesystem::path& path,
                                        const SqliteOptions& options) {
  SqliteConnection& write = writer_.file.connection();
  TRY(prepare_all(write, writer_.all));
  TRY_ASSIGN(writer_.add_log, write.prepare("INSERT INTO log (origin, checkpoint, frontier) "
                                            "VALUES (?, '', x'')"));
  TRY_ASSIGN(writer_.clear_pending, write.prepare("DELETE FROM pending WHERE log = ?"));
  TRY_ASSIGN(writer_.add_pending, write.prepare("INSERT INTO pending VALUES (?, ?, ?)"));
  TRY_ASSIGN(writer_.insert, write.prepare("INSERT INTO entry VALUES (?, ?, ?)"));
  TRY_ASSIGN(writer_.publish,
             write.prepare("UPDATE log SET checkpoint = ?, frontier = ? WHERE id = ?"));
  TRY_ASSIGN(reader_.connection, SqliteConnection::open(path, SqliteConnection::Mode::read_only,
                                                        options.busy_ms, options.vfs));
  TRY(prepare_all(reader_.connection, reader_.all));
  TRY_ASSIGN(reader_.range, reader_.connection.prepare("SELECT at, leaf FROM entry WHERE at >= ? "
                                                       "AND at < ? ORDER BY at"));
  TRY_ASSIGN(reader_.find, reader_.connection.prepare("SELECT at, leaf FROM entry WHERE hash = ? "
                                                      "AND at >= ? AND at < ?"));
  return {};
}

Result<std::optional<SqliteMirrorStore::Log>> SqliteMirrorStore::find_log(Statements& all,
                                                                          std::string_view origin) {
  const ResetLater reset(all.log);
  TRY_ASSIGN(const bool found, all.log.bind(1, origin).step());
  if (!found) return std::optional<Log>{};
  const base::BytesView frontier = all.log.bytes(2);
  return std::optional(Log{all.log.integer(0),
                           std::string(base::text_of(all.log.bytes(1))),
                           {frontier.begin(), frontier.end()}});
}

/// How many entries are stored. That there is no hole before the last, reading finds out.
Result<std::uint64_t> SqliteMirrorStore::entries(Statements& all, const Log& log) {
  const ResetLater reset(all.last_entry);
  TRY_ASSIGN(const bool found,
             all.last_entry.bind(1, log.first()).bind(2, log.first() + kIndexMask).step());
  return found ? (all.last_entry.integer(0) & kIndexMask) + 1 : 0;
}

Result<ledger::MirrorState> SqliteMirrorStore::state(std::string_view origin) {
  const std::lock_guard lock(reader_.mutex);
  ledger::MirrorState state;
  // One transaction: the parts must belong together.
  TRY(reader_.connection.execute("BEGIN"));
  const auto read = [&]() -> Result<void> {
    TRY_ASSIGN(std::optional<Log> log, find_log(reader_.all, origin));
    if (!log) return {};
    TRY_ASSIGN(state.entries.value, entries(reader_.all, *log));
    state.checkpoint = std::move(log->checkpoint);
    state.frontier = std::move(log->frontier);
    const ResetLater reset(reader_.all.pending);
    reader_.all.pending.bind(1, log->id);
    while (true) {
      TRY_ASSIGN(const bool found, reader_.all.pending.step());
      if (!found) return {};
      state.pending.emplace_back(base::text_of(reader_.all.pending.bytes(0)));
    }
  };
  const Result<void> done = read();
  TRY(reader_.connection.execute("COMMIT"));
  if (!done) return done.error();
  return state;
}

/// REQUIRES: inside a transaction of the writer.
Result<SqliteMirrorStore::Log> SqliteMirrorStore::log_to_write(std::string_view origin) {
  TRY_ASSIGN(std::optional<Log> log, find_log(writer_.all, origin));
  if (log) return *std::move(log);
  TRY(writer_.add_log.bind(1, origin).run());
  TRY_ASSIGN(log, find_log(writer_.all, origin));
  if (!log) return corrupt("a log was added and is not there", origin);
  return *std::move(log);
}

Result<void> SqliteMirrorStore::replace_pending(std::string_view origin, std::string_view expected,
                                                std::span<const std::string> pending) {
  const std::lock_guard lock(writer_.mutex);
  return writer_.file.in_transaction([&]() -> Result<void> {
    TRY_ASSIGN(const Log log, log_to_write(origin));
    std::string last;
    {
      const ResetLater reset(writer_.all.pending);
      writer_.all.pending.bind(1, log.id);
      while (true) {
        TRY_ASSIGN(const bool found, writer_.all.pending.step());
        if (!found) break;
        last = base::text_of(writer_.all.pending.bytes(0));
      }
    }
    if (last != expected) return conflict(origin);
    TRY(writer_.clear_pending.bind(1, log.id).run());
    std::uint64_t position = 0;
    for (const std::string& note : pending)
      TRY(writer_.add_pending.bind(1, log.id)
              .bind(2, position++)
              .bind(3, std::string_view(note))
              .run());
    return {};
  });
}

Result<void> SqliteMirrorStore::append(std::string_view origin, base::TreeSize at,
                                       std::span<const base::BytesView> added) {
  const std::lock_guard lock(writer_.mutex);
  return writer_.file.in_transaction([&]() -> Result<void> {
    TRY_ASSIGN(const Log log, log_to_write(origin));
    TRY_ASSIGN(const std::uint64_t stored, entries(writer_.all, log));
    if (stored != at.value) return conflict(origin);
    std::uint64_t row = log.first() + stored;
    for (const base::BytesView leaf : added)
      TRY(writer_.insert.bind(1, row++)
              .bind(2, prefix_of(ledger::leaf_hash(leaf)))
              .bind(3, leaf)
              .run());
    return {};
  });
}

Result<void> SqliteMirrorStore::publish(std::string_view origin, std::string_view expected,
                                        std::string_view note, base::BytesView frontier) {
  const std::lock_guard lock(writer_.mutex);
  return writer_.file.in_transaction([&]() -> Result<void> {
    TRY_ASSIGN(const Log log, log_to_write(origin));
    if (log.checkpoint != expected) return conflict(origin);
    return writer_.publish.bind(1, note).bind(2, frontier).bind(3, log.id).run();
  });
}

Result<void> SqliteMirrorStore::read_chunk(const Log& log, base::EntryIndex from,
                                           base::EntryIndex to, Chunk& chunk) {
  chunk.sizes.clear();
  chunk.bytes.clear();
  const std::lock_guard lock(reader_.mutex);
  const ResetLater reset(reader_.range);
  reader_.range.bind(1, log.first() + from.value).bind(2, log.first() + to.value);
  for (std::uint64_t index = from.value; index < to.value; ++index) {
    TRY_ASSIGN(const bool found, reader_.range.step());
    if (!found || reader_.range.integer(0) != log.first() + index)
      return corrupt("entry " + std::to_string(index) + " is missing", reader_.connection.place());
    const base::BytesView leaf = reader_.range.bytes(1);
    chunk.sizes.push_back(leaf.size());
    chunk.bytes.insert(chunk.bytes.end(), leaf.begin(), leaf.end());
  }
  return {};
}

Result<void> SqliteMirrorStore::scan(std::string_view origin, base::EntryIndex from,
                                     base::EntryIndex to, const ledger::EntryVisitor& visit) {
  if (from >= to) return {};
  std::optional<Log> log;
  {
    const std::lock_guard lock(reader_.mutex);
    TRY_ASSIGN(log, find_log(reader_.all, origin));
    std::uint64_t stored = 0;
    if (log) {
      TRY_ASSIGN(stored, entries(reader_.all, *log));
    }
    if (to.value > stored)
      return Error{ErrorCode::not_found,
                   "there is no entry " + std::to_string(to.value - 1),
                   std::string(origin),
                   {}};
  }
  Chunk chunk;
  while (from < to) {
    TRY(read_chunk(*log, from, {std::min(to.value, from.value + kChunkRows)}, chunk));
    base::BytesView rest = chunk.bytes;
    for (const std::size_t size : chunk.sizes) {
      TRY(visit(from, rest.first(size)));
      rest = rest.subspan(size);
      ++from.value;
    }
  }
  return {};
}

Result<std::optional<base::EntryIndex>> SqliteMirrorStore::find(std::string_view origin,
                                                                const base::Hash& leaf_hash) {
  const std::lock_guard lock(reader_.mutex);
  TRY_ASSIGN(const std::optional<Log> log, find_log(reader_.all, origin));
  if (!log) return std::optional<base::EntryIndex>{};
  const ResetLater reset(reader_.find);
  reader_.find.bind(1, prefix_of(leaf_hash))
      .bind(2, log->first())
      .bind(3, log->first() + kIndexMask);
  while (true) {
    TRY_ASSIGN(const bool found, reader_.find.step());
    if (!found) return std::optional<base::EntryIndex>{};
    if (ledger::leaf_hash(reader_.find.bytes(1)) == leaf_hash)
      return std::optional(base::EntryIndex{reader_.find.integer(0) & kIndexMask});
  }
}

}  // namespace truceline::app

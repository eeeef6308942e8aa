// SPDX-License-Identifier: Apache-2.0
//
// What a mirror holds, on disk: one SQLite file with the entries of each log, the checkpoints it
// was promised entries for, and the one it cosigned. Reading goes through a connection of its own,
// so that what is read back is what was committed, never what is still in a writer's hands.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

#include "app/sqlite_writer.hpp"
#include "ledger/mirror_store.hpp"

namespace truceline::app {

/// Any thread; several processes may share a file. A failed sync ends the process.
class SqliteMirrorStore final : public ledger::MirrorStore {
 public:
  /// Makes an empty one. Errors: conflict where the file holds something.
  static base::Result<void> create(const std::filesystem::path& path,
                                   const SqliteOptions& options = {});
  /// Errors: those of SqliteWriter::open.
  static base::Result<std::unique_ptr<SqliteMirrorStore>> open(const std::filesystem::path& path,
                                                               const SqliteOptions& options = {});

  base::Result<ledger::MirrorState> state(std::string_view origin) override;
  base::Result<void> replace_pending(std::string_view origin, std::string_view expected,
                                     std::span<const std::string> pending) override;
  base::Result<void> append(std::string_view origin, base::TreeSize at,
                            std::span<const base::BytesView> entries) override;
  base::Result<void> scan(std::string_view origin, base::EntryIndex from, base::EntryIndex to,
                          const ledger::EntryVisitor& visit) override;
  base::Result<void> publish(std::string_view origin, std::string_view expected,
                             std::string_view note, base::BytesView frontier) override;

  /// The entry with this leaf hash, its bytes hashed again; nothing where it is not held.
  base::Result<std::optional<base::EntryIndex>> find(std::string_view origin,
                                                     const base::Hash& leaf_hash);

 private:
  struct Statements {
    SqliteStatement log, last_entry, pending;
  };
  struct Reader {
    std::mutex mutex;  // guards the rest
    SqliteConnection connection;
    Statements all;
    SqliteStatement range, find;
  };
  struct Writer {
    explicit Writer(SqliteWriter f) : file(std::move(f)) {}
    std::mutex mutex;  // guards the rest
    SqliteWriter file;
    Statements all;
    SqliteStatement add_log, clear_pending, add_pending, insert, publish;
  };
  struct Log;
  struct Chunk;

  explicit SqliteMirrorStore(SqliteWriter writer) : writer_(std::move(writer)) {}
  base::Result<void> prepare(const std::filesystem::path& path, const SqliteOptions& options);
  static base::Result<void> prepare_all(SqliteConnection& connection, Statements& all);
  static base::Result<std::optional<Log>> find_log(Statements& all, std::string_view origin);
  static base::Result<std::uint64_t> entries(Statements& all, const Log& log);
  base::Result<Log> log_to_write(std::string_view origin);
  base::Result<void> read_chunk(const Log& log, base::EntryIndex from, base::EntryIndex to,
                                Chunk& chunk);

  Writer writer_;
  Reader reader_;  // closes before the writer, who as the last one leaves a single tidy file
};

}  // namespace truceline::app

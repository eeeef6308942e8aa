// SPDX-License-Identifier: Apache-2.0
//
// The ledger's store in one SQLite file: write-ahead log, a sync at every commit, a few plain
// tables that an auditor can read with sqlite3 (docs/spec/ledger.md). A sync that fails ends the
// process. How the file is laid out, and what it refuses: sqlite_layout.hpp. An erased sealed part
// is overwritten with zeros in its place, and reads as empty.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "app/leaf_index.hpp"
#include "app/sqlite_connection.hpp"
#include "app/wal_mover.hpp"
#include "ledger/store.hpp"

namespace truceline::app {

struct SqliteOptions {
  int busy_ms = 5000;           ///< How long to wait for another process that writes.
  std::uint64_t pages_max = 0;  ///< A quota for the file, in its pages; 0 is none.
  /// The write-ahead log moves into the file at so many pages (32 MiB): seldom enough that appends
  /// do not notice.
  int wal_pages_max = 2048;
  const char* vfs = nullptr;  ///< SQLite's file layer; nullptr is the system's.
};

/// May be called from any thread: appends wait for each other, and reads, which have a connection
/// of their own, wait neither for appends nor for other processes.
class SqliteStore final : public ledger::Store {
 public:
  enum class Mode { write, read_only };

  /// Makes an empty ledger. Errors: conflict where the file already holds something.
  static base::Result<void> create(const std::filesystem::path& path,
                                   const SqliteOptions& options = {});

  /// Errors: not_found; unsupported where another Truceline's format is in it; invalid_input
  /// where another program's data are; corrupt; unavailable.
  static base::Result<std::unique_ptr<SqliteStore>> open(const std::filesystem::path& path,
                                                         Mode mode,
                                                         const SqliteOptions& options = {});

  base::Result<ledger::Head> head() override;
  /// Forbidden in a store opened read_only.
  base::Result<void> append(base::TreeSize expected_size,
                            std::span<const ledger::RecordView> records,
                            base::BytesView new_frontier) override;
  base::Result<void> publish(std::string_view expected, std::string_view checkpoint,
                             base::BytesView signed_frontier) override;
  base::Result<void> add_cosigned(base::TreeSize size, std::string_view note) override;
  base::Result<std::optional<ledger::KeptCheckpoint>> cosigned_for(base::EntryIndex index) override;
  base::Result<std::optional<ledger::KeptCheckpoint>> newest_cosigned() override;
  base::Result<void> scan(base::EntryIndex from, base::EntryIndex to,
                          const ledger::RecordVisitor& visit) override;
  base::Result<ledger::Record> read(base::EntryIndex index) override;
  /// The first one reads all leaf hashes, about 1 us an entry, and keeps them (LeafIndex).
  base::Result<std::vector<std::optional<base::EntryIndex>>> find_all(
      std::span<const base::Hash> leaf_hashes) override;
  /// Afterwards the bytes are in none of the ledger's files: the write-ahead log is emptied too.
  /// unavailable where somebody is still reading from that: erased, but to be called again.
  base::Result<void> erase(base::EntryIndex index) override;
  base::Result<std::optional<base::Bytes>> meta(std::string_view key) override;
  base::Result<void> set_meta(std::string_view key, base::BytesView value) override;

  /// A number that changes when somebody other than this object has changed the file: then
  /// head() is worth reading again. Microseconds; may wait for an append.
  base::Result<std::uint64_t> data_version();

 private:
  /// Some rows copied out of the database, so that visitors run without any lock.
  struct Chunk {
    struct Row {
      base::Hash leaf_hash;
      std::size_t leaf_size;
      std::size_t sealed_size;
    };
    std::vector<Row> rows;
    base::Bytes bytes;  // leaf, sealed, leaf, sealed, ...
  };
  struct Reader {
    std::mutex mutex;  // guards the rest
    SqliteConnection connection;
    SqliteStatement head, range, one, leaf_hashes, meta, cosigned_for, newest_cosigned;
    std::vector<Chunk> spare;  // what scans have read into: their memory is used again
  };
  struct Writer {
    std::mutex mutex;  // guards the rest
    SqliteConnection connection;
    SqliteStatement begin, rollback, size, insert, grow_head, publish, erase, set_meta;
    SqliteStatement newest_cosigned, add_cosigned, data_version;
    int wal_pages = 0;  // in the write-ahead log after the last commit
    int move_at = 0;    // wake the mover at so many
  };
  struct Index {
    std::mutex mutex;  // guards the rest; taken before the reader's and after the writer's
    LeafIndex leaves;
  };

  SqliteStore() = default;
  base::Result<void> open_reader(const std::filesystem::path& path);
  base::Result<void> open_writer(const std::filesystem::path& path);
  base::Result<void> open_mover(const std::filesystem::path& path);
  base::Result<void> check_writable() const;
  template <class Work>
  base::Result<void> in_transaction(const Work& work);
  base::Result<std::uint64_t> stored_size();
  base::Result<void> insert_all(base::TreeSize expected_size,
                                std::span<const ledger::RecordView> records,
                                base::BytesView new_frontier);
  base::Result<void> insert_cosigned(base::TreeSize size, std::string_view note);
  void note_in_index(base::TreeSize before, std::span<const ledger::RecordView> added);
  base::Result<void> complete_index();
  base::Result<void> read_leaf_hashes(base::TreeSize end);
  base::Result<std::optional<base::EntryIndex>> confirmed(const base::Hash& leaf_hash);
  void move_wal_where_long();
  base::Result<void> empty_wal();
  base::Result<base::Hash> stored_hash(SqliteStatement& row, std::uint64_t index) const;
  base::Error missing(std::uint64_t index) const;
  base::Result<void> read_chunk(base::EntryIndex from, base::EntryIndex to, Chunk& chunk);
  base::Result<void> scan_through(Chunk& chunk, base::EntryIndex from, base::EntryIndex to,
                                  const ledger::RecordVisitor& visit);

  Mode mode_ = Mode::write;
  SqliteOptions options_;
  Writer writer_;
  Index index_;
  Reader reader_;  // closes before the writer, who as the last one leaves a single tidy file
  std::unique_ptr<WalMover> mover_;  // the first to go; absent in a store opened read_only
};

}  // namespace truceline::app

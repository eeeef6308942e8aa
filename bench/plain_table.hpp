// SPDX-License-Identifier: Apache-2.0
//
// The least that SQLite can do with a ledger's bytes.
#pragma once

#include <memory>
#include <vector>

#include "app/sqlite_connection.hpp"
#include "app/temporary_folder.hpp"
#include "ledger/merkle_hash.hpp"
#include "ledger/store.hpp"

namespace truceline::bench {

/// The same bytes into one plain table of a database as durable as ours, without any of the
/// ledger's promises. REQUIRES: the records outlive it.
class PlainTable {
 public:
  explicit PlainTable(const std::vector<ledger::Record>& records) : records_(records) {
    for (const ledger::Record& record : records) hashes_.push_back(ledger::leaf_hash(record.leaf));
  }

  void make_anew() {
    insert_ = {};
    database_ = {};
    folder_ = std::make_unique<app::TemporaryFolder>();
    database_ = app::SqliteConnection::open(folder_->path() / "plain.sqlite",
                                            app::SqliteConnection::Mode::create, 0, nullptr)
                    .value();
    INVARIANT(
        database_.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                          "CREATE TABLE entry (idx INTEGER PRIMARY KEY, leaf_hash BLOB,"
                          " leaf BLOB, sealed BLOB)"));
    insert_ = database_.prepare("INSERT INTO entry VALUES (?, ?, ?, ?)").value();
  }

  std::uint64_t insert_all() {
    for (std::size_t i = 0; i < records_.size(); ++i) {
      if (i % kBatch == 0) INVARIANT(database_.execute("BEGIN IMMEDIATE"));
      insert_.bind(1, std::uint64_t{i}).bind(2, base::BytesView(hashes_[i]));
      insert_.bind(3, base::BytesView(records_[i].leaf));
      insert_.bind(4, base::BytesView(records_[i].sealed));
      INVARIANT(insert_.run());
      if ((i + 1) % kBatch == 0 || i + 1 == records_.size()) INVARIANT(database_.commit());
    }
    return records_.size();
  }

 private:
  static constexpr std::size_t kBatch = 256;

  const std::vector<ledger::Record>& records_;
  std::vector<base::Hash> hashes_;
  std::unique_ptr<app::TemporaryFolder> folder_;
  app::SqliteConnection database_;
  app::SqliteStatement insert_;
};

}  // namespace truceline::bench

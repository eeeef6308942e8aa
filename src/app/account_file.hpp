// SPDX-License-Identifier: Apache-2.0
//
// accounts.db in the mission folder: who may come in, and who is in. It is no part of the record:
// nothing in it is signed, and a mission without it shows what is public. Only its owner may read
// it; of session ids and tokens it holds hashes only.
#pragma once

#include <filesystem>
#include <mutex>
#include <string_view>

#include "app/sqlite_writer.hpp"

namespace truceline::app {

/// One file, open. Several processes may share it: the server and commands.
class AccountFile {
 public:
  static constexpr std::string_view kName = "accounts.db";

  /// Makes an empty one with mode 0600. Errors: conflict where there is one.
  static base::Result<void> create(const std::filesystem::path& path);
  /// Errors: not_found, with the command that makes one; forbidden where others may read it; those
  /// of SqliteWriter::open.
  static base::Result<std::unique_ptr<AccountFile>> open(const std::filesystem::path& path);

  /// Runs `work(SqliteConnection&)`, which returns Result<void>, so that all of it is durable
  /// afterwards or none of it happened. Any thread; one at a time.
  template <class Work>
  base::Result<void> write(const Work& work) {
    const std::lock_guard lock(write_mutex_);
    return mended(writer_.in_transaction([&] { return work(writer_.connection()); }));
  }
  /// Runs `work(SqliteConnection&)`, which returns Result<void> and only reads. Does not wait for
  /// who writes. Any thread; one at a time.
  template <class Work>
  base::Result<void> read(const Work& work) {
    const std::lock_guard lock(read_mutex_);
    return mended(work(reader_));
  }

 private:
  AccountFile(SqliteWriter writer, SqliteConnection reader)
      : writer_(std::move(writer)), reader_(std::move(reader)) {}
  static base::Result<void> mended(base::Result<void> done);

  std::mutex write_mutex_;  // guards writer_
  SqliteWriter writer_;
  std::mutex read_mutex_;  // guards reader_
  SqliteConnection reader_;
};

}  // namespace truceline::app

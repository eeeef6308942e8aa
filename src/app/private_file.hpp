// SPDX-License-Identifier: Apache-2.0
//
// A small SQLite file in the mission folder that is no part of the record: nothing in it is signed,
// and no finding depends on it. Only its owner may read it. Several processes may share it: the
// server and commands.
#pragma once

#include <filesystem>
#include <mutex>

#include "app/sqlite_writer.hpp"

namespace truceline::app {

/// What kind of file it is, in the words of its errors.
struct PrivateKind {
  SqliteKind layout;
  const char* there_already;  ///< "there are accounts already"
  const char* none;           ///< "the mission has no accounts"
  const char* how_to_make;    ///< "truceline account new makes the first"
  const char* readable;       ///< "others may read the accounts"
  const char* damaged;        ///< "the file of accounts is damaged"
  const char* mend_damage;    ///< What to do then.
};

/// One file, open.
class PrivateFile {
 public:
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

 protected:
  /// Of both ends.
  struct Ends {
    SqliteWriter writer;
    SqliteConnection reader;
  };
  PrivateFile(const PrivateKind& kind, Ends ends)
      : kind_(kind), writer_(std::move(ends.writer)), reader_(std::move(ends.reader)) {}
  ~PrivateFile() = default;

  /// Runs `work` on the connection that writes, outside of a transaction: it asks that connection
  /// about itself.
  template <class Work>
  base::Result<void> look(const Work& work) {
    const std::lock_guard lock(write_mutex_);
    return mended(work(writer_.connection()));
  }

  /// Makes an empty one with mode 0600. Errors: conflict where there is one.
  static base::Result<void> make(const std::filesystem::path& path, const PrivateKind& kind);
  /// Errors: not_found, with the command that makes one; forbidden where others may read it; those
  /// of SqliteWriter::open.
  static base::Result<Ends> open_ends(const std::filesystem::path& path, const PrivateKind& kind);

 private:
  base::Result<void> mended(base::Result<void> done) const;

  const PrivateKind& kind_;
  std::mutex write_mutex_;  // guards writer_
  SqliteWriter writer_;
  std::mutex read_mutex_;  // guards reader_
  SqliteConnection reader_;
};

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
//
// A witness's memory on disk: one small SQLite file with the newest checkpoint it cosigned of each
// log. A file that is not there is never made anew: a witness that forgot could cosign a second
// history with the same key.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "app/sqlite_writer.hpp"
#include "ledger/witness_store.hpp"

namespace truceline::app {

/// Any thread; several processes may share a file.
class SqliteWitnessStore final : public ledger::WitnessStore {
 public:
  /// Makes an empty memory. Errors: conflict where the file holds something.
  static base::Result<void> create(const std::filesystem::path& path,
                                   const SqliteOptions& options = {});

  /// Errors: not_found, with what to do about it; those of SqliteWriter::open.
  static base::Result<std::unique_ptr<SqliteWitnessStore>> open(const std::filesystem::path& path,
                                                                const SqliteOptions& options = {});

  base::Result<std::optional<std::string>> latest(std::string_view origin) override;
  /// A failed sync ends the process.
  base::Result<void> replace(std::string_view origin, std::string_view expected,
                             std::string_view note) override;

 private:
  explicit SqliteWitnessStore(SqliteWriter writer) : writer_(std::move(writer)) {}
  base::Result<void> check_whole();

  std::mutex mutex_;  // guards the rest
  SqliteWriter writer_;
  SqliteStatement read_, write_, read_sum_, write_sum_;
};

}  // namespace truceline::app

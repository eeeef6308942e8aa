// SPDX-License-Identifier: Apache-2.0
//
// Statements that a mirror took because the log's host would not: kept on disk before the promise
// is given, until they stand in the log or their time is over. A body leaves this file as soon as
// it is not needed any more; the signed header and what the host said stay as evidence.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "app/admission.hpp"
#include "app/sqlite_writer.hpp"
#include "ledger/promise.hpp"

namespace truceline::app {

/// One of them. `submission.body` is empty once it was let go.
struct KeptSubmission {
  Submission submission;
  base::PublicKey key{};         ///< Whose it is: each key may have only so many waiting.
  std::string promise;           ///< The signed note.
  ledger::ForwardReport report;  ///< Where it stands; `at` is when the host was last asked.
};

/// True where nothing more will happen to it.
bool is_final(ledger::ForwardState state);

/// Any thread. A failed sync ends the process.
class SubmissionStore {
 public:
  static base::Result<void> create(const std::filesystem::path& path,
                                   const SqliteOptions& options = {});
  static base::Result<std::unique_ptr<SubmissionStore>> open(const std::filesystem::path& path,
                                                             const SqliteOptions& options = {});

  /// Durable when it returns. Replaces one that is final: a refused one may be tried again.
  /// Errors: conflict where one with this id is not final; unavailable above kSubmissions or
  /// kSubmissionsOfKey that are not.
  base::Result<void> add(const KeptSubmission& kept);
  base::Result<std::optional<KeptSubmission>> find(const base::Hash& id);
  /// All that are not final, the one that waited longest since it was tried first.
  base::Result<std::vector<base::Hash>> open_ids();
  /// Keeps the report; where it is final, body and salt are overwritten. not_found.
  base::Result<void> update(const ledger::ForwardReport& report);

 private:
  explicit SubmissionStore(SqliteWriter writer) : writer_(std::move(writer)) {}
  base::Result<std::uint64_t> count(SqliteStatement& statement);

  std::mutex mutex_;  // guards the rest
  SqliteWriter writer_;
  SqliteStatement insert_, find_, open_ids_, update_, count_, count_of_key_;
};

}  // namespace truceline::app

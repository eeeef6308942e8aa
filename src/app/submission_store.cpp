// SPDX-License-Identifier: Apache-2.0
#include "app/submission_store.hpp"

#include <algorithm>

#include "base/limits.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;
using ledger::ForwardState;

namespace {

// secure_delete: what is let go is overwritten, not only forgotten.
constexpr SqliteKind kKind{0x54726353 /* "TrcS" */, 1, "a mirror's submissions", R"sql(
CREATE TABLE submission (
  id         BLOB PRIMARY KEY,
  log        TEXT NOT NULL,
  mirror     TEXT NOT NULL,
  key        BLOB NOT NULL,
  envelope   BLOB NOT NULL,
  salt       BLOB NOT NULL,
  body       BLOB NOT NULL,
  promise    TEXT NOT NULL,
  received   INTEGER NOT NULL,
  forward_by INTEGER NOT NULL,
  state      INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  tries      INTEGER NOT NULL,
  entry      INTEGER NOT NULL,
  status     INTEGER NOT NULL,
  answer     BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX submission_by_key ON submission (key))sql"};

constexpr std::uint64_t kNoIndex = (std::uint64_t{1} << 63) - 1;

constexpr const char* kInsert =
    "INSERT OR REPLACE INTO submission VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
// 0 waiting and 1 accepted are not final (ForwardState).
constexpr const char* kOpenIds =
    "SELECT id FROM submission WHERE state <= 1 ORDER BY at, received LIMIT 1024";
constexpr const char* kCount = "SELECT count(*) FROM submission WHERE state <= 1";
constexpr const char* kCountOfKey = "SELECT count(*) FROM submission WHERE state <= 1 AND key = ?";
constexpr const char* kUpdate =
    "UPDATE submission SET state = ?2, at = ?3, tries = ?4, entry = ?5, status = ?6, answer = ?7, "
    "salt = CASE WHEN ?8 THEN x'' ELSE salt END, body = CASE WHEN ?8 THEN x'' ELSE body END "
    "WHERE id = ?1";

std::uint64_t stored(base::TimeMs t) {
  return static_cast<std::uint64_t>(t.value);
}
base::TimeMs time_of(std::uint64_t value) {
  return {static_cast<std::int64_t>(value)};
}

template <class Array>
void copy_into(base::BytesView bytes, Array& to) {
  std::copy_n(bytes.begin(), std::min(bytes.size(), to.size()), to.begin());
}

/// REQUIRES: `row` stands at a row of SELECT *.
Result<KeptSubmission> read_row(SqliteStatement& row, const std::string& place) {
  KeptSubmission kept;
  ledger::ForwardReport& report = kept.report;
  copy_into(row.bytes(0), report.promise.entry);
  report.promise.log = base::text_of(row.bytes(1));
  report.promise.mirror = base::text_of(row.bytes(2));
  copy_into(row.bytes(3), kept.key);
  kept.submission.envelope = base::text_of(row.bytes(4));
  copy_into(row.bytes(5), kept.submission.salt);
  kept.submission.body = base::text_of(row.bytes(6));
  kept.promise = base::text_of(row.bytes(7));
  report.promise.received = time_of(row.integer(8));
  report.promise.forward_by = time_of(row.integer(9));
  if (row.integer(10) > static_cast<std::uint64_t>(ForwardState::late))
    return Error{ErrorCode::corrupt, "a submission is in no state there is", place, {}};
  report.state = static_cast<ForwardState>(row.integer(10));
  report.at = time_of(row.integer(11));
  report.tries = static_cast<std::uint32_t>(row.integer(12));
  if (row.integer(13) != kNoIndex) report.index = base::EntryIndex{row.integer(13)};
  report.status = static_cast<int>(row.integer(14));
  report.answer = base::text_of(row.bytes(15));
  return kept;
}

}  // namespace

bool is_final(ForwardState state) {
  return state != ForwardState::waiting && state != ForwardState::accepted;
}

Result<void> SubmissionStore::create(const std::filesystem::path& path,
                                     const SqliteOptions& options) {
  return create_sqlite_file(path, kKind, options);
}

Result<std::unique_ptr<SubmissionStore>> SubmissionStore::open(const std::filesystem::path& path,
                                                               const SqliteOptions& options) {
  TRY_ASSIGN(SqliteWriter writer, SqliteWriter::open(path, kKind, options));
  std::unique_ptr<SubmissionStore> store(new SubmissionStore(std::move(writer)));
  SqliteConnection& connection = store->writer_.connection();
  TRY(connection.execute("PRAGMA secure_delete = ON"));
  TRY_ASSIGN(store->insert_, connection.prepare(kInsert));
  TRY_ASSIGN(store->find_, connection.prepare("SELECT * FROM submission WHERE id = ?"));
  TRY_ASSIGN(store->open_ids_, connection.prepare(kOpenIds));
  TRY_ASSIGN(store->update_, connection.prepare(kUpdate));
  TRY_ASSIGN(store->count_, connection.prepare(kCount));
  TRY_ASSIGN(store->count_of_key_, connection.prepare(kCountOfKey));
  return store;
}

Result<std::uint64_t> SubmissionStore::count(SqliteStatement& statement) {
  const ResetLater reset(statement);
  TRY_ASSIGN(const bool found, statement.step());
  INVARIANT(found);
  return statement.integer(0);
}

Result<void> SubmissionStore::add(const KeptSubmission& kept) {
  const std::lock_guard lock(mutex_);
  const ledger::ForwardReport& report = kept.report;
  return writer_.in_transaction([&]() -> Result<void> {
    {
      const ResetLater reset(find_);
      TRY_ASSIGN(const bool found, find_.bind(1, report.promise.entry).step());
      if (found && !is_final(static_cast<ForwardState>(find_.integer(10))))
        return Error{ErrorCode::conflict, "this statement is waiting already", {}, {}};
    }
    TRY_ASSIGN(const std::uint64_t all, count(count_));
    TRY_ASSIGN(const std::uint64_t of_key, count(count_of_key_.bind(1, kept.key)));
    if (all >= base::limits::kSubmissions || of_key >= base::limits::kSubmissionsOfKey)
      return Error{ErrorCode::unavailable,
                   "too many statements are waiting here for the log",
                   {},
                   "try another mirror, or this one later"};
    return insert_.bind(1, report.promise.entry)
        .bind(2, std::string_view(report.promise.log))
        .bind(3, std::string_view(report.promise.mirror))
        .bind(4, kept.key)
        .bind(5, base::bytes_of(kept.submission.envelope))
        .bind(6, kept.submission.salt)
        .bind(7, base::bytes_of(kept.submission.body))
        .bind(8, std::string_view(kept.promise))
        .bind(9, stored(report.promise.received))
        .bind(10, stored(report.promise.forward_by))
        .bind(11, static_cast<std::uint64_t>(report.state))
        .bind(12, stored(report.at))
        .bind(13, std::uint64_t{report.tries})
        .bind(14, report.index ? report.index->value : kNoIndex)
        .bind(15, static_cast<std::uint64_t>(report.status))
        .bind(16, base::bytes_of(report.answer))
        .run();
  });
}

Result<std::optional<KeptSubmission>> SubmissionStore::find(const base::Hash& id) {
  const std::lock_guard lock(mutex_);
  const ResetLater reset(find_);
  TRY_ASSIGN(const bool found, find_.bind(1, id).step());
  if (!found) return std::optional<KeptSubmission>{};
  TRY_ASSIGN(KeptSubmission kept, read_row(find_, writer_.connection().place()));
  return std::optional(std::move(kept));
}

Result<std::vector<base::Hash>> SubmissionStore::open_ids() {
  const std::lock_guard lock(mutex_);
  const ResetLater reset(open_ids_);
  std::vector<base::Hash> ids;
  while (true) {
    TRY_ASSIGN(const bool found, open_ids_.step());
    if (!found) return ids;
    copy_into(open_ids_.bytes(0), ids.emplace_back());
  }
}

Result<void> SubmissionStore::update(const ledger::ForwardReport& report) {
  const std::lock_guard lock(mutex_);
  const auto done = writer_.in_transaction([&]() -> Result<void> {
    TRY(update_.bind(1, report.promise.entry)
            .bind(2, static_cast<std::uint64_t>(report.state))
            .bind(3, stored(report.at))
            .bind(4, std::uint64_t{report.tries})
            .bind(5, report.index ? report.index->value : kNoIndex)
            .bind(6, static_cast<std::uint64_t>(report.status))
            .bind(7, base::bytes_of(report.answer))
            .bind(8, std::uint64_t{is_final(report.state) ? 1U : 0U})
            .run());
    if (sqlite3_changes(writer_.connection().handle()) == 1) return {};
    return Error{ErrorCode::not_found, "there is no such submission", {}, {}};
  });
  if (!done) return done.error();
  if (is_final(report.state)) writer_.empty_log();  // it holds the body that was let go
  return {};
}

}  // namespace truceline::app

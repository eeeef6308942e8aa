// SPDX-License-Identifier: Apache-2.0
#include "app/private_file.hpp"

#include "app/files.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace fs = std::filesystem;

namespace {

/// What a ledger's file would be told does not hold here.
Error in_its_words(Error error, const PrivateKind& kind) {
  if (error.code != ErrorCode::corrupt) return error;
  error.reason = kind.damaged;
  error.mend = kind.mend_damage;
  return error;
}

}  // namespace

Result<void> PrivateFile::make(const fs::path& path, const PrivateKind& kind) {
  std::error_code ignored;
  if (fs::exists(path, ignored))
    return Error{ErrorCode::conflict, kind.there_already, path.string(), "go on with them"};
  // Made empty with its mode first: what SQLite lays beside it takes the same.
  TRY(write_file(path, "", FileMode::secret));
  return create_sqlite_file(path, kind.layout);
}

Result<PrivateFile::Ends> PrivateFile::open_ends(const fs::path& path, const PrivateKind& kind) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (!fs::exists(status))
    return Error{ErrorCode::not_found, kind.none, path.string(), kind.how_to_make};
  if ((status.permissions() & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none)
    return Error{ErrorCode::forbidden, kind.readable, path.string(), "chmod 600 " + path.string()};
  auto writer = SqliteWriter::open(path, kind.layout);
  if (!writer) return in_its_words(writer.error(), kind);
  TRY_ASSIGN(SqliteConnection reader, SqliteConnection::open(path, SqliteConnection::Mode::write,
                                                             SqliteOptions{}.busy_ms, nullptr));
  return Ends{*std::move(writer), std::move(reader)};
}

Result<void> PrivateFile::mended(Result<void> done) const {
  if (done) return done;
  return in_its_words(done.error(), kind_);
}

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
//
// What the server itself says, encounters and who read what, in the mission's name, with its
// author key. The key's lock is held only while
// something is written, so that others of this machine may say things with the key in between.
// Without the key nothing is entered, and it says why.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/author_watch.hpp"
#include "app/draft.hpp"

namespace truceline::app {

class ServerPen {
 public:
  /// Reads the author key of the mission's own party. REQUIRES: both outlive this. Errors: those
  /// of Mission::log; a key that is not there or not opened is none.
  static base::Result<ServerPen> open(Mission& mission, AuthorWatch& authors);

  /// Why nothing is entered; empty where it is.
  const std::string& trouble() const { return trouble_; }

  /// Appends the drafts, durable, and gives their entries; one thread at a time. Errors: conflict
  /// where another process keeps the key's lock; forbidden where the key has lost its right;
  /// those of signing and of the log. Of more than kAppendBatch, those before the error stay.
  base::Result<std::vector<base::EntryIndex>> write(std::span<const Draft> drafts,
                                                    base::TimeMs time);

 private:
  ServerPen(Mission& mission, AuthorWatch& authors, ledger::Log log)
      : mission_(&mission), authors_(&authors), log_(std::move(log)) {}
  base::Result<FileLock> lock() const;
  base::Result<void> append(std::span<const Draft> drafts, base::TimeMs time,
                            std::vector<base::EntryIndex>& entries);

  Mission* mission_;
  AuthorWatch* authors_;
  ledger::Log log_;
  std::optional<base::SigningKey> key_;
  std::string trouble_;
};

}  // namespace truceline::app

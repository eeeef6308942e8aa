// SPDX-License-Identifier: Apache-2.0
//
// Everything one process needs to add statements as one party. While it lives, no other process
// can write with the same key, so the key's numbers cannot be used twice; and what another process
// adds meanwhile, a revocation of the key for one, is heeded before anything is appended.
#pragma once

#include <span>

#include "app/author.hpp"
#include "app/files.hpp"
#include "engine/author_register.hpp"
#include "ledger/log.hpp"

namespace truceline::app {

class Pen {
 public:
  /// `authors`: as of the first `known` entries of `store`, which outlives the pen.
  Pen(FileLock lock, ledger::Store& store, ledger::Log log, Author author,
      engine::AuthorRegister authors, base::TreeSize known)
      : lock_(std::move(lock)),
        store_(&store),
        log_(std::move(log)),
        author_(std::move(author)),
        authors_(std::move(authors)),
        known_(known) {}

  /// Writes with the key, one statement after the other.
  Author& author() { return author_; }
  const Author& author() const { return author_; }

  /// Appends what author() wrote. Errors: those of ledger::Log::append; forbidden where the key has
  /// lost its right to speak since.
  base::Result<ledger::Appended> append(std::span<const ledger::Record> records);

 private:
  base::Result<void> may_still_speak(base::TreeSize at);

  FileLock lock_;
  ledger::Store* store_;
  ledger::Log log_;
  Author author_;
  engine::AuthorRegister authors_;  // of the entries before known_ that others have added
  base::TreeSize known_;
};

/// May the key of `author` say anything next? Errors: those of AuthorRegister::in_force.
base::Result<void> may_speak(const engine::AuthorRegister& authors, const Author& author);

}  // namespace truceline::app

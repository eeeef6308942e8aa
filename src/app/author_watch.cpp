// SPDX-License-Identifier: Apache-2.0
#include "app/author_watch.hpp"

#include "app/replay.hpp"

namespace truceline::app {

using base::Result;

Result<void> AuthorWatch::check_author(const base::PublicKey& key, const std::string& party,
                                       base::TreeSize size) {
  const std::lock_guard lock(mutex_);
  TRY(catch_up(size));
  TRY_ASSIGN(const engine::AuthorRegister::Enrolled* enrolled, authors_.in_force(key, party));
  if (enrolled->role == domain::KeyRole::author) return {};
  return base::Error{base::ErrorCode::forbidden, "a root key signs key statements only", party,
                     "sign with an author key of the party"};
}

Result<engine::AuthorRegister::Chain> AuthorWatch::chain(const base::PublicKey& key,
                                                         base::TreeSize size) {
  const std::lock_guard lock(mutex_);
  TRY(catch_up(size));
  return authors_.chain(key);
}

/// REQUIRES: mutex_ is held.
Result<void> AuthorWatch::catch_up(base::TreeSize size) {
  if (size <= known_) return {};
  return mission_.store().scan(
      {known_.value}, {size.value},
      [this](base::EntryIndex index, const ledger::RecordView& record) -> Result<void> {
        TRY_ASSIGN(const domain::Statement statement, prove_entry(index, record));
        authors_.apply(statement);
        known_ = {index.value + 1};
        return {};
      });
}

}  // namespace truceline::app

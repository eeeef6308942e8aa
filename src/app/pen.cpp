// SPDX-License-Identifier: Apache-2.0
#include "app/pen.hpp"

#include "app/replay.hpp"

namespace truceline::app {

base::Result<ledger::Appended> Pen::append(std::span<const ledger::Record> records) {
  TRY_ASSIGN(const ledger::Appended appended,
             log_.append(records, [this](base::TreeSize at) { return may_still_speak(at); }));
  // What it added itself need not be read again: nobody else could speak with its key.
  if (known_.value + appended.added == appended.size.value) known_ = appended.size;
  return appended;
}

base::Result<void> Pen::may_still_speak(base::TreeSize at) {
  if (known_ < at) {
    TRY(store_->scan(
        {known_.value}, {at.value},
        [this](base::EntryIndex index, const ledger::RecordView& record) -> base::Result<void> {
          TRY_ASSIGN(const domain::Statement statement, prove_entry(index, record));
          authors_.apply(statement);
          return {};
        }));
    known_ = at;
  }
  return may_speak(authors_, author_);
}

base::Result<void> may_speak(const engine::AuthorRegister& authors, const Author& author) {
  TRY(authors.in_force(author.public_key(), author.party()));
  return {};
}

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
//
// From stored bytes to state: read, decode, fold. Decoding runs beside the fold on other cores;
// the fold is in order, always. Nothing stored is believed: every leaf is hashed again, every
// body held against its commitment, and the tree against what the log signed, before anybody is
// shown or signs anything that rests on it.
#pragma once

#include <functional>

#include "domain/statement.hpp"
#include "engine/author_register.hpp"
#include "engine/state.hpp"
#include "ledger/signed_head.hpp"

namespace truceline::app {

/// Takes one entry apart: envelope, header, and the body where it is still there. Checks neither
/// hash, commitment (prove_entry does) nor signature (verify.hpp does). corrupt where the bytes are
/// no statement.
base::Result<domain::Statement> decode_entry(base::EntryIndex index,
                                             const ledger::RecordView& record);

/// decode_entry of a record that was read from a store: hashes the leaf again and opens the
/// commitment. corrupt where either is not what was stored.
base::Result<domain::Statement> prove_entry(base::EntryIndex index,
                                            const ledger::RecordView& record);

/// Before there were root keys, the first entry let the mission's author key speak. Nothing in such
/// a log is said by a key in force, so it is not folded: unsupported for that first entry, with a
/// mend.
base::Result<void> check_beginning(const domain::Statement& statement);

/// Who else folds the same entries: called for each statement once it is known whether its key was
/// in force, before the state takes it in and afterwards.
struct Beside {
  std::function<void(const domain::Statement&)> before;
  std::function<void(const domain::Statement&)> after;
};

/// What the entries add up to.
struct Replayed {
  engine::State state;
  engine::AuthorRegister authors;
  ledger::Frontier tree;  ///< Over the same entries, from their leaves.

  void take(domain::Statement&& statement, const Beside* beside = nullptr) {
    tree.append(statement.id);
    statement.key_in_force = authors.may_sign(statement).has_value();
    authors.apply(statement);
    if (beside == nullptr) return state.apply(std::move(statement));
    beside->before(statement);
    state.apply(statement);
    beside->after(statement);
  }
};

/// Is `tree`, made from leaves that were hashed again, the one that `head` tells of? It says yes
/// to every size but two: what was signed, and what is stored.
base::Result<void> check_tree(const ledger::Frontier& tree, const ledger::SignedHead& head);

/// Folds the entries [state.size(), upto) of `store`, whose head is `head`, into `replayed`.
/// Errors: those of the store; corrupt, naming the entry or the head; those of check_beginning.
base::Result<void> replay(ledger::Store& store, const ledger::SignedHead& head, base::TreeSize upto,
                          Replayed& replayed, const Beside* beside = nullptr);

/// Hashes the entries that come after `tree` and holds them against `head`: so that a part that
/// was folded is known to be part of what was signed. 0.6 us an entry.
base::Result<void> prove_rest(ledger::Store& store, const ledger::SignedHead& head,
                              ledger::Frontier tree);

}  // namespace truceline::app

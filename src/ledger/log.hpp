// SPDX-License-Identifier: Apache-2.0
//
// The writing side of the ledger: a store and the tree's frontier, kept in step. It gives entries
// their order and makes them durable; signing for them is checkpoint_signer.hpp's. It knows nothing
// of what an entry means, and reads no clock: entries have an order, not a time.
//
// One thread at a time. Several processes may each hold a Log on one store: who loses a race
// reads the head again and goes on after the winner's entries.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/strong.hpp"
#include "ledger/frontier.hpp"
#include "ledger/store.hpp"
#include "ledger/vkey.hpp"

namespace truceline::ledger {

/// What became of a batch.
struct Appended {
  /// Where each record of the batch stands, in its order. A leaf that was stored before, or that
  /// stands twice in the batch, has its first index; sealed bytes given again are not stored.
  std::vector<base::EntryIndex> indices;
  std::size_t added = 0;  ///< How many were new.
  base::TreeSize size;    ///< Of the tree that holds them all.
};

/// Asked before a batch is added, with the size at which it would begin: may it still be, after
/// all the entries before that size? Nothing comes between a yes and the batch: where somebody
/// was faster, it is asked again with the new size. Its error is append()'s.
using Recheck = std::function<base::Result<void>(base::TreeSize)>;

class Log {
 public:
  /// `log`: the key that the log's checkpoints are signed with. REQUIRES: `store` outlives the
  /// Log. Errors: those of read_head (signed_head.hpp). Writes nothing.
  static base::Result<Log> open(Store& store, VerifierKey log);

  /// Adds the records that are new, in their order, durably and in one step. Errors: too_large
  /// above kAppendBatch, kEntryBytes or kSealedBytes; those of check_record and `recheck`;
  /// unavailable; corrupt. After an error nothing of the batch is stored, and the same call may be
  /// made again.
  base::Result<Appended> append(std::span<const Record> records, const Recheck& recheck = nullptr);

  /// As of the last open() or append(): another process may have moved on.
  base::TreeSize size() const { return frontier_.size(); }
  const VerifierKey& verifier() const { return key_; }

 private:
  Log(Store& store, VerifierKey key) : store_(&store), key_(std::move(key)) {}
  base::Result<void> catch_up();
  struct Sorted;
  base::Result<Sorted> sort_out(std::span<const Record> records,
                                std::span<const base::Hash> hashes);
  base::Result<void> append_new(const Sorted& sorted);

  Store* store_;
  VerifierKey key_;
  Frontier frontier_;
};

/// What append() asks of every record: its limits, and that the sealed part is not all zeros,
/// which is how a store may remember that one was erased.
base::Result<void> check_record(const Record& record);

}  // namespace truceline::ledger

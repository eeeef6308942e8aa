// SPDX-License-Identifier: Apache-2.0
//
// The writing side of the ledger: a store, the tree's frontier and the log's key, kept in step.
// It knows nothing of what an entry means, and reads no clock: entries have an order, not a time.
//
// One thread at a time. Several processes may each hold a Log on one store: who loses a race
// reads the head again and goes on after the winner's entries.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/strong.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/frontier.hpp"
#include "ledger/store.hpp"

namespace truceline::ledger {

/// What became of a batch.
struct Appended {
  /// Where each record of the batch stands, in its order. A leaf that was stored before, or that
  /// stands twice in the batch, has its first index; sealed bytes given again are not stored.
  std::vector<base::EntryIndex> indices;
  std::size_t added = 0;   ///< How many were new.
  base::TreeSize size;     ///< Of the tree that holds them all ...
  std::string checkpoint;  ///< ... and the log's signature on it.
};

class Log {
 public:
  /// Signs with `signer`, whose name is the log's origin. REQUIRES: `store` outlives the Log.
  /// Errors: corrupt where head, frontier and checkpoint contradict each other; forbidden where
  /// the stored checkpoint is by another log or key. Writes nothing.
  static base::Result<Log> open(Store& store, NoteSigner signer);

  /// Adds the records that are new, in their order, signs the new tree and makes both durable in
  /// one step. Errors: too_large above kAppendBatch, kEntryBytes or kSealedBytes; invalid_input
  /// for an empty leaf; unavailable; corrupt. After an error nothing of the batch is stored, and
  /// the same call may be made again.
  ///
  /// Reading leaves back from disk before signing, and asking witnesses, belong just before the
  /// signature in here.
  base::Result<Appended> append(std::span<const Record> records);

  /// As of the last open() or append(): another process may have moved on.
  const std::string& origin() const { return signer_.name; }
  base::TreeSize size() const { return frontier_.size(); }
  const std::string& checkpoint() const { return checkpoint_; }
  VerifierKey verifier() const { return signer_.verifier(); }

 private:
  Log(Store& store, NoteSigner signer) : store_(&store), signer_(std::move(signer)) {}
  base::Result<void> read_head();
  struct Sorted;
  base::Result<Sorted> sort_out(std::span<const Record> records,
                                std::span<const base::Hash> hashes);
  base::Result<void> append_new(const Sorted& sorted);

  Store* store_;
  NoteSigner signer_;
  Frontier frontier_;
  std::string checkpoint_;
};

/// The limits that append() holds every record to.
base::Result<void> check_record(const Record& record);

}  // namespace truceline::ledger

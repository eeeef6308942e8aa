// SPDX-License-Identifier: Apache-2.0
//
// Where entries live. The ledger says here what it needs of a store; app/sqlite_store keeps the
// promise on disk, memory_store in tests. A store holds bytes and never asks what they mean.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/strong.hpp"

namespace truceline::ledger {

/// One entry. `leaf` is public and is what the tree hashes. `sealed` is kept beside it, is not
/// hashed, and is empty once it was erased; the leaf is expected to commit to it.
struct Record {
  base::Bytes leaf;
  base::Bytes sealed;
  friend bool operator==(const Record&, const Record&) = default;
};

/// A record seen in place, with the leaf hash stored beside it. Stored, not derived: whoever
/// serves or signs hashes `leaf` again and compares.
struct RecordView {
  base::Hash leaf_hash;
  base::BytesView leaf;
  base::BytesView sealed;
};

/// Where the log stands: what is stored, and how much of it the log has signed. Stored, not
/// proven: read_head() (signed_head.hpp) tells whether the parts agree.
struct Head {
  base::TreeSize size;
  base::Bytes frontier;    ///< Frontier::to_bytes() of all entries; empty before the first.
  std::string checkpoint;  ///< The newest note the log signed, of at most `size` entries; empty
                           ///< before the first signature.
  base::Bytes signed_frontier;  ///< Of the entries that `checkpoint` covers; empty where it is.
  friend bool operator==(const Head&, const Head&) = default;
};

/// A checkpoint with enough cosignatures for the policy it was collected under.
struct KeptCheckpoint {
  base::TreeSize size;
  std::string note;
  friend bool operator==(const KeptCheckpoint&, const KeptCheckpoint&) = default;
};

/// Called with each record in order; the views die when it returns. An error ends the scan and
/// becomes its result. It may call the store.
using RecordVisitor = std::function<base::Result<void>(base::EntryIndex, const RecordView&)>;

/// Each implementation says which threads may call it. Whatever writes is durable when it returns,
/// whole or not at all. Errors common to all: unavailable where the environment fails now, corrupt
/// where stored bytes are not what was stored.
class Store {
 public:
  virtual ~Store() = default;

  virtual base::Result<Head> head() = 0;

  /// Adds `records` at expected_size onwards, with the frontier of the tree that then is.
  /// conflict where the stored size is not `expected_size`: another writer was faster.
  /// REQUIRES: each leaf_hash is that of its leaf and not stored yet.
  virtual base::Result<void> append(base::TreeSize expected_size,
                                    std::span<const RecordView> records,
                                    base::BytesView new_frontier) = 0;

  /// Replaces the head's checkpoint, and the frontier of what it covers. conflict where the stored
  /// one is not `expected`, byte for byte: another process has signed meanwhile.
  virtual base::Result<void> publish(std::string_view expected, std::string_view checkpoint,
                                     base::BytesView signed_frontier) = 0;

  /// Keeps a cosigned checkpoint of the first `size` entries. conflict where one as large or
  /// larger is kept: an entry's receipt, once it exists, never changes. invalid_input where `size`
  /// is 0 or beyond the log.
  virtual base::Result<void> add_cosigned(base::TreeSize size, std::string_view note) = 0;
  /// The smallest one that covers the entry, which was also the first.
  virtual base::Result<std::optional<KeptCheckpoint>> cosigned_for(base::EntryIndex index) = 0;
  virtual base::Result<std::optional<KeptCheckpoint>> newest_cosigned() = 0;

  /// Visits the entries from `from` up to but without `to`. not_found where `to` is beyond the
  /// stored size. Entries appended meanwhile do not disturb it.
  virtual base::Result<void> scan(base::EntryIndex from, base::EntryIndex to,
                                  const RecordVisitor& visit) = 0;

  /// not_found where there is no such entry.
  virtual base::Result<Record> read(base::EntryIndex index) = 0;

  /// For each of these leaf hashes the entry that has it, if there is one. So a repeated submission
  /// finds its index.
  virtual base::Result<std::vector<std::optional<base::EntryIndex>>> find_all(
      std::span<const base::Hash> leaf_hashes) = 0;
  base::Result<std::optional<base::EntryIndex>> find(const base::Hash& leaf_hash) {
    TRY_ASSIGN(const auto found, find_all(std::span(&leaf_hash, 1)));
    return found.front();
  }

  /// Destroys an entry's sealed bytes wherever this store keeps them: from then on they read as
  /// empty. May be repeated; where it failed, it must be, since copies may be left. not_found
  /// where there is no such entry.
  virtual base::Result<void> erase(base::EntryIndex index) = 0;

  /// A few small facts about the log as a whole, by name.
  virtual base::Result<std::optional<base::Bytes>> meta(std::string_view key) = 0;
  virtual base::Result<void> set_meta(std::string_view key, base::BytesView value) = 0;
};

}  // namespace truceline::ledger

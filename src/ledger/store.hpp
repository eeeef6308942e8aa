// SPDX-License-Identifier: Apache-2.0
//
// Where entries live. The ledger says here what it needs of a store; app/sqlite_store keeps the
// promise on disk, memory_store in tests. A store holds bytes and never asks what they mean.
//
// Left open on purpose: erasing an entry's sealed bytes (leaf and leaf hash stay, so nothing in
// the tree changes) and publishing tiles are further virtual functions beside these; neither
// needs another shape of Record or Head.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

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
/// audits a store hashes `leaf` again and compares.
struct RecordView {
  base::Hash leaf_hash;
  base::BytesView leaf;
  base::BytesView sealed;
};

/// Where the log stands. The three change together or not at all.
struct Head {
  base::TreeSize size;
  base::Bytes frontier;    ///< Frontier::to_bytes(); empty only in a store never written to.
  std::string checkpoint;  ///< The newest signed note; empty only in a store never written to.
  friend bool operator==(const Head&, const Head&) = default;
};

/// Called with each record in order; the views die when it returns. An error ends the scan and
/// becomes its result. It may call the store.
using RecordVisitor = std::function<base::Result<void>(base::EntryIndex, const RecordView&)>;

/// Each implementation says which threads may call it. Errors common to all: unavailable where the
/// environment fails now, corrupt where stored bytes are not what was stored.
class Store {
 public:
  virtual ~Store() = default;

  virtual base::Result<Head> head() = 0;

  /// Adds `records` at expected_size onwards and replaces the head: all of it, durably, or
  /// nothing. conflict where the stored size is not `expected_size`: another writer was faster.
  /// REQUIRES: new_head.size = expected_size + records.size(); each leaf_hash is that of its
  /// leaf and not stored yet.
  virtual base::Result<void> append(base::TreeSize expected_size,
                                    std::span<const RecordView> records, const Head& new_head) = 0;

  /// Visits the entries from `from` up to but without `to`. not_found where `to` is beyond the
  /// stored size. Entries appended meanwhile do not disturb it.
  virtual base::Result<void> scan(base::EntryIndex from, base::EntryIndex to,
                                  const RecordVisitor& visit) = 0;

  /// not_found where there is no such entry.
  virtual base::Result<Record> read(base::EntryIndex index) = 0;

  /// The entry with this leaf hash, if there is one. So a repeated submission finds its index.
  virtual base::Result<std::optional<base::EntryIndex>> find(const base::Hash& leaf_hash) = 0;

  /// A few small facts about the log as a whole, by name; durable when set_meta returns.
  virtual base::Result<std::optional<base::Bytes>> meta(std::string_view key) = 0;
  virtual base::Result<void> set_meta(std::string_view key, base::BytesView value) = 0;
};

}  // namespace truceline::ledger

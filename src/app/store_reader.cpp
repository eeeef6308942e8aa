// SPDX-License-Identifier: Apache-2.0
#include "app/store_reader.hpp"

#include <mutex>

#include "app/replay.hpp"

namespace truceline::app {

base::Result<ledger::Record> StoreReader::read(base::EntryIndex index) const {
  TRY_ASSIGN(ledger::Record record, store_.read(index));
  const base::Hash id = ledger::leaf_hash(record.leaf);
  TRY_ASSIGN(const domain::Statement statement,
             prove_entry(index, {id, record.leaf, record.sealed}));
  TRY(check(statement));
  return record;
}

base::Result<void> StoreReader::check(const domain::Statement& statement) const {
  const std::shared_lock lock(mutex_);
  if (statement.index.value >= tree_.size().value || tree_.leaf(statement.index) == statement.id)
    return {};
  return base::Error{base::ErrorCode::corrupt, "the entry is not the one that was read before",
                     "entry " + std::to_string(statement.index.value),
                     "run `truceline verify` on the mission"};
}

base::Result<void> StoreReader::check(const ledger::SignedHead& head) const {
  const std::shared_lock lock(mutex_);
  TRY_ASSIGN(const base::Hash root, tree_.root(head.signed_part.size()));
  if (root == head.signed_part.root()) return {};
  return base::Error{base::ErrorCode::corrupt,
                     "the log has signed another tree than that of the entries read before",
                     "the ledger's head", "run `truceline verify` on the mission"};
}

base::Result<ledger::Proof> StoreReader::inclusion_proof(base::EntryIndex index,
                                                         base::TreeSize size) const {
  const std::shared_lock lock(mutex_);
  return tree_.inclusion_proof(index, size);
}

base::Result<ledger::Head> StoreReader::head() const {
  return store_.head();
}

base::Result<base::Hash> StoreReader::root(base::TreeSize size) const {
  const std::shared_lock lock(mutex_);
  return tree_.root(size);
}

base::Result<base::Bytes> StoreReader::tile(const ledger::TileName& name) const {
  const std::shared_lock lock(mutex_);
  return ledger::tile_bytes(tree_, name);
}

base::Result<void> StoreReader::leaves(base::EntryIndex from, base::EntryIndex to,
                                       const ledger::EntryVisitor& visit) const {
  return store_.scan(from, to, [&visit](base::EntryIndex index, const ledger::RecordView& view) {
    return visit(index, view.leaf);
  });
}

void StoreReader::take_in(const engine::State& state) {
  const std::unique_lock lock(mutex_);
  for (std::uint64_t i = tree_.size().value; i < state.size().value; ++i)
    tree_.append(state.id_of({i}));
}

base::Result<void> StoreReader::take_in(base::TreeSize size) {
  std::vector<base::Hash> added;
  base::TreeSize known;
  {
    const std::shared_lock lock(mutex_);
    known = tree_.size();
  }
  if (known >= size) return {};
  TRY(store_.scan(
      {known.value}, {size.value},
      [&added](base::EntryIndex, const ledger::RecordView& record) -> base::Result<void> {
        added.push_back(record.leaf_hash);
        return {};
      }));
  const std::unique_lock lock(mutex_);
  for (std::uint64_t i = tree_.size().value; i < size.value; ++i)  // the fold may have been faster
    tree_.append(added[i - known.value]);
  return {};
}

void StoreReader::with_tree(const std::function<void(const ledger::Tree&)>& use) const {
  const std::shared_lock lock(mutex_);
  use(tree_);
}

}  // namespace truceline::app

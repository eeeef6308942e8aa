// SPDX-License-Identifier: Apache-2.0
#include "ledger/memory_store.hpp"

namespace truceline::ledger {
namespace {

base::Error no_entry(base::EntryIndex index) {
  return {base::ErrorCode::not_found, "there is no entry " + std::to_string(index.value), {}, {}};
}

}  // namespace

base::Result<Head> MemoryStore::head() {
  return head_;
}

base::Result<void> MemoryStore::append(base::TreeSize expected_size,
                                       std::span<const RecordView> records,
                                       base::BytesView new_frontier) {
  if (head_.size != expected_size)
    return base::Error{base::ErrorCode::conflict, "another writer appended first", {}, {}};
  for (const RecordView& record : records) {
    const base::EntryIndex index{records_.size()};
    INVARIANT(by_leaf_hash_.emplace(record.leaf_hash, index).second);
    records_.push_back(
        {{record.leaf.begin(), record.leaf.end()}, {record.sealed.begin(), record.sealed.end()}});
    leaf_hashes_.push_back(record.leaf_hash);
  }
  head_.size = {records_.size()};
  head_.frontier.assign(new_frontier.begin(), new_frontier.end());
  return {};
}

base::Result<void> MemoryStore::publish(std::string_view expected, std::string_view checkpoint,
                                        base::BytesView signed_frontier) {
  if (head_.checkpoint != expected)
    return base::Error{base::ErrorCode::conflict, "another process signed first", {}, {}};
  head_.checkpoint = checkpoint;
  head_.signed_frontier.assign(signed_frontier.begin(), signed_frontier.end());
  return {};
}

base::Result<void> MemoryStore::add_cosigned(base::TreeSize size, std::string_view note) {
  if (size.value == 0 || head_.size < size)
    return base::invalid("there is no tree of " + std::to_string(size.value) + " entries");
  if (!cosigned_.empty() && size <= cosigned_.rbegin()->first)
    return base::Error{base::ErrorCode::conflict, "one as large is kept already", {}, {}};
  cosigned_.emplace(size, note);
  return {};
}

base::Result<std::optional<KeptCheckpoint>> MemoryStore::cosigned_for(base::EntryIndex index) {
  const auto found = cosigned_.upper_bound({index.value});
  if (found == cosigned_.end()) return std::optional<KeptCheckpoint>{};
  return std::optional(KeptCheckpoint{found->first, found->second});
}

base::Result<std::optional<KeptCheckpoint>> MemoryStore::newest_cosigned() {
  if (cosigned_.empty()) return std::optional<KeptCheckpoint>{};
  return std::optional(KeptCheckpoint{cosigned_.rbegin()->first, cosigned_.rbegin()->second});
}

base::Result<void> MemoryStore::scan(base::EntryIndex from, base::EntryIndex to,
                                     const RecordVisitor& visit) {
  if (to.value > records_.size()) return no_entry({to.value - 1});
  for (base::EntryIndex index = from; index < to; ++index.value) {
    // Copied out: the visitor may append, which moves the records.
    TRY_ASSIGN(const Record record, read(index));
    const base::Hash leaf_hash = leaf_hashes_[index.value];
    TRY(visit(index, {leaf_hash, record.leaf, record.sealed}));
  }
  return {};
}

base::Result<Record> MemoryStore::read(base::EntryIndex index) {
  if (index.value >= records_.size()) return no_entry(index);
  return records_[index.value];
}

base::Result<std::vector<std::optional<base::EntryIndex>>> MemoryStore::find_all(
    std::span<const base::Hash> leaf_hashes) {
  std::vector<std::optional<base::EntryIndex>> all;
  for (const base::Hash& leaf_hash : leaf_hashes) {
    const auto found = by_leaf_hash_.find(leaf_hash);
    all.push_back(found == by_leaf_hash_.end() ? std::nullopt : std::optional(found->second));
  }
  return all;
}

base::Result<void> MemoryStore::erase(base::EntryIndex index) {
  if (index.value >= records_.size()) return no_entry(index);
  records_[index.value].sealed.clear();
  return {};
}

base::Result<std::optional<base::Bytes>> MemoryStore::meta(std::string_view key) {
  const auto found = meta_.find(key);
  if (found == meta_.end()) return std::optional<base::Bytes>{};
  return std::optional(found->second);
}

base::Result<void> MemoryStore::set_meta(std::string_view key, base::BytesView value) {
  meta_[std::string(key)] = base::Bytes(value.begin(), value.end());
  return {};
}

}  // namespace truceline::ledger

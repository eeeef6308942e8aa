// SPDX-License-Identifier: Apache-2.0
#include "ledger/log.hpp"

#include <algorithm>
#include <map>

#include "base/limits.hpp"
#include "ledger/merkle_hash.hpp"
#include "ledger/signed_head.hpp"

namespace truceline::ledger {
namespace {

base::Error too_large(std::string reason) {
  return {base::ErrorCode::too_large, std::move(reason), {}, {}};
}

base::Error corrupt(std::string reason) {
  return {base::ErrorCode::corrupt, std::move(reason), "the ledger's head",
          "stop writing and run truceline verify"};
}

}  // namespace

/// A batch told apart: where each record stands, and the new ones that will stand there.
struct Log::Sorted {
  std::vector<base::EntryIndex> indices;
  std::vector<RecordView> added;
};

base::Result<void> check_record(const Record& record) {
  if (record.leaf.empty()) return base::invalid("an entry is empty");
  if (record.leaf.size() > base::limits::kEntryBytes)
    return too_large("an entry has more than 65535 bytes");
  if (record.sealed.size() > base::limits::kSealedBytes)
    return too_large("an entry's sealed part has more than 65535 bytes");
  if (!record.sealed.empty() && std::ranges::all_of(record.sealed, [](auto b) { return b == 0; }))
    return base::invalid("an entry's sealed part is all zeros, as an erased one is");
  return {};
}

base::Result<Log> Log::open(Store& store, VerifierKey key) {
  Log log(store, std::move(key));
  TRY(log.catch_up());
  return log;
}

base::Result<void> Log::catch_up() {
  TRY_ASSIGN(const Head head, store_->head());
  if (head.size < size()) return corrupt("the store went back to a smaller size while we used it");
  TRY_ASSIGN(SignedHead read, read_head(head, key_));
  frontier_ = std::move(read.stored);
  return {};
}

base::Result<Log::Sorted> Log::sort_out(std::span<const Record> records,
                                        std::span<const base::Hash> hashes) {
  Sorted sorted;
  TRY_ASSIGN(const auto stored, store_->find_all(hashes));
  std::map<base::Hash, base::EntryIndex> in_batch;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto twin = in_batch.find(hashes[i]);
    if (twin != in_batch.end()) {
      sorted.indices.push_back(twin->second);
      continue;
    }
    const base::EntryIndex index =
        stored[i].value_or(base::EntryIndex{size().value + sorted.added.size()});
    if (!stored[i]) sorted.added.push_back({hashes[i], records[i].leaf, records[i].sealed});
    in_batch.emplace(hashes[i], index);
    sorted.indices.push_back(index);
  }
  return sorted;
}

base::Result<void> Log::append_new(const Sorted& sorted) {
  Frontier frontier = frontier_;
  for (const RecordView& record : sorted.added) frontier.append(record.leaf_hash);
  TRY(store_->append(size(), sorted.added, frontier.to_bytes()));
  frontier_ = std::move(frontier);
  return {};
}

base::Result<Appended> Log::append(std::span<const Record> records, const Recheck& recheck) {
  if (records.size() > base::limits::kAppendBatch)
    return too_large("a batch has more than 1024 entries");
  std::vector<base::Hash> hashes;
  hashes.reserve(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (const auto good = check_record(records[i]); !good)
      return good.error().at("record " + std::to_string(i));
    hashes.push_back(leaf_hash(records[i].leaf));
  }
  for (int attempt = 0; attempt < base::limits::kAppendRetries; ++attempt) {
    TRY_ASSIGN(Sorted sorted, sort_out(records, hashes));
    if (!sorted.added.empty()) {
      if (recheck) TRY(recheck(size()));
      const auto stored = append_new(sorted);
      if (!stored && stored.error().code != base::ErrorCode::conflict) return stored.error();
      if (!stored) {
        TRY(catch_up());
        continue;
      }
    } else if (std::any_of(sorted.indices.begin(), sorted.indices.end(),
                           [&](base::EntryIndex i) { return i.value >= size().value; })) {
      TRY(catch_up());  // Another process stored them after we last looked.
    }
    return Appended{std::move(sorted.indices), sorted.added.size(), size()};
  }
  return base::Error{base::ErrorCode::unavailable,
                     "other programs kept appending to this ledger first",
                     {},
                     "try again when they are less busy"};
}

}  // namespace truceline::ledger

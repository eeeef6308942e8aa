// SPDX-License-Identifier: Apache-2.0
//
// The store's twin in memory, for tests and simulations. Keeps the same promises (they are one
// test suite, store_conformance.hpp) except surviving the process,
// and may be used by one thread at a time.
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "ledger/store.hpp"

namespace truceline::ledger {

class MemoryStore final : public Store {
 public:
  base::Result<Head> head() override;
  base::Result<void> append(base::TreeSize expected_size, std::span<const RecordView> records,
                            base::BytesView new_frontier) override;
  base::Result<void> publish(std::string_view expected, std::string_view checkpoint,
                             base::BytesView signed_frontier) override;
  base::Result<void> add_cosigned(base::TreeSize size, std::string_view note) override;
  base::Result<std::optional<KeptCheckpoint>> cosigned_for(base::EntryIndex index) override;
  base::Result<std::optional<KeptCheckpoint>> newest_cosigned() override;
  base::Result<void> scan(base::EntryIndex from, base::EntryIndex to,
                          const RecordVisitor& visit) override;
  base::Result<Record> read(base::EntryIndex index) override;
  base::Result<std::vector<std::optional<base::EntryIndex>>> find_all(
      std::span<const base::Hash> leaf_hashes) override;
  base::Result<void> erase(base::EntryIndex index) override;
  base::Result<std::optional<base::Bytes>> meta(std::string_view key) override;
  base::Result<void> set_meta(std::string_view key, base::BytesView value) override;

 private:
  Head head_;
  std::vector<Record> records_;
  std::vector<base::Hash> leaf_hashes_;
  std::map<base::Hash, base::EntryIndex> by_leaf_hash_;
  std::map<base::TreeSize, std::string> cosigned_;
  std::map<std::string, base::Bytes, std::less<>> meta_;
};

}  // namespace truceline::ledger

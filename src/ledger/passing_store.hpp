// SPDX-License-Identifier: Apache-2.0
//
// For tests only: a store that passes every call on to another. Override what is to go wrong.
#pragma once

#include "ledger/store.hpp"

namespace truceline::ledger {

class PassingStore : public Store {
 public:
  /// REQUIRES: `inner` outlives this.
  explicit PassingStore(Store& inner) : inner_(inner) {}

  base::Result<Head> head() override { return inner_.head(); }
  base::Result<void> append(base::TreeSize expected_size, std::span<const RecordView> records,
                            base::BytesView new_frontier) override {
    return inner_.append(expected_size, records, new_frontier);
  }
  base::Result<void> publish(std::string_view expected, std::string_view checkpoint,
                             base::BytesView signed_frontier) override {
    return inner_.publish(expected, checkpoint, signed_frontier);
  }
  base::Result<void> add_cosigned(base::TreeSize size, std::string_view note) override {
    return inner_.add_cosigned(size, note);
  }
  base::Result<std::optional<KeptCheckpoint>> cosigned_for(base::EntryIndex index) override {
    return inner_.cosigned_for(index);
  }
  base::Result<std::optional<KeptCheckpoint>> newest_cosigned() override {
    return inner_.newest_cosigned();
  }
  base::Result<void> scan(base::EntryIndex from, base::EntryIndex to,
                          const RecordVisitor& visit) override {
    return inner_.scan(from, to, visit);
  }
  base::Result<Record> read(base::EntryIndex index) override { return inner_.read(index); }
  base::Result<std::vector<std::optional<base::EntryIndex>>> find_all(
      std::span<const base::Hash> leaf_hashes) override {
    return inner_.find_all(leaf_hashes);
  }
  base::Result<void> erase(base::EntryIndex index) override { return inner_.erase(index); }
  base::Result<std::optional<base::Bytes>> meta(std::string_view key) override {
    return inner_.meta(key);
  }
  base::Result<void> set_meta(std::string_view key, base::BytesView value) override {
    return inner_.set_meta(key, value);
  }

 private:
  Store& inner_;
};

}  // namespace truceline::ledger

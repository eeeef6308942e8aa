// SPDX-License-Identifier: Apache-2.0
//
// One log as the mirror that keeps it sees it: the leaves it holds, under the checkpoint it
// cosigned. It has no bodies, and makes its tiles from the entries when somebody asks.
#pragma once

#include "app/log_view.hpp"
#include "ledger/merkle_hash.hpp"
#include "ledger/mirror_store.hpp"

namespace truceline::app {

class MirrorView final : public LogView {
 public:
  /// REQUIRES: `store` outlives this.
  MirrorView(ledger::MirrorStore& store, std::string origin)
      : store_(store), origin_(std::move(origin)) {}

  BodiesShown bodies() const override { return BodiesShown::none; }
  base::Result<std::string> checkpoint() override {
    TRY_ASSIGN(const ledger::MirrorState state, store_.state(origin_));
    return state.checkpoint;
  }
  base::Result<base::TreeSize> size(base::TreeSize) override {
    TRY_ASSIGN(const ledger::MirrorState state, store_.state(origin_));
    return state.entries;
  }
  base::Result<void> scan(base::EntryIndex from, base::EntryIndex to,
                          const ledger::RecordVisitor& visit) override {
    return store_.scan(origin_, from, to, [&](base::EntryIndex index, base::BytesView leaf) {
      return visit(index, {ledger::leaf_hash(leaf), leaf, {}});
    });
  }
  bool has_tiles() const override { return false; }
  base::Result<base::Bytes> tile(const ledger::TileName&) override {
    return base::Error{base::ErrorCode::not_found, "a mirror's store keeps no tiles", {}, {}};
  }

 private:
  ledger::MirrorStore& store_;
  std::string origin_;
};

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
//
// A store as its own keeper sees it: every entry, every body that was not erased, no tiles (those
// are made from the entries when somebody asks).
#pragma once

#include "app/log_view.hpp"

namespace truceline::app {

class StoreView final : public LogView {
 public:
  /// REQUIRES: `store` outlives this.
  explicit StoreView(ledger::Store& store) : store_(store) {}

  BodiesShown bodies() const override { return BodiesShown::all; }
  /// Read once: what follows is about this head, however the log grows meanwhile.
  base::Result<std::string> checkpoint() override {
    // First, so that it is of no later tree than the head.
    TRY_ASSIGN(cosigned_, store_.newest_cosigned());
    TRY_ASSIGN(head_, store_.head());
    return head_.checkpoint;
  }
  base::Result<std::optional<std::string>> cosigned() override {
    return cosigned_ ? std::optional(cosigned_->note) : std::nullopt;
  }
  base::Result<void> check(const ledger::Frontier& all, const ledger::Frontier& covered) override {
    const auto agrees = [](const base::Bytes& kept, const ledger::Frontier& derived) {
      return kept.empty() ? derived.size().value == 0 : kept == derived.to_bytes();
    };
    if (agrees(head_.frontier, all) && agrees(head_.signed_frontier, covered)) return {};
    return base::Error{base::ErrorCode::corrupt,
                       "the entries do not give the frontier that is stored beside them",
                       "head",
                       {}};
  }
  base::Result<base::TreeSize> size(base::TreeSize) override { return head_.size; }
  base::Result<base::TreeSize> size_now() override {
    TRY_ASSIGN(const ledger::Head head, store_.head());
    return head.size;
  }
  base::Result<void> scan(base::EntryIndex from, base::EntryIndex to,
                          const ledger::RecordVisitor& visit) override {
    return store_.scan(from, to, visit);
  }
  bool has_tiles() const override { return false; }
  base::Result<base::Bytes> tile(const ledger::TileName&) override {
    return base::Error{base::ErrorCode::not_found, "a store keeps no tiles", {}, {}};
  }

 private:
  ledger::Store& store_;
  ledger::Head head_;
  std::optional<ledger::KeptCheckpoint> cosigned_;
};

}  // namespace truceline::app

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
  base::Result<std::string> checkpoint() override {
    TRY_ASSIGN(const ledger::Head head, store_.head());
    return head.checkpoint;
  }
  base::Result<std::optional<std::string>> cosigned() override {
    TRY_ASSIGN(const auto kept, store_.newest_cosigned());
    return kept ? std::optional(kept->note) : std::nullopt;
  }
  base::Result<void> check(const ledger::Frontier& all, const ledger::Frontier& covered) override {
    TRY_ASSIGN(const ledger::Head head, store_.head());
    const auto agrees = [](const base::Bytes& kept, const ledger::Frontier& derived) {
      return kept.empty() ? derived.size().value == 0 : kept == derived.to_bytes();
    };
    if (agrees(head.frontier, all) && agrees(head.signed_frontier, covered)) return {};
    return base::Error{base::ErrorCode::corrupt,
                       "the entries do not give the frontier that is stored beside them",
                       "head",
                       {}};
  }
  base::Result<base::TreeSize> size(base::TreeSize) override {
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
};

}  // namespace truceline::app

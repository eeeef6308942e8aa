// SPDX-License-Identifier: Apache-2.0
//
// Every key numbers its own statements. Two statements under one number are an author saying two
// things to two listeners: kept, never resolved.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "base/ed25519.hpp"
#include "base/strong.hpp"
#include "engine/shared_list.hpp"

namespace truceline::engine {

class AuthorChains {
 public:
  /// Takes in that `key` used `sequence` at `index`. Returns the entry that used the number
  /// before; empty where it is new. Numbers may arrive in any order and with gaps.
  /// Cost: O(1) for a chain in order (8 bytes kept a statement), O(log n) out of order.
  std::optional<base::EntryIndex> add(const base::PublicKey& key, std::uint64_t sequence,
                                      base::EntryIndex index);

 private:
  struct Chain {
    SharedList<base::EntryIndex, 256> in_order;       // at place s: the entry numbered s
    std::map<std::uint64_t, base::EntryIndex> ahead;  // beyond in_order, after a gap
  };
  std::map<base::PublicKey, Chain> chains_;
};

}  // namespace truceline::engine

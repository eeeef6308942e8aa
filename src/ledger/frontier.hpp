// SPDX-License-Identifier: Apache-2.0
//
// All a writer must know of a tree in order to go on: the roots of the perfect subtrees that
// make it up, at most 63 hashes. Proofs need more: see tree.hpp.
#pragma once

#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/strong.hpp"

namespace truceline::ledger {

class Frontier {
 public:
  /// Amortised two hashes.
  void append(const base::Hash& leaf_hash);
  base::TreeSize size() const { return size_; }
  /// O(log size) hashes. The empty tree has empty_root().
  base::Hash root() const;

  /// 8 bytes of size, big-endian, then 32 bytes for each set bit of the size, largest subtree
  /// first. from_bytes refuses any other length; it cannot tell whether the hashes are true.
  base::Bytes to_bytes() const;
  static base::Result<Frontier> from_bytes(base::BytesView bytes);

  friend bool operator==(const Frontier&, const Frontier&) = default;

 private:
  base::TreeSize size_;
  std::vector<base::Hash> peaks_;  // one for each set bit of size_, largest subtree first
};

}  // namespace truceline::ledger

// SPDX-License-Identifier: Apache-2.0
#include "ledger/merkle_hash.hpp"

#include "base/sha256.hpp"

namespace truceline::ledger {
namespace {
constexpr std::uint8_t kLeafPrefix[] = {0x00};
constexpr std::uint8_t kNodePrefix[] = {0x01};
}  // namespace

base::Hash leaf_hash(base::BytesView entry) {
  return base::sha256({kLeafPrefix, entry});
}

base::Hash node_hash(const base::Hash& left, const base::Hash& right) {
  return base::sha256({kNodePrefix, left, right});
}

base::Hash empty_root() {
  return base::sha256(base::BytesView{});
}

}  // namespace truceline::ledger

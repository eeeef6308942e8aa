// SPDX-License-Identifier: Apache-2.0
//
// The hashes of RFC 6962 section 2.1 (the same in RFC 9162 2.1.1). One prefix byte keeps a leaf
// from ever being taken for an inner node: without it, a forged "entry" could be two hashes.
#pragma once

#include "base/bytes.hpp"

namespace truceline::ledger {

/// SHA256(0x00 || entry).
base::Hash leaf_hash(base::BytesView entry);
/// SHA256(0x01 || left || right).
base::Hash node_hash(const base::Hash& left, const base::Hash& right);
/// SHA256(""): the root of the tree without entries.
base::Hash empty_root();

}  // namespace truceline::ledger

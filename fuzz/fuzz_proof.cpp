// SPDX-License-Identifier: Apache-2.0
//
// Proofs from any bytes: three numbers of a byte each, then hashes. Only the proof that the tree
// itself makes is accepted, whatever its length; three numbers of 64 bits end too.
#include <algorithm>
#include <cstdint>

#include "ledger/test_log.hpp"

namespace {
using namespace truceline;

ledger::Proof hashes(base::BytesView bytes) {
  ledger::Proof proof;
  for (; bytes.size() >= 32; bytes = bytes.subspan(32)) {
    proof.emplace_back();
    std::copy_n(bytes.begin(), 32, proof.back().begin());
  }
  return proof;
}

void try_small(std::uint64_t a, std::uint64_t b, std::uint64_t size, const ledger::Proof& proof) {
  static const ledger::Tree kTree = ledger::numbered_tree(255);
  const base::Hash root = *kTree.root({size});
  if (ledger::verify_inclusion({a}, {size}, ledger::numbered_leaf(a), proof, root))
    INVARIANT(proof == *kTree.inclusion_proof({a}, {size}));
  if (ledger::verify_consistency({a}, *kTree.root({a}), {size}, root, proof))
    INVARIANT(proof == *kTree.consistency_proof({a}, {size}));
  if (!ledger::is_subtree(a, b, size)) return;
  ledger::Frontier part;
  for (std::uint64_t i = a; i < b; ++i) part.append(ledger::numbered_leaf(i));
  if (ledger::verify_subtree({a}, {b}, part.root(), {size}, root, proof))
    INVARIANT(proof == *kTree.subtree_proof({a}, {b}, {size}));
}

std::uint64_t wide(base::BytesView bytes) {
  std::uint64_t number = 0;
  for (const std::uint8_t byte : bytes.first(8)) number = number << 8U | byte;
  return number;
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const base::BytesView bytes{data, size};
  if (size < 3) return 0;
  try_small(data[0], data[1], data[2], hashes(bytes.subspan(3)));
  if (size < 24) return 0;
  const std::uint64_t a = wide(bytes);
  const std::uint64_t b = wide(bytes.subspan(8));
  const std::uint64_t c = wide(bytes.subspan(16));
  const ledger::Proof proof = hashes(bytes.subspan(24));
  const base::Hash none{};
  (void)ledger::verify_inclusion({a}, {c}, none, proof, none);
  (void)ledger::verify_consistency({a}, none, {c}, none, proof);
  (void)ledger::verify_subtree({a}, {b}, none, {c}, none, proof);
  return 0;
}

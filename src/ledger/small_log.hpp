// SPDX-License-Identifier: Apache-2.0
//
// For tests only: a log in memory with a key made from one byte, that signs any checkpoint of
// itself, and the names of those who cosign it.
#pragma once

#include <string>
#include <vector>

#include "ledger/add_checkpoint.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/cosignature.hpp"
#include "ledger/known_log.hpp"
#include "ledger/test_log.hpp"
#include "ledger/tree.hpp"

namespace truceline::ledger {

inline Cosigner test_cosigner(std::string name, std::uint8_t byte) {
  return {std::move(name), test_key(byte)};
}

class SmallLog {
 public:
  explicit SmallLog(std::string origin = "ledger.example/test", std::uint8_t key = 1)
      : signer_{std::move(origin), test_key(key)} {}

  /// Entries "<history> <index>": two logs that differ in `history` fork where they first differ.
  void grow(std::uint64_t count, const std::string& history = "entry") {
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::string text = history + " " + std::to_string(tree_.size().value);
      leaves_.emplace_back(text.begin(), text.end());
      tree_.append(leaf_hash(leaves_.back()));
    }
  }

  const std::string& origin() const { return signer_.name; }
  const NoteSigner& signer() const { return signer_; }
  const Tree& tree() const { return tree_; }
  const std::vector<base::Bytes>& leaves() const { return leaves_; }
  KnownLog known() const { return {origin(), {signer_.verifier()}}; }

  Checkpoint checkpoint(std::uint64_t size) const {
    return {origin(), {size}, *tree_.root({size}), {}};
  }
  std::string note(std::uint64_t size) const { return *sign_checkpoint(checkpoint(size), signer_); }
  std::string note() const { return note(tree_.size().value); }

  /// An add-checkpoint body from a true old size.
  std::string request(std::uint64_t old_size, std::uint64_t size) const {
    return format_add_checkpoint(
        {{old_size}, *tree_.consistency_proof({old_size}, {size}), note(size)});
  }

 private:
  NoteSigner signer_;
  Tree tree_;
  std::vector<base::Bytes> leaves_;
};

}  // namespace truceline::ledger

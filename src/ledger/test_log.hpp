// SPDX-License-Identifier: Apache-2.0
//
// For tests: signers whose keys follow from one byte, and trees of numbered entries.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ledger/checkpoint.hpp"
#include "ledger/cosignature.hpp"
#include "ledger/note.hpp"
#include "ledger/tree.hpp"

namespace truceline::ledger {

inline base::SigningKey test_key(std::uint8_t seed) {
  base::Seed bytes{};
  bytes.fill(seed);
  return base::SigningKey::from_seed(bytes);
}

inline std::string numbered_entry(std::uint64_t index) {
  return "entry " + std::to_string(index);
}

inline base::Hash numbered_leaf(std::uint64_t index) {
  return leaf_hash(base::bytes_of(numbered_entry(index)));
}

inline Tree numbered_tree(std::uint64_t size) {
  Tree tree;
  for (std::uint64_t i = 0; i < size; ++i) tree.append(numbered_leaf(i));
  return tree;
}

/// `note` with one more signature line.
inline std::string with_line(const std::string& note, const NoteSignature& line) {
  return note + format_signature_line(line);
}

/// The log's note on `tree`, cosigned by each of `cosigners` at `time_s`.
inline std::string cosigned_note(const NoteSigner& log, const Tree& tree,
                                 const std::vector<Cosigner>& cosigners, std::uint64_t time_s) {
  const Checkpoint checkpoint{log.name, tree.size(), tree.root(), {}};
  std::string note = *sign_checkpoint(checkpoint, log);
  for (const Cosigner& cosigner : cosigners)
    note = with_line(note, cosign(format_checkpoint(checkpoint), cosigner, time_s));
  return note;
}

/// `text` with one bit flipped.
inline std::string with_bit_flipped(std::string text, std::size_t bit) {
  text[bit / 8] = static_cast<char>(static_cast<unsigned char>(text[bit / 8]) ^ (1U << bit % 8));
  return text;
}

}  // namespace truceline::ledger

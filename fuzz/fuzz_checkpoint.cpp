// SPDX-License-Identifier: Apache-2.0
//
// Checkpoints from any bytes: what parses is written back as the same bytes, and one opens only
// if it is of the tree that was signed.
#include <cstdint>

#include "ledger/test_log.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace truceline;
  static const std::vector<ledger::VerifierKey> kKnown{
      ledger::NoteSigner{"l.example", ledger::test_key(1)}.verifier()};
  static const ledger::Tree kTree = ledger::numbered_tree(5);
  const std::string_view text = base::text_of({data, size});
  if (const auto checkpoint = ledger::parse_checkpoint(text))
    INVARIANT(ledger::format_checkpoint(*checkpoint) == text);
  if (const auto opened = ledger::open_checkpoint(text, "l.example", kKnown))
    INVARIANT(opened->size == kTree.size() && opened->root == kTree.root());
  return 0;
}

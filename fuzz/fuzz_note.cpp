// SPDX-License-Identifier: Apache-2.0
//
// Signed notes, checkpoints, verifier keys and frontiers from any bytes.
#include <cstdint>

#include "ledger/checkpoint.hpp"
#include "ledger/frontier.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace truceline;
  const std::string_view text = base::text_of({data, size});
  if (const auto note = ledger::parse_note(text)) (void)ledger::parse_checkpoint(note->text);
  if (const auto checkpoint = ledger::parse_checkpoint(text))
    INVARIANT(ledger::format_checkpoint(*checkpoint) == text);
  (void)ledger::parse_vkey(text);
  if (const auto frontier = ledger::Frontier::from_bytes({data, size}))
    INVARIANT(base::text_of(frontier->to_bytes()) == text);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
//
// Signed notes, cosignatures, verifier keys and frontiers from any bytes. What parses is written
// back as the same bytes; a note opens only if its text is the one that the keys here signed.
#include <cstdint>

#include "ledger/frontier.hpp"
#include "ledger/test_log.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace truceline;
  static const std::vector<ledger::VerifierKey> kKnown{
      ledger::NoteSigner{"l.example", ledger::test_key(1)}.verifier(),
      ledger::Cosigner{"w.example", ledger::test_key(2)}.verifier()};
  const std::string_view text = base::text_of({data, size});
  if (const auto note = ledger::parse_note(text)) INVARIANT(*ledger::format_note(*note) == text);
  if (const auto lines = ledger::parse_signature_lines(text)) {
    std::string again;
    for (const ledger::NoteSignature& line : *lines) {
      again += ledger::format_signature_line(line);
      (void)ledger::cosigned_time_s(line);
    }
    INVARIANT(again == text);
  }
  // The seeds hold this text with a line by each key.
  if (const auto opened = ledger::open_note(text, kKnown)) INVARIANT(opened->text == "a text\n");
  if (const auto key = ledger::parse_vkey(text))
    INVARIANT(*ledger::parse_vkey(ledger::format_vkey(*key)) == *key);
  if (const auto frontier = ledger::Frontier::from_bytes({data, size}))
    INVARIANT(base::text_of(frontier->to_bytes()) == text);
  return 0;
}

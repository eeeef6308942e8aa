// SPDX-License-Identifier: Apache-2.0
//
// Bodies of add-checkpoint and of its 409 from any bytes: what parses is written back as the same
// bytes.
#include <cstdint>

#include "base/bytes.hpp"
#include "ledger/add_checkpoint.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace truceline;
  const std::string_view text = base::text_of({data, size});
  if (const auto request = ledger::parse_add_checkpoint(text))
    INVARIANT(ledger::format_add_checkpoint(*request) == text);
  if (const auto number = ledger::parse_size_line(text))
    INVARIANT(ledger::format_size_line(*number) == text);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
//
// Evidence of a fork from any bytes: what is read can be written, and reads the same again.
#include <cstdint>

#include "ledger/fork_evidence.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace truceline;
  const auto evidence = ledger::parse_fork(base::text_of({data, size}));
  if (!evidence) return 0;
  const std::string text = ledger::format_fork(*evidence);
  const auto again = ledger::parse_fork(text);
  INVARIANT(again && ledger::format_fork(*again) == text);
  if (const auto fork = ledger::verify_fork(*evidence))
    INVARIANT(fork->smaller.size <= fork->larger.size);
  return 0;
}

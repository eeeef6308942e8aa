// SPDX-License-Identifier: Apache-2.0
//
// Evidence bundles from any bytes: what parses is written back as the same bytes. A mutation can
// hardly close a bundle, so each input is tried a second time with the line that closes it.
#include <cstdint>

#include "base/sha256.hpp"
#include "views/evidence_bundle.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace truceline;
  const std::string text(base::text_of({data, size}));
  const auto read = views::parse_bundle(text);
  if (read) INVARIANT(*views::format_bundle(*read) == text);
  std::string lines = text.substr(0, text.find("{\"sha256\""));
  lines += "{\"sha256\":\"" + base::to_hex(base::sha256(base::bytes_of(lines))) + "\"}\n";
  const auto closed = views::parse_bundle(lines);
  if (closed) INVARIANT(*views::format_bundle(*closed) == lines);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
//
// Envelopes, headers and bodies of every kind from any bytes. The first byte chooses the kind.
// What decodes must encode to bytes that decode to the same value.
#include <cstdint>

#include "domain/commitment.hpp"
#include "domain/envelope.hpp"
#include "domain/statement.hpp"

namespace {
using namespace truceline;

void try_body(domain::StatementKind kind, std::string_view bytes) {
  const auto body = domain::decode_body(kind, bytes);
  if (!body) return;
  const auto again = domain::decode_body(kind, domain::encode(*body));
  INVARIANT(again && *again == *body);
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = base::text_of({data, size});
  if (const auto header = domain::decode_header(text)) INVARIANT(domain::encode(*header) == text);
  (void)domain::open_envelope(text);
  (void)domain::verify_envelope(text);
  (void)domain::unseal({data, size});
  if (text.empty()) return 0;
  const std::size_t kinds = std::variant_size_v<domain::Body>;
  const auto kind = static_cast<std::size_t>(static_cast<unsigned char>(text[0]) - 'a');
  if (kind < kinds) try_body(static_cast<domain::StatementKind>(kind), text.substr(1));
  return 0;
}

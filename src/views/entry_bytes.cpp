// SPDX-License-Identifier: Apache-2.0
#include "views/entry_bytes.hpp"

#include "base/json.hpp"
#include "base/limits.hpp"
#include "domain/commitment.hpp"
#include "domain/envelope.hpp"

namespace truceline::views {

using base::Error;
using base::ErrorCode;
using base::Result;

Result<std::string> header_bytes(const ledger::Record& record) {
  auto envelope = domain::open_envelope(base::text_of(record.leaf));
  if (!envelope) return Error{ErrorCode::corrupt, envelope.error().reason, "entry", {}};
  return std::move(envelope->payload);
}

Result<std::string> body_bytes(const ledger::Record& record) {
  const auto unsealed = domain::unseal(record.sealed);
  if (!unsealed) return Error{ErrorCode::corrupt, unsealed.error().reason, "body", {}};
  std::string bytes(unsealed->body);
  const auto parsed =
      base::parse_json(bytes, {base::limits::kBodyBytes, base::limits::kStatementDepth,
                               base::limits::kStatementString, true});
  if (!parsed) return Error{ErrorCode::corrupt, parsed.error().reason, "body", {}};
  return bytes;
}

}  // namespace truceline::views

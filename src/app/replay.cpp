// SPDX-License-Identifier: Apache-2.0
#include "app/replay.hpp"

#include "app/entry_pipeline.hpp"
#include "domain/commitment.hpp"
#include "domain/envelope.hpp"

namespace truceline::app {

using base::EntryIndex;
using base::Error;
using base::ErrorCode;
using base::Result;

Result<domain::Statement> decode_entry(EntryIndex index, const ledger::RecordView& record) {
  const auto corrupt = [index](const Error& cause) {
    return Error{ErrorCode::corrupt, cause.reason, "entry " + std::to_string(index.value),
                 "run `truceline verify` on the mission"};
  };
  const auto envelope = domain::open_envelope(base::text_of(record.leaf));
  if (!envelope) return corrupt(envelope.error());
  auto header = domain::decode_stored_header(envelope->payload);
  if (!header) return corrupt(header.error());
  Result<domain::Statement> statement =
      domain::Statement{index, record.leaf_hash, *std::move(header), std::nullopt};
  if (record.sealed.empty()) return statement;
  const auto unsealed = domain::unseal(record.sealed);
  if (!unsealed) return corrupt(unsealed.error());
  auto body = domain::decode_body(statement->header.kind, unsealed->body);
  if (!body) return corrupt(body.error());
  statement->body = *std::move(body);
  return statement;
}

Result<void> replay(ledger::Store& store, base::TreeSize upto, Replayed& replayed) {
  if (replayed.state.size().value == 0) replayed.state.reserve(upto);
  return in_order(store, replayed.state.size(), upto, decode_entry,
                  [&replayed](Result<domain::Statement>&& statement) -> Result<void> {
                    if (!statement) return statement.error();
                    replayed.authors.apply(*statement);
                    replayed.state.apply(*std::move(statement));
                    return {};
                  });
}

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include "app/replay.hpp"

#include "app/entry_pipeline.hpp"
#include "domain/commitment.hpp"
#include "domain/envelope.hpp"
#include "ledger/merkle_hash.hpp"

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

Result<domain::Statement> prove_entry(EntryIndex index, const ledger::RecordView& record) {
  const auto corrupt = [index](std::string reason) {
    return Error{ErrorCode::corrupt, std::move(reason), "entry " + std::to_string(index.value),
                 "run `truceline verify` on the mission"};
  };
  if (ledger::leaf_hash(record.leaf) != record.leaf_hash)
    return corrupt("the leaf is not the one that was stored");
  Result<domain::Statement> statement = decode_entry(index, record);
  if (!statement || record.sealed.empty()) return statement;
  TRY_ASSIGN(const auto unsealed, domain::unseal(record.sealed));
  if (domain::commitment(unsealed.salt, unsealed.body) != statement->header.commitment)
    return corrupt("the stored body is not the one its author committed to");
  return statement;
}

Result<void> check_beginning(const domain::Statement& statement) {
  if (statement.index.value != 0 || !statement.body) return {};
  const auto* const key = std::get_if<domain::Key>(&*statement.body);
  const bool older = key != nullptr && key->action == domain::KeyAction::enrol &&
                     key->role == domain::KeyRole::author;
  if (!older) return {};
  return Error{ErrorCode::unsupported,
               "made by an older Truceline: the first entry enrols no root key", "entry 0",
               "keep it with the Truceline that made it, or enter its statements anew"};
}

Result<void> check_tree(const ledger::Frontier& tree, const ledger::SignedHead& head) {
  const auto corrupt = [](std::string reason) {
    return Error{ErrorCode::corrupt, std::move(reason), "the ledger's head",
                 "run `truceline verify` on the mission"};
  };
  if (tree.size() == head.signed_part.size() && tree != head.signed_part)
    return corrupt("the entries do not give the root that the log signed");
  if (tree.size() == head.stored.size() && tree != head.stored)
    return corrupt("the entries do not give the stored frontier");
  return {};
}

Result<void> replay(ledger::Store& store, const ledger::SignedHead& head, base::TreeSize upto,
                    Replayed& replayed, const Beside* beside) {
  if (replayed.state.size().value == 0) replayed.state.reserve(upto);
  return in_order(store, replayed.state.size(), upto, prove_entry,
                  [&](Result<domain::Statement>&& statement) -> Result<void> {
                    if (!statement) return statement.error();
                    TRY(check_beginning(*statement));
                    replayed.take(*std::move(statement), beside);
                    return check_tree(replayed.tree, head);
                  });
}

Result<void> prove_rest(ledger::Store& store, const ledger::SignedHead& head,
                        ledger::Frontier tree) {
  return store.scan({tree.size().value}, {head.stored.size().value},
                    [&](EntryIndex, const ledger::RecordView& record) -> Result<void> {
                      tree.append(ledger::leaf_hash(record.leaf));
                      return check_tree(tree, head);
                    });
}

}  // namespace truceline::app

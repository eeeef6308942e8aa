// SPDX-License-Identifier: Apache-2.0
#include "app/check_entry.hpp"

#include "app/replay.hpp"
#include "base/sha256.hpp"
#include "domain/commitment.hpp"
#include "domain/envelope.hpp"
#include "ledger/merkle_hash.hpp"

namespace truceline::app {

using base::Error;

namespace {

Error corrupt(std::string reason) {
  return {base::ErrorCode::corrupt, std::move(reason), {}, {}};
}

std::optional<Error> commitment_fault(const domain::Header& header, base::BytesView sealed) {
  const auto unsealed = domain::unseal(sealed);
  if (!unsealed) return unsealed.error();
  const base::Hash opened = domain::commitment(unsealed->salt, unsealed->body);
  if (base::equal_in_constant_time(opened, header.commitment)) return std::nullopt;
  return corrupt("the stored body is not the one its author committed to");
}

}  // namespace

CheckedEntry check_entry(base::EntryIndex index, const ledger::RecordView& record,
                         const std::string& origin) {
  CheckedEntry checked{index, ledger::leaf_hash(record.leaf), !record.sealed.empty(), {}, {}};
  if (checked.leaf_hash != record.leaf_hash)
    checked.faults.push_back(corrupt("the leaf is not the one that was hashed"));
  const auto header = domain::verify_envelope(base::text_of(record.leaf));
  if (!header) {
    checked.faults.push_back(header.error());
    return checked;
  }
  if (!origin.empty() && header->log != origin)
    checked.faults.push_back(corrupt("signed for another log"));
  if (checked.has_body)
    if (auto fault = commitment_fault(*header, record.sealed))
      checked.faults.push_back(*std::move(fault));
  auto statement = decode_entry(index, {checked.leaf_hash, record.leaf, record.sealed});
  if (statement)
    checked.statement = *std::move(statement);
  else if (checked.faults.empty())
    checked.faults.push_back(corrupt(statement.error().reason));
  return checked;
}

}  // namespace truceline::app

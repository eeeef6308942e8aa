// SPDX-License-Identifier: Apache-2.0
#include "app/receipts.hpp"

#include <algorithm>

#include "base/sha256.hpp"
#include "ledger/decimal.hpp"
#include "ledger/merkle_hash.hpp"
#include "ledger/receipt.hpp"
#include "ledger/signed_head.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::string_view kPolicySince = "policy_since";  // 32 bytes of hash, 8 of size

Error no_entry(std::string_view name) {
  return {ErrorCode::not_found, "there is no entry " + std::string(name), {}, {}};
}

/// What decides whether a checkpoint has a quorum: keys and groups, not addresses and logs.
base::Hash deciding_part(ledger::Policy policy) {
  policy.logs.clear();
  for (ledger::PolicyWitness& witness : policy.witnesses) witness.url.clear();
  return base::sha256(base::bytes_of(ledger::format_policy(policy)));
}

struct Since {
  base::Hash policy{};
  base::TreeSize size;
};

Result<std::optional<Since>> read_since(ledger::Store& store) {
  TRY_ASSIGN(const auto bytes, store.meta(kPolicySince));
  if (!bytes) return std::optional<Since>{};
  Since since;
  if (bytes->size() != since.policy.size() + sizeof(std::uint64_t))
    return Error{ErrorCode::corrupt,
                 "what is kept under this name has another length",
                 std::string(kPolicySince),
                 {}};
  const auto middle = bytes->begin() + static_cast<std::ptrdiff_t>(since.policy.size());
  std::copy(bytes->begin(), middle, since.policy.begin());
  for (auto byte = middle; byte != bytes->end(); ++byte)
    since.size.value = since.size.value << 8 | *byte;
  return std::optional(since);
}

Result<base::TreeSize> newest_kept(ledger::Store& store) {
  TRY_ASSIGN(const auto newest, store.newest_cosigned());
  return newest ? newest->size : base::TreeSize{};
}

}  // namespace

Result<base::TreeSize> policy_since(ledger::Store& store, const ledger::Policy& policy) {
  TRY_ASSIGN(const auto since, read_since(store));
  if (since && since->policy == deciding_part(policy)) return since->size;
  return newest_kept(store);
}

Result<void> begin_policy(ledger::Store& store, const ledger::Policy& policy) {
  const base::Hash now = deciding_part(policy);
  TRY_ASSIGN(const auto before, read_since(store));
  if (before && before->policy == now) return {};
  TRY_ASSIGN(const base::TreeSize size, newest_kept(store));
  base::Bytes bytes(now.begin(), now.end());
  for (int shift = 56; shift >= 0; shift -= 8)
    bytes.push_back(static_cast<std::uint8_t>(size.value >> shift));
  return store.set_meta(kPolicySince, bytes);
}

Result<views::Coverage> kept_coverage(ledger::Store& store, const MissionPolicy& policy) {
  views::Coverage coverage;
  coverage.asks_witnesses = policy.policy.quorum.has_value();
  for (const auto& [party, witness] : policy.mirror_of)
    coverage.mirrors.push_back({party, witness, {}, std::nullopt, std::nullopt});
  if (!coverage.asks_witnesses) return coverage;
  TRY_ASSIGN(const base::TreeSize since, policy_since(store, policy.policy));
  TRY_ASSIGN(const auto kept, store.newest_cosigned());
  if (!kept || kept->size <= since) return coverage;
  coverage.receipts = kept->size;
  TRY_ASSIGN(const auto cosigned, ledger::open_cosigned(kept->note, policy.policy));
  for (const ledger::CosignedBy& by : cosigned.cosigned)
    for (views::MirrorCover& mirror : coverage.mirrors)
      if (mirror.witness == policy.policy.witnesses[by.witness].name) {
        mirror.size = kept->size;
        mirror.at = views::cosigned_at(by.time_s);
      }
  return coverage;
}

Result<std::optional<std::string>> receipt_of(ledger::Store& store, const StoreReader& reader,
                                              const ledger::Policy& policy,
                                              base::EntryIndex index) {
  TRY_ASSIGN(const ledger::Head head, store.head());
  if (index.value >= head.size.value) return no_entry(std::to_string(index.value));
  base::TreeSize size = ledger::signed_size(head);
  std::string note = head.checkpoint;
  if (policy.quorum) {
    TRY_ASSIGN(const base::TreeSize since, policy_since(store, policy));
    TRY_ASSIGN(const auto kept, store.cosigned_for({std::max(index.value, since.value)}));
    size = kept ? kept->size : base::TreeSize{};
    note = kept ? kept->note : std::string();
  }
  if (index.value >= size.value) return std::optional<std::string>{};
  TRY_ASSIGN(ledger::Proof proof, reader.inclusion_proof(index, size));
  const ledger::Receipt receipt{index, std::move(proof), std::move(note), {}};
  TRY_ASSIGN(const ledger::Record record, store.read(index));
  const auto verified = ledger::verify_receipt(receipt, ledger::leaf_hash(record.leaf), policy);
  if (!verified)
    return Error{ErrorCode::corrupt,
                 "what is kept for its receipt does not verify: " + verified.error().reason,
                 "entry " + std::to_string(index.value), "run `truceline verify` on the mission"};
  return std::optional(ledger::format_receipt(receipt));
}

Result<base::EntryIndex> entry_named(ledger::Store& store, std::string_view name) {
  if (const auto id = base::hash_from_hex(name)) {
    TRY_ASSIGN(const auto found, store.find(*id));
    if (!found) return no_entry(name);
    return *found;
  }
  const auto number = ledger::parse_decimal(name, "the entry");
  if (!number)
    return base::invalid("an entry is named by its number or its id of 64 hex digits")
        .at(std::string(name));
  return base::EntryIndex{*number};
}

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include "app/bundle_ground.hpp"

#include <algorithm>
#include <set>

#include "app/on_all_cores.hpp"
#include "base/sha256.hpp"
#include "engine/findings.hpp"
#include "ledger/merkle_hash.hpp"
#include "ledger/receipt.hpp"

namespace truceline::app {

using base::EntryIndex;
using base::Result;

namespace {

constexpr std::string_view kElsewhere = "truceline.org/not-in-this-bundle/v1/";

/// Stands where an entry of the log is not in the bundle: somebody said something.
domain::Statement unknown_statement(EntryIndex index) {
  domain::Statement statement;
  statement.index = index;
  statement.id =
      base::sha256(base::bytes_of(std::string(kElsewhere) + std::to_string(index.value)));
  statement.header.sequence = index.value;  // by no key: nobody says two things under one number
  return statement;
}

class BundledRecords final : public views::LedgerReader {
 public:
  explicit BundledRecords(const std::vector<views::BundledEntry>& entries) : entries_(entries) {}
  Result<ledger::Record> read(EntryIndex index) const override {
    const auto found = std::ranges::lower_bound(entries_, index, {}, &views::BundledEntry::index);
    if (found != entries_.end() && found->index == index) return found->record;
    return base::Error{base::ErrorCode::not_found,
                       "entry " + std::to_string(index.value) + " is not in the bundle",
                       {},
                       {}};
  }
  Result<ledger::Proof> inclusion_proof(EntryIndex, base::TreeSize) const override {
    return base::Error{base::ErrorCode::not_found, "a bundle is no tree", {}, {}};
  }

 private:
  const std::vector<views::BundledEntry> entries_;
};

Result<engine::State> fold(const views::EvidenceBundle& bundle, const OnBundled& on) {
  engine::State state;
  engine::AuthorRegister authors;
  state.reserve(bundle.size);
  auto next = bundle.entries.begin();
  for (EntryIndex i; i.value < bundle.size.value; ++i.value) {
    if (next == bundle.entries.end() || i < next->index) {
      state.apply(unknown_statement(i));
      continue;
    }
    const ledger::Record& record = next->record;
    TRY_ASSIGN(domain::Statement statement,
               decode_entry(i, {ledger::leaf_hash(record.leaf), record.leaf, record.sealed}));
    if (on) on(statement, authors);
    statement.key_in_force = authors.may_sign(statement).has_value();
    authors.apply(statement);
    state.apply(std::move(statement));
    ++next;
  }
  return state;
}

/// The first moment at which the cosignatures were enough.
std::optional<base::TimeMs> quorum_time(const ledger::Policy& policy,
                                        const ledger::CosignedCheckpoint& cosigned) {
  std::vector<ledger::CosignedBy> by = cosigned.cosigned;
  std::ranges::sort(by, {}, &ledger::CosignedBy::time_s);
  std::set<std::string> names;
  for (const ledger::CosignedBy& one : by) {
    names.insert(policy.witnesses[one.witness].name);
    if (ledger::satisfies(policy, names)) return views::cosigned_at(one.time_s);
  }
  return std::nullopt;
}

}  // namespace

Result<domain::Reader> reader_named(std::string_view name) {
  constexpr std::string_view kParty = "party ";
  if (name == domain::Reader::keeper().name()) return domain::Reader::keeper();
  if (name == domain::Reader::anyone().name()) return domain::Reader::anyone();
  if (name.starts_with(kParty)) return domain::Reader::of(std::string(name.substr(kParty.size())));
  return base::invalid("\"" + std::string(name) + "\" is no reader").at("reader");
}

Result<std::shared_ptr<const views::Snapshot>> fold_bundle(const views::EvidenceBundle& bundle,
                                                           const base::TimeZone& zone,
                                                           const OnBundled& on) {
  if (bundle.size.value > kBundleLogEntries)
    return base::Error{base::ErrorCode::too_large,
                       "a log of " + std::to_string(bundle.size.value) +
                           " entries is larger than what is folded from a bundle",
                       {},
                       {}};
  views::SnapshotParts parts;
  TRY_ASSIGN(parts.reader, reader_named(bundle.reader));
  TRY_ASSIGN(engine::State state, fold(bundle, on));
  parts.state = std::make_shared<const engine::State>(std::move(state));
  views::MissionCard card;
  card.config.origin = bundle.origin;
  card.config.time_zone = bundle.time_zone;
  card.time_zone = zone;
  parts.mission = std::make_shared<const views::MissionCard>(std::move(card));
  parts.ledger = std::make_shared<const BundledRecords>(bundle.entries);
  parts.at = bundle.at;
  parts.findings = engine::derive_findings(*parts.state, bundle.at, on_all_cores);
  parts.entries = bundle.size;
  return std::make_shared<const views::Snapshot>(std::move(parts));
}

BundleVouching vouching_of(const views::EvidenceBundle& bundle) {
  BundleVouching vouching;
  const auto policy = ledger::parse_policy(bundle.policy);
  if (!policy) return vouching;
  vouching.has_quorum = policy->quorum.has_value();
  for (const views::BundledEntry& entry : bundle.entries) {
    const auto receipt = ledger::parse_receipt(entry.receipt);
    if (!receipt) continue;
    const auto cosigned = ledger::open_cosigned(receipt->checkpoint, *policy);
    if (!cosigned) continue;
    views::Vouched vouched;
    if (vouching.has_quorum) vouched.quorum = quorum_time(*policy, *cosigned);
    for (const ledger::CosignedBy& by : cosigned->cosigned)
      for (const views::BundleMirror& mirror : bundle.mirrors)
        if (mirror.witness == policy->witnesses[by.witness].name)
          vouched.mirrors[mirror.party] = views::cosigned_at(by.time_s);
    vouching.by_entry[entry.index] = std::move(vouched);
  }
  return vouching;
}

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include "app/bundle_making.hpp"

#include <algorithm>

#include "app/bundle_ground.hpp"
#include "app/entry_name.hpp"
#include "app/receipts.hpp"
#include "formats/did_you_mean.hpp"
#include "ledger/receipt.hpp"
#include "ledger/signed_head.hpp"

namespace truceline::app {

using base::EntryIndex;
using base::Error;
using base::ErrorCode;
using base::Result;
using views::BodyState;
using views::BundleAbout;
using views::EvidenceBundle;
using views::Snapshot;

namespace {

bool is_number(std::string_view text) {
  if (text.starts_with('#')) return true;
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Error several(std::string_view text, const std::vector<BundleAbout>& meant) {
  std::string which;
  for (const BundleAbout& one : meant)
    which += (which.empty() ? "" : ", ") + one.kind + " of " + one.party + " (entry " +
             std::to_string(one.entry.value) + ")";
  return {ErrorCode::conflict, "it can mean " + std::to_string(meant.size()) + " things: " + which,
          std::string(text),
          "write " + meant.front().party + "/" + meant.front().id + ", or give the entry's number"};
}

Error nothing(std::string_view text, const std::vector<BundleAbout>& all) {
  std::vector<std::string_view> ids;
  for (const BundleAbout& one : all) ids.push_back(one.id);
  const std::string_view near = formats::nearest_word(text, ids);
  return {ErrorCode::not_found, "nothing is called so", std::string(text),
          near.empty() ? "give the id of a site, movement or call, or the number or id of an entry "
                         "or finding, as truceline log and truceline findings show them"
                       : "did you mean \"" + std::string(near) + "\"?"};
}

/// The receipt; where no quorum covers the entry yet, its proof under the log's own signature.
Result<std::string> receipt_for(const BundleSource& source, const ledger::Head& head,
                                EntryIndex entry) {
  TRY_ASSIGN(const auto receipt,
             receipt_of(source.store, source.reader, source.policy.policy, entry));
  if (receipt) return *receipt;
  const base::TreeSize size = ledger::signed_size(head);
  if (entry.value >= size.value) return std::string();
  TRY_ASSIGN(ledger::Proof proof, source.reader.inclusion_proof(entry, size));
  return ledger::format_receipt({entry, std::move(proof), head.checkpoint, {}});
}

Result<views::BundledEntry> bundled(const Snapshot& snapshot, EntryIndex entry,
                                    const std::set<std::string_view>& because) {
  const engine::State& state = snapshot.state();
  views::BundledEntry one;
  one.index = entry;
  one.because.assign(because.begin(), because.end());
  TRY_ASSIGN(one.record, snapshot.read(entry));
  if (state.erased_by(entry)) {
    one.body = BodyState::erased;
  } else if (!snapshot.reads(entry)) {
    one.body = BodyState::withheld;
  } else {
    one.body = one.record.sealed.empty() ? BodyState::absent : BodyState::shown;
  }
  if (one.body != BodyState::shown) one.record.sealed.clear();
  return one;
}

/// What the bundle's entries give again is told in the words they give; the rest as the snapshot
/// knows it.
void tell_findings(const engine::FindingList& findings, const Snapshot& snapshot,
                   const Snapshot& ground, EvidenceBundle& bundle) {
  for (const domain::Finding* const finding : findings) {
    const domain::Finding* const again = ground.finding(finding->id);
    const bool same = again != nullptr && domain::encode(*again) == domain::encode(*finding);
    bundle.told.push_back(views::told_of(*finding, same ? ground : snapshot));
  }
}

}  // namespace

Result<BundleAbout> find_about(const Snapshot& snapshot, std::string_view text) {
  const std::vector<BundleAbout> all = views::all_named(snapshot);
  std::vector<BundleAbout> meant;
  for (const BundleAbout& one : all)
    if (one.id == text || one.party + "/" + one.id == text) meant.push_back(one);
  if (meant.size() > 1 && !is_number(text)) return several(text, meant);
  if (meant.size() == 1 && !is_number(text)) return meant.front();
  const auto named = find_named(snapshot.state(), snapshot.findings(), text);
  if (named) {
    if (const auto* const entry = std::get_if<EntryIndex>(&*named))
      return views::about_entry(snapshot, *entry);
    return views::about_finding(snapshot, *std::get<const domain::Finding*>(*named));
  }
  if (named.error().code == ErrorCode::conflict) return named.error();
  return nothing(text, all);
}

Result<EvidenceBundle> make_bundle(const Snapshot& snapshot, const domain::Reader& reader,
                                   const BundleAbout& about, const BundleSource& source,
                                   std::optional<views::BundleMark> mark) {
  TRY_ASSIGN(const views::BundleScope scope, views::scope_of(snapshot, about));
  TRY_ASSIGN(const ledger::Head head, source.store.head());
  EvidenceBundle bundle;
  bundle.about = scope.about;
  bundle.origin = snapshot.mission().config.origin;
  bundle.reader = reader.name();
  bundle.time_zone = snapshot.mission().config.time_zone;
  bundle.size = snapshot.state().size();
  bundle.at = snapshot.at();
  bundle.policy = source.policy.text;
  for (const auto& [party, witness] : source.policy.mirror_of)
    bundle.mirrors.push_back({witness, party});
  for (const auto& [entry, because] : scope.entries) {
    TRY_ASSIGN(views::BundledEntry one, bundled(snapshot, entry, because));
    TRY_ASSIGN(one.receipt, receipt_for(source, head, entry));
    bundle.entries.push_back(std::move(one));
  }
  if (!confidential_in(snapshot, bundle).empty()) bundle.mark = std::move(mark);
  TRY_ASSIGN(const auto ground, fold_bundle(bundle, snapshot.mission().time_zone));
  const BundleVouching vouching = vouching_of(bundle);
  bundle.told = views::story_of(bundle, *ground, vouching.by_entry, vouching.has_quorum);
  tell_findings(scope.findings, snapshot, *ground, bundle);
  return bundle;
}

std::vector<EntryIndex> confidential_in(const Snapshot& snapshot, const EvidenceBundle& bundle) {
  std::vector<EntryIndex> entries;
  for (const views::BundledEntry& one : bundle.entries)
    if (one.body == BodyState::shown && snapshot.is_confidential(one.index))
      entries.push_back(one.index);
  return entries;
}

std::string bundle_file_name(const EvidenceBundle& bundle) {
  constexpr std::size_t kNameBytes = 64;
  constexpr std::size_t kIdDigits = 12;
  std::string name = bundle.about.id;
  if (bundle.about.kind == "finding" || bundle.about.kind == "entry" ||
      bundle.about.kind == "incident")
    name = bundle.about.kind + "-" + name.substr(0, kIdDigits);
  for (char& c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!plain) c = '-';
  }
  return name.substr(0, kNameBytes) + "-" + std::to_string(bundle.size.value) + ".bundle";
}

}  // namespace truceline::app

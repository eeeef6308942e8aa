// SPDX-License-Identifier: Apache-2.0
//
// Puts an evidence bundle together from what one reader may know of a mission: finds what is meant,
// takes the entries as they lie in the ledger with their receipts, and tells their story.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/mission_policy.hpp"
#include "app/store_reader.hpp"
#include "ledger/store.hpp"
#include "views/bundle_scope.hpp"
#include "views/evidence_bundle.hpp"

namespace truceline::app {

/// What `text` means: the id of something notified or called, "party/id" where several parties use
/// one, the number or id of an entry, or the id of a finding. Errors: not_found, with what was most
/// likely meant; conflict where it can mean several things, with the entry of each.
base::Result<views::BundleAbout> find_about(const views::Snapshot& snapshot, std::string_view text);

/// The ledger behind a snapshot. REQUIRES: `reader` has taken in all that is signed.
struct BundleSource {
  ledger::Store& store;
  const StoreReader& reader;
  const MissionPolicy& policy;
};

/// Everything about it that the snapshot holds, at its size and clock, for `reader`, whose snapshot
/// it is: where nothing is hidden from a reader, it is given the keeper's. The same
/// snapshot, ledger and mark give the same bytes. Errors: those of scope_of, receipt_of and
/// fold_bundle.
base::Result<views::EvidenceBundle> make_bundle(const views::Snapshot& snapshot,
                                                const domain::Reader& reader,
                                                const views::BundleAbout& about,
                                                const BundleSource& source,
                                                std::optional<views::BundleMark> mark);

/// The entries whose bodies are in it and are not for everyone.
std::vector<base::EntryIndex> confidential_in(const views::Snapshot& snapshot,
                                              const views::EvidenceBundle& bundle);

/// "clinic-34.bundle": its id, made fit for any file system, and its size.
std::string bundle_file_name(const views::EvidenceBundle& bundle);

}  // namespace truceline::app

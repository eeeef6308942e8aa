// SPDX-License-Identifier: Apache-2.0
//
// What follows from the entries in a bundle and from nothing else: the state and the findings as
// somebody has them who holds only this file. Entries that are not in it are taken to say nothing.
// Whoever makes a bundle tells its story from this, and whoever verifies it makes the same again.
#pragma once

#include <functional>
#include <memory>

#include "app/replay.hpp"
#include "views/bundle_story.hpp"
#include "views/evidence_bundle.hpp"

namespace truceline::app {

inline constexpr std::uint64_t kBundleLogEntries = 4'000'000;  ///< In the log it was taken from.

/// "keeper", "anyone" or "party north", as domain::Reader::name() writes it. Error: invalid_input.
base::Result<domain::Reader> reader_named(std::string_view name);

/// Called for each entry of the bundle, with the register as of the entries before it in the
/// bundle.
using OnBundled =
    std::function<void(const domain::Statement&, const engine::AuthorRegister& before)>;

/// REQUIRES: nothing of the bundle. Checks no signature. Errors: corrupt for what is no statement;
/// too_large above kBundleLogEntries; invalid_input for the reader. Cost: 100 bytes of memory for
/// each entry of the log.
base::Result<std::shared_ptr<const views::Snapshot>> fold_bundle(
    const views::EvidenceBundle& bundle, const base::TimeZone& zone, const OnBundled& on = {});

/// When others vouched for the entries, as the bundle's own trust file counts; of receipts that do
/// not open under it, nothing.
struct BundleVouching {
  views::VouchedFor by_entry;
  bool has_quorum = false;  ///< The trust file asks for witnesses.
};
BundleVouching vouching_of(const views::EvidenceBundle& bundle);

}  // namespace truceline::app

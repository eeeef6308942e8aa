// SPDX-License-Identifier: Apache-2.0
//
// What belongs to one thing: every version, every answer, every call and report about it, who
// opened it, what else the findings about it rest on, and the rules and keys it is to be judged by.
// Chosen from what one reader may know. What names it only in a body that this reader may not read
// is not found; a header that refers to it is.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "views/evidence_bundle.hpp"
#include "views/snapshot.hpp"

namespace truceline::views {

/// Why an entry is in a bundle, as the file spells it.
namespace because {
inline constexpr std::string_view kSubject = "subject";    ///< It itself, a version of it.
inline constexpr std::string_view kReplaces = "replaces";  ///< Replaces or withdraws one of them.
inline constexpr std::string_view kAnswers = "answers";    ///< Acknowledges it, or objects.
inline constexpr std::string_view kCall = "call";          ///< A step of a call about it.
inline constexpr std::string_view kSeen = "seen";          ///< Positions showed something near it.
inline constexpr std::string_view kCites = "cites";        ///< Cites it or what answers it.
inline constexpr std::string_view kCited = "cited";        ///< What such an entry judges or means.
inline constexpr std::string_view kRefers = "refers";      ///< Its header refers to it.
inline constexpr std::string_view kOpened = "opened";      ///< Says who opened it.
inline constexpr std::string_view kErasure = "erasure";    ///< Why a body is not here.
inline constexpr std::string_view kFinding = "finding";    ///< A finding about it rests on this.
inline constexpr std::string_view kRule = "rule";          ///< What was agreed, and on which map.
inline constexpr std::string_view kRoster = "roster";      ///< Who was on duty.
inline constexpr std::string_view kKey = "key";            ///< Who may speak for whom.
}  // namespace because

struct BundleScope {
  BundleAbout about;
  std::map<base::EntryIndex, std::set<std::string_view>> entries;
  engine::FindingList findings;  ///< About it; pointers into the snapshot's.
};

/// The thing under `party` and `id` as one of notified or called; for an entry or a finding its
/// kind tells what is meant: a notification stands for all its versions, an acknowledgement for
/// what it answers, a call's step for the call, a report for its incident.
/// REQUIRES: entry.value < state().size().value.
BundleAbout about_entry(const Snapshot& snapshot, base::EntryIndex entry);
BundleAbout about_finding(const Snapshot& snapshot, const domain::Finding& finding);

/// Everything that parties notified or called, each once: what an id can mean, in order of entry.
std::vector<BundleAbout> all_named(const Snapshot& snapshot);

/// Errors: too_large beyond kBundleEntries; those of reading headers. Cost: one look at all that
/// was said, and a read of each entry whose body this reader has not.
base::Result<BundleScope> scope_of(const Snapshot& snapshot, const BundleAbout& about);

}  // namespace truceline::views

// SPDX-License-Identifier: Apache-2.0
//
// What waits for a party, to be told outside of the system: notifications that name it, findings it
// must act on, emergency calls. Taken from what that party may read and nothing else. What is told
// outside is not confidential, so a notice holds no place and no body, and no time that follows
// from a plan's own times.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/finding.hpp"
#include "views/language.hpp"
#include "views/snapshot.hpp"

namespace truceline::views {

enum class NoticeKind { notification, new_version, withdrawal, finding, emergency_call, test };

/// What is asked of who is told.
enum class NoticeAsks { acknowledge, act, answer, nothing };

struct Notice {
  NoticeKind kind = NoticeKind::test;
  std::string party;                      ///< Whom it waits for.
  std::string author;                     ///< Who said it; empty for a finding, which nobody says.
  std::optional<base::EntryIndex> entry;  ///< Empty for a finding.
  /// Of the entry or of the finding: names it in any copy of the ledger. All zero for a test.
  base::Hash id{};
  std::optional<domain::FindingKind> finding;
  base::TimeMs since;               ///< Since when it waits.
  std::optional<base::TimeMs> due;  ///< By when, where it may be told.

  NoticeAsks asks() const;
  friend bool operator==(const Notice&, const Notice&) = default;
};

/// Of the entries from `from` on, in their order: the notifications of others that name `party` as
/// a recipient, and the emergency calls of others that are made to it. REQUIRES: the snapshot is
/// what `party` is shown. Cost: O(log entries) and what is new.
std::vector<Notice> entry_notices(const Snapshot& snapshot, const std::string& party,
                                  base::EntryIndex from);

/// The findings of the duty inbox that `party` must act on now. Each waits since the snapshot's
/// moment, unless somebody knows better. REQUIRES: the snapshot is what `party` is shown.
std::vector<Notice> inbox_notices(const Snapshot& snapshot, const std::string& party);

/// A message that only tries the way.
Notice test_notice(std::string party, base::TimeMs now);

}  // namespace truceline::views

namespace truceline::domain {

template <>
inline constexpr auto kWords<views::NoticeKind> =
    std::to_array<std::pair<views::NoticeKind, std::string_view>>(
        {{views::NoticeKind::notification, "notification"},
         {views::NoticeKind::new_version, "new-version"},
         {views::NoticeKind::withdrawal, "withdrawal"},
         {views::NoticeKind::finding, "finding"},
         {views::NoticeKind::emergency_call, "emergency-call"},
         {views::NoticeKind::test, "test"}});

template <>
inline constexpr auto kWords<views::NoticeAsks> =
    std::to_array<std::pair<views::NoticeAsks, std::string_view>>(
        {{views::NoticeAsks::acknowledge, "acknowledge"},
         {views::NoticeAsks::act, "act"},
         {views::NoticeAsks::answer, "answer"},
         {views::NoticeAsks::nothing, "nothing"}});

}  // namespace truceline::domain

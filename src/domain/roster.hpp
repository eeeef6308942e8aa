// SPDX-License-Identifier: Apache-2.0
//
// Who is on duty, and how they are reached.
#pragma once

#include <string>
#include <vector>

#include "domain/actor.hpp"
#include "domain/contact.hpp"
#include "domain/when.hpp"

namespace truceline::domain {

/// How high, in steps that armies share: to captain, to colonel, from brigadier general. A later
/// one is higher.
enum class RankClass { other, junior, field, flag };
template <>
inline constexpr auto kWords<RankClass> =
    std::to_array<std::pair<RankClass, std::string_view>>({{RankClass::other, "other"},
                                                           {RankClass::junior, "junior"},
                                                           {RankClass::field, "field"},
                                                           {RankClass::flag, "flag"}});

/// One officer's time on duty.
struct Shift {
  Contact officer;
  RankClass rank = RankClass::other;
  base::Interval interval;  ///< Up to but without its end.
  friend bool operator==(const Shift&, const Shift&) = default;
};

/// The duty roster of the author's party, or of another one that the mission keeps the list for. A
/// later statement about the same id by the same author's party is a new version; who is on duty is
/// who is in any of a party's rosters.
struct Roster {
  std::string id;
  std::string party;  ///< Whose; empty: the author's own. Counts only where the mission says it.
  Names names;        ///< Of the desk.
  std::vector<Shift> shifts;
  friend bool operator==(const Roster&, const Roster&) = default;
};

}  // namespace truceline::domain

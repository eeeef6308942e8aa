// SPDX-License-Identifier: Apache-2.0
//
// What the sides of a report are to an agreement. A side is a list of names: some may be bound by
// it, some excluded from it, some unknown to us. Nothing here settles guilt: it settles whether
// a clause speaks of these actors at all.
#pragma once

#include <string_view>
#include <vector>

#include "domain/agreement.hpp"
#include "domain/report.hpp"
#include "engine/actors.hpp"

namespace truceline::engine {

/// Of one side, as seen by an agreement and some selectors.
enum class SideVerdict {
  uncovered,   ///< All are known (or excluded); none belongs to a selector.
  excluded,    ///< All are excluded actors: the agreement does not speak of this side at all.
  unresolved,  ///< None belongs to a selector as far as we know, but somebody named is unknown,
               ///< or nobody is named.
  mixed,       ///< Some belong to a selector, some are excluded: who acted is not settled.
  covered,     ///< Some belong to a selector and none is excluded; unknown ones beside them do
               ///< not unsettle that.
};

struct SideStanding {
  SideVerdict verdict = SideVerdict::unresolved;
  /// The actor ids that cover the side ("anyone" stands for itself), in selector order, once each.
  std::vector<std::string_view> principals;
};

/// Selectors: actor ids, "parties" (each party for itself), "guarantors", "anyone" (all who are
/// not excluded). An actor is covered by, or excluded with, whoever is in its lineage at `at`;
/// exclusion wins over membership. The result points into `agreement` and `selectors`.
SideStanding standing(const std::vector<domain::ActorMention>& side,
                      const domain::Agreement& agreement, const std::vector<std::string>& selectors,
                      base::TimeMs at, const ActorRegister& actors);

enum class ActorMatch { no, doubtful, yes };

/// Does a clause's `between`, `by` and `against` speak of this report, as relations stood at `at`?
/// Never where a side is excluded. `between`: the sides are covered by two different principals
/// (two "anyone" count as different). `by` and `against`: side_a acts and side_b suffers; where
/// the source gives no direction, either may have acted. All that are given must hold.
/// `doubtful` where a side is unresolved or mixed.
ActorMatch match_actors(const domain::Report& report, const domain::Agreement& agreement,
                        const domain::EventMatch& match, base::TimeMs at,
                        const ActorRegister& actors);

}  // namespace truceline::engine

// SPDX-License-Identifier: Apache-2.0
//
// To whom an actor belongs: the walk over member-of and successor-of, for whoever holds relations.
#pragma once

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "domain/actor.hpp"

namespace truceline::engine {

inline bool carries_belonging(domain::Relation relation) {
  return relation == domain::Relation::member_of || relation == domain::Relation::successor_of;
}

/// `actor` and all it belongs to at `at`, itself first, then nearest first; circles do no harm.
/// `relations_of`: an actor's id to a span of its relations, which the result points into.
template <class RelationsOf>
std::vector<std::string_view> lineage_of(std::string_view actor, base::TimeMs at,
                                         const RelationsOf& relations_of) {
  std::vector<std::string_view> line{actor};
  for (std::size_t next = 0; next < line.size(); ++next) {  // grows while it is walked
    const std::span<const domain::ActorRelation> relations = relations_of(line[next]);
    for (const domain::ActorRelation& relation : relations)
      if (carries_belonging(relation.relation) && relation.interval.contains(at) &&
          std::ranges::find(line, relation.to) == line.end())
        line.push_back(relation.to);
  }
  return line;
}

}  // namespace truceline::engine

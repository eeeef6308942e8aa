// SPDX-License-Identifier: Apache-2.0
#include "engine/enmities.hpp"

#include "engine/lineage.hpp"

namespace truceline::engine {
namespace {

bool has(const std::vector<std::string_view>& line, const std::string& actor) {
  return std::ranges::find(line, actor) != line.end();
}

}  // namespace

Enmities::Enmities(const State& state) {
  for (const Said<domain::Actor>& said : state.actors()) {
    if (state.actor(said.what.id) != &said) continue;
    relations_.emplace(said.what.id, said.what.relations);
    for (const domain::ActorRelation& relation : said.what.relations)
      if (relation.relation == domain::Relation::hostile)
        said_.push_back({said.what.id, relation.to, relation.interval, said.id});
  }
  std::ranges::stable_sort(said_, {}, &Enmity::from);
}

std::optional<base::Hash> Enmities::between(std::string_view one, std::string_view other,
                                            base::TimeMs at) const {
  if (said_.empty() || one == other) return std::nullopt;
  const auto relations_of = [&](std::string_view actor) {
    const auto known = relations_.find(actor);
    return known == relations_.end() ? std::span<const domain::ActorRelation>()
                                     : std::span<const domain::ActorRelation>(known->second);
  };
  const auto line = lineage_of(one, at, relations_of);
  const auto other_line = lineage_of(other, at, relations_of);
  for (const Enmity& enmity : said_)
    if (enmity.interval.contains(at) && ((has(line, enmity.from) && has(other_line, enmity.to)) ||
                                         (has(line, enmity.to) && has(other_line, enmity.from))))
      return enmity.entry;
  return std::nullopt;
}

}  // namespace truceline::engine

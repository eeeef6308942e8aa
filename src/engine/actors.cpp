// SPDX-License-Identifier: Apache-2.0
#include "engine/actors.hpp"

#include <algorithm>

#include "engine/ascii_case.hpp"
#include "engine/lineage.hpp"

namespace truceline::engine {
namespace {

/// Two actors under one name: the name says nothing.
void add_unless_shared(std::unordered_map<std::string, std::string>& index, const std::string& key,
                       const std::string& id) {
  if (key.empty()) return;
  const auto [at, is_new] = index.emplace(key, id);
  if (!is_new && at->second != id) at->second.clear();
}

std::vector<std::string> ids_named_in(const domain::Agreement& agreement) {
  std::vector<std::string> ids;
  const auto add = [&](const std::vector<std::string>& more) {
    for (const std::string& id : more)
      if (id != "parties" && id != "guarantors" && id != "anyone") ids.push_back(id);
  };
  for (const auto* list :
       {&agreement.parties, &agreement.guarantors, &agreement.excluded, &agreement.monitors})
    add(*list);
  for (const domain::Provision& provision : agreement.provisions) {
    add(provision.who);
    if (!provision.matches) continue;
    for (const auto* list :
         {&provision.matches->between, &provision.matches->by, &provision.matches->against})
      add(*list);
  }
  return ids;
}

}  // namespace

ActorRegister::ActorRegister(const State& state) {
  for (const auto& actor : state.actors())
    if (state.actor(actor.what.id) == &actor) add(actor.what);
  for (const auto& agreement : state.agreements())
    for (const std::string& id : ids_named_in(agreement.what))
      if (actors_.emplace(id, nullptr).second) add_name(id, id);
  std::ranges::sort(changes_);
  changes_.erase(std::ranges::unique(changes_).begin(), changes_.end());
}

void ActorRegister::add(const domain::Actor& actor) {
  actors_.emplace(actor.id, &actor);
  add_name(actor.id, actor.id);
  for (const auto& [language, name] : actor.names) add_name(name, actor.id);
  for (const std::string& alias : actor.aliases) add_name(alias, actor.id);
  for (const std::string& code : actor.codes) add_unless_shared(by_code_, code, actor.id);
  for (const domain::ActorRelation& relation : actor.relations) {
    if (!carries_belonging(relation.relation)) continue;
    changes_.push_back(relation.interval.from);
    changes_.push_back(relation.interval.to);
  }
}

void ActorRegister::add_name(const std::string& name, const std::string& id) {
  add_unless_shared(by_name_, lower_ascii(name), id);
}

const std::string* ActorRegister::resolve(const domain::ActorMention& mention) const {
  const auto known = [](const std::string& id) { return id.empty() ? nullptr : &id; };
  if (!mention.code.empty()) {
    if (const auto id = actors_.find(mention.code); id != actors_.end()) return &id->first;
    if (const auto code = by_code_.find(mention.code); code != by_code_.end())
      return known(code->second);
  }
  const auto name = by_name_.find(lower_ascii(mention.name));
  return name == by_name_.end() ? nullptr : known(name->second);
}

std::vector<std::string_view> ActorRegister::lineage(std::string_view actor,
                                                     base::TimeMs at) const {
  return lineage_of(actor, at, [&](std::string_view id) {
    const auto found = actors_.find(id);
    return found == actors_.end() || !found->second
               ? std::span<const domain::ActorRelation>()
               : std::span<const domain::ActorRelation>(found->second->relations);
  });
}

bool ActorRegister::belongs(std::string_view actor, std::string_view group, base::TimeMs at) const {
  return std::ranges::count(lineage(actor, at), group) > 0;
}

std::size_t ActorRegister::epoch(base::TimeMs at) const {
  return static_cast<std::size_t>(std::ranges::upper_bound(changes_, at) - changes_.begin());
}

}  // namespace truceline::engine

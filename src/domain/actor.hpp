// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "domain/source.hpp"

namespace truceline::domain {

/// Names by language tag: {"en": "Idlib", "ar": "إدلب"}.
using Names = std::map<std::string, std::string>;

enum class ActorKind { state, armed_group, coalition, agency, organisation, civilians, other };
template <>
inline constexpr auto kWords<ActorKind> = std::to_array<std::pair<ActorKind, std::string_view>>(
    {{ActorKind::state, "state"},
     {ActorKind::armed_group, "armed-group"},
     {ActorKind::coalition, "coalition"},
     {ActorKind::agency, "agency"},
     {ActorKind::organisation, "organisation"},
     {ActorKind::civilians, "civilians"},
     {ActorKind::other, "other"}});

enum class Relation { member_of, successor_of, sponsors, allied, hostile };
template <>
inline constexpr auto kWords<Relation> =
    std::to_array<std::pair<Relation, std::string_view>>({{Relation::member_of, "member-of"},
                                                          {Relation::successor_of, "successor-of"},
                                                          {Relation::sponsors, "sponsors"},
                                                          {Relation::allied, "allied"},
                                                          {Relation::hostile, "hostile"}});

/// A dated relation from the actor that carries it to the actor `to`.
struct ActorRelation {
  Relation relation = Relation::allied;
  std::string to;           ///< Actor id.
  base::Interval interval;  ///< When it held.
  friend bool operator==(const ActorRelation&, const ActorRelation&) = default;
};

/// Any armed group, state, agency or organisation. A later statement about the same id from the
/// same party replaces the earlier one.
struct Actor {
  std::string id;  ///< Slug: "syrian-government".
  ActorKind kind = ActorKind::other;
  Names names;
  std::vector<std::string> aliases;  ///< As sources write it; matched without regard to ASCII case.
  std::vector<std::string> codes;    ///< "ucdp:118": identifiers in other registers.
  std::vector<ActorRelation> relations;
  std::string note;  ///< What a reader must know before leaning on an alias.
  Source source;
  friend bool operator==(const Actor&, const Actor&) = default;
};

/// An actor as somebody else's text names it. Who that is, the engine decides, by code first,
/// then by alias.
struct ActorMention {
  std::string name;  ///< As written.
  std::string code;  ///< Actor id or "register:number"; may be empty.
  friend bool operator==(const ActorMention&, const ActorMention&) = default;
};

}  // namespace truceline::domain

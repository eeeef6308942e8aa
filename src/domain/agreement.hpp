// SPDX-License-Identifier: Apache-2.0
//
// An agreement as data: what the lawyers' text says, with every time already placed on the time
// line and every name already an id. formats/ compiles the YAML that people write into this.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/actor.hpp"
#include "domain/event_kind.hpp"
#include "domain/when.hpp"

namespace truceline::domain {

enum class Modality { prohibits, obliges, permits, commits };
template <>
inline constexpr auto kWords<Modality> =
    std::to_array<std::pair<Modality, std::string_view>>({{Modality::prohibits, "prohibits"},
                                                          {Modality::obliges, "obliges"},
                                                          {Modality::permits, "permits"},
                                                          {Modality::commits, "commits"}});

/// Which reports a prohibition speaks of. Selectors are actor ids or one of the words "parties",
/// "guarantors", "anyone". `between` wants two different ones on opposite sides; `by` and
/// `against` want the acting and the suffering side. Empty lists do not restrict.
struct EventMatch {
  std::vector<EventKind> events;
  std::vector<std::string> between;
  std::vector<std::string> by;
  std::vector<std::string> against;
  friend bool operator==(const EventMatch&, const EventMatch&) = default;
};

/// One numbered clause.
struct Provision {
  std::string id;  ///< As numbered: "2a". Unique in its agreement.
  Modality modality = Modality::obliges;
  std::vector<std::string> who;  ///< Actor ids or selectors.
  std::string what;              ///< One sentence.
  std::optional<EventMatch> matches;
  bool everywhere = false;         ///< Not bound to a zone ...
  std::vector<std::string> zones;  ///< ... else to these.
  base::Interval in_effect;        ///< The agreement's own unless the clause says otherwise.
  std::optional<Moment> due;
  std::string met_by;  ///< Name of the step that fulfils it (status.hpp); empty: none named.
  std::string text;    ///< The clause's own words, or ours for them.
  friend bool operator==(const Provision&, const Provision&) = default;
};

/// What happens when `in_force` runs out.
enum class Renewal { none, automatic, by_statement };
template <>
inline constexpr auto kWords<Renewal> =
    std::to_array<std::pair<Renewal, std::string_view>>({{Renewal::none, "none"},
                                                         {Renewal::automatic, "automatic"},
                                                         {Renewal::by_statement, "by-statement"}});

struct Agreement {
  std::string id;
  std::string title;
  Names names;
  std::string time_zone;  ///< IANA name that its local times are meant in.
  std::optional<Moment> signed_on;
  base::Interval in_force;
  Renewal renewal = Renewal::none;  ///< automatic: in force without end until a statement ends it.
  std::string renewal_text;
  std::vector<std::string> parties;
  std::vector<std::string> guarantors;
  std::vector<std::string> excluded;
  std::vector<std::string> monitors;
  std::vector<std::string> zones;
  std::vector<Provision> provisions;
  std::string source_text_sha256;  ///< Of the YAML it was compiled from.
  Source source;
  friend bool operator==(const Agreement&, const Agreement&) = default;
};

}  // namespace truceline::domain

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/actor.hpp"
#include "domain/agreement.hpp"
#include "domain/place.hpp"
#include "domain/when.hpp"

namespace truceline::domain {

/// Which date of an agreement a source speaks of.
enum class Term { signed_on, in_force, deadline };
template <>
inline constexpr auto kWords<Term> = std::to_array<std::pair<Term, std::string_view>>(
    {{Term::signed_on, "signed"}, {Term::in_force, "in-force"}, {Term::deadline, "deadline"}});

/// A source's account of a date in an agreement ("the group within ten days"). The engine holds
/// it against the register.
struct TermClaim {
  Term term = Term::deadline;
  std::string provision;  ///< For a deadline: the provision's id.
  Moment date;            ///< The day it gives, at 00:00 in the agreement's zone.
  friend bool operator==(const TermClaim&, const TermClaim&) = default;
};

/// A dated fact about somebody or something that is no occurrence of violence, no post and no
/// change of control: forces withdrawn, an agreement in effect, a step taken, talks held.
struct Status {
  std::string topic;      ///< "agreement", "commitment", "call", "deployment", "step".
  std::string agreement;  ///< The agreement it is about; empty: none.
  std::string step;       ///< The step taken, as a provision's met_by names it; empty: none.
  std::optional<TermClaim> claims;
  std::vector<ActorMention> actors;
  When when;
  std::optional<Place> place;
  std::string text;
  std::string figures;  ///< As written: "several dozen aircraft".
  Source source;
  friend bool operator==(const Status&, const Status&) = default;
};

}  // namespace truceline::domain

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/rules/basis.hpp"

namespace truceline::engine::rules {

/// breach/prohibited-event: a report that matches a prohibition in force at its time.
///
/// Held against each clause: the kind of event, the time (wholly inside: settled; wholly outside:
/// nothing), the actors (sides.hpp) and the place. A clause that binds everywhere takes any place;
/// one that binds in zones takes the places inside them, by the drawing of the day. What cannot be
/// settled is named as a doubt, never rounded away:
///   place   the disc reaches a zone's line, or the place is coarser than a district
///   time    the interval straddles the start, the end or a redrawing
///   actor   a side is unknown to us, or partly excluded
///   kind    the source is less precise than the prohibition
///   source  the report is only alleged, or doubted by an assessment
///
/// Left out: superseded reports, exercises, and reports found unfounded by the mission or jointly
/// by several parties. One finding a report, clause and zone that settles it; where the disc
/// only reaches zones, one finding for the first of them in the clause's order. Evidence: the
/// report, the agreement, the drawing, and the assessment that casts a doubt.
/// Facts: event, side_a, side_b, deaths (best estimate, where given), publisher,
/// agreement_title, provision_what.
///
/// Of the reports [from, to) in the order of state.reports(): each is judged by itself.
/// REQUIRES: from <= to <= reports().size().
Findings breaches(const Basis& basis, std::size_t from, std::size_t to);
inline Findings breaches(const Basis& basis) {
  return breaches(basis, 0, basis.state.reports().size());
}

/// Best estimate of deaths; empty where the report counts none.
std::optional<std::int64_t> deaths_best(const domain::Report& report);

}  // namespace truceline::engine::rules

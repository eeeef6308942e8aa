// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/encountered.hpp"

#include <algorithm>
#include <cmath>

#include "engine/meetings.hpp"
#include "engine/watch_list.hpp"
#include "geo/distance.hpp"
#include "geo/grid_reference.hpp"

namespace truceline::engine::rules {
namespace {

using domain::Encounter;
using domain::ProximityKind;
using domain::SubjectKind;

constexpr int kGridDigits = 5;  // a square of one metre

template <class T>
const Said<T>* said_at(const SaidList<T>& all, base::EntryIndex index) {
  const auto found = std::ranges::lower_bound(all, index, {}, &Said<T>::index);
  return found != all.end() && found->index == index ? &*found : nullptr;
}

/// Taken back with nothing in its place. What has a newer version was there while it lasted.
template <class T>
bool is_withdrawn(const Said<T>& said, const State& state) {
  return said.superseded_by &&
         state.kind_of(*said.superseded_by) == domain::StatementKind::supersede;
}

bool is_of_corridor(ProximityKind event) {
  return event == ProximityKind::left_corridor || event == ProximityKind::back_in_corridor;
}
bool is_of_nearness(ProximityKind event) {
  return event == ProximityKind::came_near || event == ProximityKind::went_away;
}
/// The last of its positions is within the edge it is about, not beyond it.
bool is_within(ProximityKind event) {
  return event == ProximityKind::came_near || event == ProximityKind::entered ||
         event == ProximityKind::back_in_corridor;
}

bool names_object(const domain::Notification& notice, const std::string& object) {
  if (notice.objects.empty()) return object == notice.id;
  return std::ranges::find(notice.objects, object) != notice.objects.end();
}

/// Whose corridor it is, and whose site, is part of what is said.
bool fits(const Encounter& encounter, const Subject& subject) {
  const bool own = !encounter.sender.empty() && encounter.sender == subject.party();
  if (!is_of_corridor(encounter.event))
    return !own && is_entered(subject.kind) && concerns(subject.kind, encounter.kind);
  return subject.notified != nullptr && moves(subject.notified->what.kind) &&
         (own || encounter.sender.empty()) &&
         names_object(subject.notified->what, encounter.object);
}

/// What asks for it; null where there is no such thing.
const Said<domain::Arrangement>* arrangement_of(const Encounter& encounter, const State& state) {
  const auto index = encounter.arrangement ? state.find(*encounter.arrangement)
                                           : std::optional<base::EntryIndex>();
  const auto* said = index ? said_at(state.arrangements(), *index) : nullptr;
  return said == nullptr || is_withdrawn(*said, state) ? nullptr : said;
}

std::optional<base::EntryIndex> what_asks(const Encounter& encounter, SubjectKind kind,
                                          const State& state) {
  const auto* said = arrangement_of(encounter, state);
  if (said == nullptr) return std::nullopt;
  const bool asks = std::ranges::any_of(
      said->what.separations, [&](const domain::RequiredSeparation& separation) {
        return (separation.first == kind || separation.second == kind) &&
               separation.horizontal_m >= encounter.within_m;
      });
  return asks ? std::optional(said->index) : std::nullopt;
}

domain::Severity severity(ProximityKind event, SubjectKind kind) {
  using domain::Severity;
  if (is_of_corridor(event)) return Severity::medium;
  if (is_of_nearness(event)) return Severity::low;
  switch (kind) {
    case SubjectKind::exclusion:
    case SubjectKind::demilitarised:
    case SubjectKind::no_fly:
    case SubjectKind::site:
    case SubjectKind::operation:
      return Severity::high;
    case SubjectKind::buffer:
    case SubjectKind::exercise:
      return Severity::medium;
    default:
      return Severity::low;
  }
}

domain::Rule rule_of(ProximityKind event) {
  if (is_of_corridor(event)) return domain::Rule::proximity_corridor;
  return is_of_nearness(event) ? domain::Rule::proximity_near : domain::Rule::proximity_entered;
}

void set_mover(domain::Facts& facts, const Encounter& begun) {
  facts.set("object", begun.object);
  facts.set("mover", std::string(domain::word(begun.kind)));
  if (!begun.sender.empty()) facts.set("sender", begun.sender);
}

void set_held_against(domain::Facts& facts, const Encounter& begun, const Borne& at) {
  if (begun.met) {
    facts.set("object_b", begun.met->object);
    facts.set("mover_b", std::string(domain::word(begun.met->kind)));
    facts.set("sender_b", begun.met->sender);
    return;
  }
  set_name(facts, 'a', *at.subject);
  facts.set("kind_a", std::string(domain::word(at.subject->kind)));
  if (!at.subject->party().empty()) facts.set("party_a", at.subject->party());
}

void set_measures(domain::Facts& facts, const Encounter& begun, const Borne& at) {
  facts.set("metres", std::to_string(at.metres));
  if (begun.within_m > 0) facts.set("required_metres", std::to_string(begun.within_m));
  facts.set("grid", geo::mgrs_of(at.decisive.at, kGridDigits));
  if (!at.decisive.height) return;
  facts.set("height", std::to_string(at.decisive.height->altitude_cm / 100));
  facts.set("datum", std::string(domain::word(at.decisive.height->datum)));
}

}  // namespace

std::optional<Subject> Encountered::subject_of(const Encounter& encounter) const {
  const auto index = state_.find(encounter.watched);
  if (!index) return std::nullopt;
  if (const auto* drawn = said_at(state_.zones(), *index)) {
    const domain::Zone& zone = drawn->what.zone;
    if (is_withdrawn(*drawn, state_) || zone.area.empty()) return std::nullopt;
    return Subject{.key = {.is_drawn = true, .entry = *index, .governs = window_of(zone.valid)},
                   .kind = domain::subject_of(zone.kind),
                   .drawn = drawn};
  }
  const auto* notified = said_at(state_.notifications(), *index);
  if (notified == nullptr || is_withdrawn(*notified, state_) ||
      !domain::takes_place(notified->what.phase))
    return std::nullopt;
  return rules::subject_of(*notified);
}

const PreparedFootprint& Encountered::footprint(const Subject& subject) {
  const auto known = footprints_.find(subject.key.entry);
  if (known != footprints_.end()) return known->second;
  const geo::Footprint made = subject.drawn ? geo::Footprint(subject.drawn->what.zone.area)
                                            : domain::volume_of(subject.notified->what).footprint;
  return footprints_.emplace(subject.key.entry, PreparedFootprint(made)).first->second;
}

std::optional<Borne> Encountered::judge_meeting(const Encounter& encounter) {
  const domain::Met& met = *encounter.met;
  const domain::Fix& one = encounter.positions.back();
  const domain::Fix& other = met.positions.back();
  const auto against = state_.find(encounter.watched);
  const auto* said = against ? said_at(state_.actors(), *against) : nullptr;
  if (said == nullptr || is_withdrawn(*said, state_)) return std::nullopt;
  const auto* arrangement = arrangement_of(encounter, state_);
  if (arrangement == nullptr || encounter.within_m == 0 ||
      arrangement->what.hostile.horizontal_m < encounter.within_m)
    return std::nullopt;
  if (!enmities_) enmities_.emplace(state_);
  const base::TimeMs time = std::max(one.time, other.time);
  if (!enmities_->between(encounter.sender, met.sender, time)) return std::nullopt;
  if (time.value - std::min(one.time, other.time).value > Meetings::kFreshMs) return std::nullopt;
  const bool near = is_near(one, other, encounter.within_m, arrangement->what.hostile.vertical_cm);
  if (near != is_within(encounter.event)) return std::nullopt;
  Borne borne{};
  borne.against = *against;
  borne.arrangement = arrangement->index;
  borne.decisive = one;
  borne.decisive.time = time;
  borne.metres = static_cast<std::int64_t>(std::floor(geo::distance_m(one.at, other.at)));
  return borne;
}

std::optional<Borne> Encountered::judge(const Encounter& encounter) {
  if (encounter.met) return judge_meeting(encounter);
  auto subject = subject_of(encounter);
  if (!subject || !fits(encounter, *subject)) return std::nullopt;
  Borne borne{};
  borne.against = subject->key.entry;
  borne.subject = subject;
  if (is_of_nearness(encounter.event)) {
    borne.arrangement = what_asks(encounter, subject->kind, state_);
    if (!borne.arrangement || encounter.within_m == 0) return std::nullopt;
  }
  const PreparedFootprint& footprint = this->footprint(*subject);
  const auto within =
      static_cast<double>(is_of_nearness(encounter.event) ? encounter.within_m : std::int64_t{0});
  // Inside: the last. Outside: the first of those from which on all are.
  const bool wanted = is_within(encounter.event);
  bool found = false;
  for (auto fix = encounter.positions.rbegin(); fix != encounter.positions.rend(); ++fix) {
    const double metres = footprint.distance_m(fix->at);
    if ((metres <= within) != wanted) break;
    borne.decisive = *fix;
    borne.metres = static_cast<std::int64_t>(std::floor(metres));
    found = true;
    if (wanted) break;
  }
  if (!found || !geo::holds(subject->lasts(), borne.decisive.time.value)) return std::nullopt;
  return borne;
}

domain::Finding Encountered::describe(const Encounter& begun, const Borne& at,
                                      const Borne* ended) const {
  INVARIANT(domain::begins(begun.event));
  domain::Finding finding;
  finding.rule = begun.met ? domain::Rule::proximity_hostile : rule_of(begun.event);
  finding.severity = begun.met ? domain::Severity::high : severity(begun.event, at.subject->kind);
  finding.evidence = {at.against};
  if (at.arrangement) {
    finding.evidence.push_back(*at.arrangement);
    finding.agreement = said_at(state_.arrangements(), *at.arrangement)->what.id;
  }
  finding.when = base::Interval{at.decisive.time, base::kTimeMax};
  if (ended != nullptr) finding.when->to = ended->decisive.time;
  finding.point = at.decisive.at;
  if (at.subject && at.subject->drawn) finding.zone = at.subject->id();
  if (!begun.sender.empty()) finding.must_act = {begun.sender};
  if (begun.met) finding.must_act.push_back(begun.met->sender);
  set_mover(finding.facts, begun);
  set_held_against(finding.facts, begun, at);
  set_measures(finding.facts, begun, at);
  return finding;
}

}  // namespace truceline::engine::rules

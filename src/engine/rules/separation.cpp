// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/separation.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/finding_memory.hpp"
#include "engine/rules/agreed.hpp"

namespace truceline::engine::rules {
namespace {

using domain::Arrangement;
using domain::RequiredSeparation;
using domain::SubjectKind;

/// Which of two kinds gives way: a lower number need not.
std::size_t rank(const Arrangement& arrangement, SubjectKind kind) {
  return static_cast<std::size_t>(std::ranges::find(arrangement.priority, kind) -
                                  arrangement.priority.begin());
}

const Subject& who_yields(const Arrangement& arrangement, const Subject& a, const Subject& b,
                          const State& state) {
  if (a.party().empty() != b.party().empty()) return a.party().empty() ? b : a;
  const std::size_t first = rank(arrangement, a.kind);
  const std::size_t second = rank(arrangement, b.kind);
  if (first != second) return first > second ? a : b;
  return since(a, state) > since(b, state) ? a : b;
}

bool is_protected(SubjectKind kind) {
  return kind == SubjectKind::site || kind == SubjectKind::evacuation ||
         kind == SubjectKind::aid_delivery;
}

domain::Severity severity(const Subject& a, const Subject& b, const geo::ClosestApproach& approach,
                          const RequiredSeparation& required) {
  using domain::Severity;
  const bool together =
      approach.horizontal_m <= 0 && approach.vertical_gap_cm <= 0 && approach.time_gap_ms == 0;
  const bool force = a.kind == SubjectKind::operation || b.kind == SubjectKind::operation;
  if (together)
    return force && (is_protected(a.kind) || is_protected(b.kind)) ? Severity::critical
                                                                   : Severity::high;
  const bool half = approach.horizontal_m * 2 < static_cast<double>(required.horizontal_m);
  return half ? Severity::medium : Severity::low;
}

/// A drawing is at every height.
geo::AltitudeBand altitude_of(const Subject& subject) {
  return subject.notified ? subject.notified->what.altitude : geo::AltitudeBand{};
}

/// The band of heights they share, or how many metres lie between theirs.
void set_height(domain::Facts& facts, const geo::AltitudeBand& a, const geo::AltitudeBand& b,
                const RequiredSeparation& separation, const geo::ClosestApproach& approach) {
  if (separation.vertical_cm)
    facts.set("required_height", std::to_string(*separation.vertical_cm / 100));
  if (approach.vertical_gap_cm > 0)
    facts.set("height_apart", std::to_string(approach.vertical_gap_cm / 100));
  if (approach.vertical_gap_cm > 0 || a.datum != b.datum) return;
  const geo::AltitudeBand all;
  const std::int32_t floor_cm = std::max(a.floor_cm, b.floor_cm);
  const std::int32_t ceiling_cm = std::min(a.ceiling_cm, b.ceiling_cm);
  if (floor_cm == all.floor_cm && ceiling_cm == all.ceiling_cm) return;
  facts.set("datum", std::string(domain::word(a.datum)));
  facts.set("floor", std::to_string(floor_cm / 100));
  facts.set("ceiling", std::to_string(ceiling_cm / 100));
}

void set_facts(domain::Facts& facts, const Subject& a, const Subject& b,
               const RequiredSeparation& separation, const geo::ClosestApproach& approach) {
  set_name(facts, 'a', a);
  set_name(facts, 'b', b);
  facts.set("kind_a", std::string(domain::word(a.kind)));
  facts.set("kind_b", std::string(domain::word(b.kind)));
  facts.set("party_a", a.party());
  if (!b.party().empty()) facts.set("party_b", b.party());
  facts.set("metres", std::to_string(static_cast<std::int64_t>(approach.horizontal_m)));
  facts.set("required_metres", std::to_string(separation.horizontal_m));
  if (approach.time_gap_ms > 0)
    facts.set("minutes_apart", std::to_string(approach.time_gap_ms / base::kMinuteMs));
  if (separation.time_ms > 0)
    facts.set("required_minutes", std::to_string(separation.time_ms / base::kMinuteMs));
  set_height(facts, altitude_of(a), altitude_of(b), separation, approach);
}

}  // namespace

domain::Finding separation_finding(const Subject& a, const Subject& b, const Requirement& required,
                                   const geo::ClosestApproach& approach, const State& state) {
  domain::Finding finding;
  finding.rule = domain::Rule::conflict_separation;
  finding.severity = severity(a, b, approach, *required.separation);
  finding.agreement = required.arrangement->what.id;
  finding.when = interval_of(approach.when);
  finding.point = approach.on_a;
  if (b.drawn) finding.zone = b.id();
  if (!approach.vertical_is_exact) finding.doubts = {domain::Doubt::place};
  finding.must_act = {who_yields(required.arrangement->what, a, b, state).party()};
  set_facts(finding.facts, a, b, *required.separation, approach);
  return finding;
}

void SeparationMemory::compare(std::uint32_t one, std::uint32_t other, const State& state,
                               const Requirements& required) {
  if (index_->key(other) < index_->key(one)) std::swap(one, other);
  const Subject a = subject_at(state, index_->key(one));
  const Subject b = subject_at(state, index_->key(other));
  if (a.party() == b.party()) return;
  const geo::PreparedVolume& at_a = index_->prepared(one);
  const geo::PreparedVolume& at_b = index_->prepared(other);
  for (const Requirement& requirement : required.between(a.kind, b.kind)) {
    const geo::Separation within = measured(*requirement.separation);
    if (!meeting_.meet(at_a, at_b, within)) continue;
    const auto& all = requirement.arrangement->what.separations;
    pairs_.push_back({a.key,
                      b.key,
                      requirement.arrangement->index,
                      static_cast<std::uint32_t>(requirement.separation - all.data()),
                      one,
                      other,
                      geo::closest_approach(at_a, at_b, within),
                      {}});
    pairs_.back().found = finding(pairs_.back(), state, nullptr);
  }
}

domain::Finding SeparationMemory::finding(const Pair& pair, const State& state,
                                          const Agreed* agreed) {
  const auto said = std::ranges::lower_bound(state.arrangements(), pair.arrangement, {},
                                             &Said<Arrangement>::index);
  domain::Finding finding = separation_finding(
      subject_at(state, pair.a_key), subject_at(state, pair.b_key),
      Requirement{&*said, &said->what.separations[pair.place]}, pair.approach, state);
  finding.evidence = {pair.a_key.entry, pair.b_key.entry, pair.arrangement};
  if (agreed) agreed->apply(finding, pair.a_key.entry, pair.b_key.entry);
  return finish(std::move(finding), state);
}

Findings SeparationMemory::findings(const State& state, base::TimeMs at) {
  const Requirements required(state);
  if (required.arrangements() != arrangements_) {
    *this = {};
    arrangements_ = required.arrangements();
  }
  if (!required.any()) return {};
  follow(state, required);

  const Agreed agreed(state, at);
  Findings findings;
  findings.reserve(pairs_.size());
  for (const Pair& pair : pairs_) {
    const bool excepted = !pair.b_key.is_drawn && agreed.about(pair.a_key.entry, pair.b_key.entry);
    findings.push_back(excepted ? finding(pair, state, &agreed) : pair.found);
    findings.back().computed_at = state.size();
  }
  return findings;
}

/// A pair is looked at once: two that are new, from the one that comes first.
void SeparationMemory::follow(const State& state, const Requirements& required) {
  std::set<std::uint32_t> gone;
  std::vector<std::uint32_t> come;
  things_.follow(state, [&](std::size_t number) {
    if (slots_.size() <= number) slots_.resize(number + 1);
    const auto* const said = state.standing(state.things().all()[number]);
    const bool counts = said && domain::takes_place(said->what.phase) &&
                        !required.of(domain::subject_of(said->what.kind)).empty();
    std::optional<std::uint32_t>& slot = slots_[number];
    if (counts && slot && index_->key(*slot).entry == said->index) return;
    if (slot) gone.insert(*slot);
    slot.reset();
    if (!counts) return;
    slot = index_->take(subject_of(*said));
    come.push_back(*slot);
  });
  for (const std::uint32_t slot : gone) index_->let_go(slot);
  if (!zones_.shares_all(state.zones())) {
    zones_ = state.zones();
    std::vector<Subject> drawn = drawn_subjects(state);
    std::erase_if(drawn, [&](const Subject& one) { return required.of(one.kind).empty(); });
    const HeldSubjects::Change change = drawn_.hold(drawn, *index_);
    gone.insert(change.gone.begin(), change.gone.end());
    come.insert(come.end(), change.come.begin(), change.come.end());
  }
  if (!gone.empty())
    std::erase_if(pairs_,
                  [&](const Pair& pair) { return gone.contains(pair.a) || gone.contains(pair.b); });
  if (come.empty()) return;
  const geo::VolumeSnapshot volumes = index_->snapshot().volumes;
  std::set<std::uint32_t> asked;
  for (const std::uint32_t slot : come) {
    const Subject subject = subject_at(state, index_->key(slot));
    for (const std::uint32_t near : volumes.meeting(subject.volume(), required.reach(subject.kind)))
      if (near != slot && !asked.contains(near)) compare(slot, near, state, required);
    asked.insert(slot);
  }
  std::ranges::sort(pairs_, {}, [](const Pair& pair) {
    return std::tie(pair.a_key, pair.b_key, pair.arrangement, pair.place);
  });
}

Findings separations_not_kept(const Basis& basis) {
  SeparationMemory anew;
  return (basis.memory ? basis.memory->separations : anew).findings(basis.state, basis.at);
}

}  // namespace truceline::engine::rules

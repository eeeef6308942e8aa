// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/separation.hpp"

#include <algorithm>
#include <array>

#include "engine/rules/subjects.hpp"
#include "geo/closest_approach.hpp"
#include "geo/volume_index.hpp"

namespace truceline::engine::rules {
namespace {

using domain::Arrangement;
using domain::RequiredSeparation;
using domain::SubjectKind;

constexpr std::size_t kKinds = domain::kWords<SubjectKind>.size();
/// No two bands are so far apart: "no difference in height is enough".
constexpr std::int64_t kAnyHeightCm = 1'000'000'000;

struct Requirement {
  const Said<Arrangement>* arrangement;
  const RequiredSeparation* separation;
};

/// What geo is asked. Exactly as high apart as required is enough, so one centimetre less is asked
/// for; metres on the ground have no such last unit.
geo::Separation measured(const RequiredSeparation& required) {
  const std::int64_t height_cm = required.vertical_cm.value_or(kAnyHeightCm);
  return {required.horizontal_m, std::max<std::int64_t>(0, height_cm - 1), required.time_ms};
}

geo::Separation greatest(const geo::Separation& a, const geo::Separation& b) {
  return {std::max(a.horizontal_m, b.horizontal_m), std::max(a.vertical_cm, b.vertical_cm),
          std::max(a.time_ms, b.time_ms)};
}

/// Which of two kinds gives way: a lower number need not.
std::size_t rank(const Arrangement& arrangement, SubjectKind kind) {
  return static_cast<std::size_t>(std::ranges::find(arrangement.priority, kind) -
                                  arrangement.priority.begin());
}

const Subject& who_yields(const Arrangement& arrangement, const Subject& a, const Subject& b) {
  if (a.party.empty() != b.party.empty()) return a.party.empty() ? b : a;
  const std::size_t first = rank(arrangement, a.kind);
  const std::size_t second = rank(arrangement, b.kind);
  if (first != second) return first > second ? a : b;
  return a.since > b.since ? a : b;
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

class Search {
 public:
  explicit Search(const Basis& basis) : basis_(basis) {}

  Findings run() {
    if (!list_requirements()) return {};
    subjects_ = notified_subjects(basis_.state);
    notified_ = subjects_.size();
    std::ranges::move(drawn_subjects(basis_.state, [](const domain::Zone&) { return true; }),
                      std::back_inserter(subjects_));
    geo::VolumeIndex index;
    for (std::uint32_t i = 0; i < subjects_.size(); ++i)
      if (!required_[number(subjects_[i].kind)].empty()) index.put(i, subjects_[i].volume);
    const geo::VolumeSnapshot near = index.snapshot();
    for (std::uint32_t i = 0; i < notified_; ++i) {
      const std::size_t kind = number(subjects_[i].kind);
      if (required_[kind].empty()) continue;
      const geo::PreparedVolume& mine = *index.find(i);
      // A pair of notified things is looked at once, from the one that came first.
      for (const std::uint32_t j : near.meeting(subjects_[i].volume, reach_[kind]))
        if (j > i) compare(subjects_[i], mine, subjects_[j], *index.find(j));
    }
    return std::move(findings_);
  }

 private:
  static std::size_t number(SubjectKind kind) { return static_cast<std::size_t>(kind); }

  /// False where nobody has asked for any separation.
  bool list_requirements() {
    bool any = false;
    for (const Said<Arrangement>& said : basis_.state.arrangements()) {
      if (basis_.state.arrangement(said.what.id) != &said) continue;
      for (const RequiredSeparation& separation : said.what.separations) {
        any = true;
        for (const SubjectKind kind : {separation.first, separation.second}) {
          reach_[number(kind)] = greatest(reach_[number(kind)], measured(separation));
          required_[number(kind)].push_back({&said, &separation});
          if (separation.first == separation.second) break;
        }
      }
    }
    return any;
  }

  void compare(const Subject& a, const geo::PreparedVolume& at_a, const Subject& b,
               const geo::PreparedVolume& at_b) {
    if (a.party == b.party) return;
    for (const Requirement& required : required_[number(a.kind)]) {
      const RequiredSeparation& separation = *required.separation;
      const SubjectKind other = separation.first == a.kind ? separation.second : separation.first;
      if (other != b.kind || !meeting_.meet(at_a, at_b, measured(separation))) continue;
      add(a, b, required, geo::closest_approach(at_a, at_b, measured(separation)));
    }
  }

  void add(const Subject& a, const Subject& b, const Requirement& required,
           const geo::ClosestApproach& approach) {
    const RequiredSeparation& separation = *required.separation;
    domain::Finding finding;
    finding.rule = domain::Rule::conflict_separation;
    finding.severity = severity(a, b, approach, separation);
    finding.evidence = {a.entry, b.entry, required.arrangement->index};
    finding.agreement = required.arrangement->what.id;
    finding.when = interval_of(approach.when);
    finding.point = approach.on_a;
    if (b.drawn) finding.zone = b.id;
    if (!approach.vertical_is_exact) finding.doubts = {domain::Doubt::place};
    finding.must_act = {who_yields(required.arrangement->what, a, b).party};
    set_facts(finding.facts, a, b, separation, approach);
    findings_.push_back(finish(std::move(finding), basis_.state));
  }

  static void set_facts(domain::Facts& facts, const Subject& a, const Subject& b,
                        const RequiredSeparation& separation,
                        const geo::ClosestApproach& approach) {
    set_name(facts, 'a', a);
    set_name(facts, 'b', b);
    facts.set("kind_a", std::string(domain::word(a.kind)));
    facts.set("kind_b", std::string(domain::word(b.kind)));
    facts.set("party_a", a.party);
    if (!b.party.empty()) facts.set("party_b", b.party);
    facts.set("metres", std::to_string(static_cast<std::int64_t>(approach.horizontal_m)));
    facts.set("required_metres", std::to_string(separation.horizontal_m));
    if (approach.time_gap_ms > 0)
      facts.set("minutes_apart", std::to_string(approach.time_gap_ms / base::kMinuteMs));
    if (separation.time_ms > 0)
      facts.set("required_minutes", std::to_string(separation.time_ms / base::kMinuteMs));
    set_height(facts, a.volume.altitude, b.volume.altitude, separation, approach);
  }

  /// The band of heights they share, or how many metres lie between theirs.
  static void set_height(domain::Facts& facts, const geo::AltitudeBand& a,
                         const geo::AltitudeBand& b, const RequiredSeparation& separation,
                         const geo::ClosestApproach& approach) {
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

  const Basis& basis_;
  std::array<std::vector<Requirement>, kKinds> required_;  // by kind, those it takes part in
  std::array<geo::Separation, kKinds> reach_{};            // by kind, the greatest of them
  std::vector<Subject> subjects_;
  std::size_t notified_ = 0;  // so many of them, at the beginning, are notified
  geo::VolumeMeeting meeting_;
  Findings findings_;
};

}  // namespace

Findings separations_not_kept(const Basis& basis) {
  return Search(basis).run();
}

}  // namespace truceline::engine::rules

// SPDX-License-Identifier: Apache-2.0
#include "engine/conflicts.hpp"

#include <algorithm>

#include "engine/findings.hpp"

namespace truceline::engine {
namespace {

using rules::Requirement;
using rules::Subject;

class Plan {
 public:
  Plan(const Said<domain::Notification>& planned, const State& state, const ConflictGround& ground,
       const domain::Reader& reader, std::size_t most)
      : planned_(rules::subject_of(planned)),
        volume_(planned_.volume()),
        prepared_(geo::prepare(volume_)),
        state_(state),
        ground_(ground),
        reader_(reader),
        most_(most) {}

  Foreseen hold_against_all() && {
    const rules::Requirements required(state_);
    const geo::Separation& reach = required.reach(planned_.kind);
    if (!required.of(planned_.kind).empty())
      for (const Subject& other : near(ground_.subjects, reach)) {
        if (foreseen_.more) break;
        compare(other, required);
      }
    if (planned_.notified->audience.label == domain::AudienceLabel::named)
      for (const Subject& zone : near(ground_.zones, {})) {
        if (foreseen_.more) break;
        if (!rules::untold(zone.drawn->what.zone, *planned_.notified).empty()) report_untold(zone);
      }
    foreseen_.unseen_nearby = is_unseen_nearby(reach);
    put_in_order();
    return std::move(foreseen_);
  }

 private:
  /// Those that may be seen, by key.
  std::vector<Subject> near(const rules::SubjectSnapshot& those, const geo::Separation& within) {
    std::vector<Subject> subjects;
    for (const std::uint32_t slot : those.volumes.meeting(volume_, within)) {
      const Subject subject = rules::subject_at(state_, those.keys[slot]);
      if (reader_.may_read(subject.audience(), subject.party())) subjects.push_back(subject);
    }
    std::ranges::sort(subjects, {}, &Subject::key);
    return subjects;
  }

  void compare(const Subject& other, const rules::Requirements& required) {
    if (other.party() == planned_.party()) return;
    std::vector<Requirement> requirements = required.between(planned_.kind, other.kind);
    std::erase_if(requirements, [this](const Requirement& one) {
      return !reader_.may_read(one.arrangement->audience, one.arrangement->party);
    });
    if (requirements.empty()) return;
    const bool is_first = planned_.key < other.key;
    const geo::PreparedVolume prepared = geo::prepare(other.volume());
    const geo::PreparedVolume& at_a = is_first ? prepared_ : prepared;
    const geo::PreparedVolume& at_b = is_first ? prepared : prepared_;
    for (const Requirement& requirement : requirements) {
      const geo::Separation within = rules::measured(*requirement.separation);
      if (!meeting_.meet(at_a, at_b, within)) continue;
      domain::Finding finding =
          rules::separation_finding(is_first ? planned_ : other, is_first ? other : planned_,
                                    requirement, geo::closest_approach(at_a, at_b, within), state_);
      add(std::move(finding), {other.key.entry, requirement.arrangement->index});
    }
  }

  void report_untold(const Subject& zone) {
    const geo::PreparedVolume prepared = geo::prepare(zone.volume());
    add(rules::not_told_finding(planned_, zone, geo::closest_approach(prepared_, prepared, {})),
        {zone.key.entry});
  }

  void add(domain::Finding finding, std::vector<base::EntryIndex> evidence) {
    foreseen_.more = foreseen_.findings.size() == most_;
    if (foreseen_.more) return;
    evidence.push_back(planned_.key.entry);
    std::ranges::sort(evidence);
    finding.evidence = std::move(evidence);
    finding.computed_at = state_.size();
    foreseen_.findings.push_back(std::move(finding));
  }

  /// As they will stand in the list of findings: the plan counts as the newest entry for that.
  void put_in_order() {
    std::ranges::stable_sort(foreseen_.findings, stands_before);
    for (domain::Finding& finding : foreseen_.findings)
      std::erase(finding.evidence, planned_.key.entry);
  }

  bool is_unseen_nearby(const geo::Separation& reach) const {
    const rules::RoughPlace place = rules::rough_place(volume_, reach.horizontal_m, reach.time_ms);
    const auto hides = [&](const rules::SubjectSnapshot::Unseen& one) {
      return meets(place, one.place) &&
             !reader_.may_read(state_.audience_of(one.key.entry), state_.party_of(one.key.entry));
    };
    return std::ranges::any_of(ground_.subjects.not_for_everyone, hides) ||
           std::ranges::any_of(ground_.zones.not_for_everyone, hides);
  }

  Subject planned_;
  geo::Volume volume_;
  geo::PreparedVolume prepared_;
  const State& state_;
  const ConflictGround& ground_;
  const domain::Reader& reader_;
  std::size_t most_;
  geo::VolumeMeeting meeting_;
  Foreseen foreseen_;
};

}  // namespace

std::shared_ptr<const ConflictGround> ground_of(const State& state) {
  FindingMemory memory;
  memory.separations.findings(state, base::kTimeMin);
  memory.not_told.findings(state);
  return ground_of(memory);
}

std::shared_ptr<const ConflictGround> ground_of(FindingMemory& memory) {
  return std::make_shared<const ConflictGround>(
      ConflictGround{memory.separations.snapshot(), memory.not_told.snapshot()});
}

Foreseen foresee(const Said<domain::Notification>& planned, const State& state,
                 const ConflictGround& ground, const domain::Reader& reader, std::size_t most) {
  INVARIANT(planned.index.value == state.size().value);
  if (!domain::takes_place(planned.what.phase)) return {};
  return Plan(planned, state, ground, reader, most).hold_against_all();
}

}  // namespace truceline::engine

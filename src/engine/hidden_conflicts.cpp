// SPDX-License-Identifier: Apache-2.0
#include "engine/hidden_conflicts.hpp"

#include <algorithm>

#include "engine/rules/subjects.hpp"

namespace truceline::engine {
namespace {

using domain::Finding;
using domain::Rule;
using SaidNotification = Said<domain::Notification>;

constexpr std::int32_t kCellE7 = 5'000'000;  // half a degree, as rules::RoughPlace
constexpr std::size_t kForgottenFrom = 1000;
constexpr std::int64_t kCellRadiusM = 40'000;  // its corners are nowhere further from its middle

std::int32_t cell_of(std::int32_t value_e7) {
  const std::int32_t cell = value_e7 / kCellE7 - (value_e7 % kCellE7 < 0 ? 1 : 0);
  return cell * kCellE7;
}

base::Interval days_of(const base::Interval& when) {
  const auto floor = [](std::int64_t ms) {
    return (ms / base::kDayMs - (ms % base::kDayMs < 0 ? 1 : 0)) * base::kDayMs;
  };
  if (when.from == base::kTimeMin || when.to == base::kTimeMax) return when;
  return {{floor(when.from.value)}, {floor(when.to.value - 1) + base::kDayMs}};
}

bool is_for_everyone(const SaidNotification& said) {
  return said.audience.label == domain::AudienceLabel::everyone;
}

}  // namespace

/// What one reader hears.
class Veil {
 public:
  Veil(const HiddenConflicts& conflicts, const domain::Reader& reader, HeardMemory* memory)
      : whole_(conflicts.whole_),
        reader_(reader),
        profiles_(conflicts.profiles_),
        memory_(memory) {}

  void take(const HiddenConflicts::Hidden& hidden) {
    if (hidden.arrangement != arrangement_) {  // mostly one and the same
      arrangement_ = hidden.arrangement;
      may_read_arrangement_ = reader_.may_read(arrangement_->audience, arrangement_->party);
    }
    if (may_read_arrangement_)
      veil(*hidden.conflict, *hidden.own, *hidden.other, *hidden.arrangement);
  }

  std::vector<Finding> findings() {
    if (memory_ && memory_->existence.size() > 2 * veiled_.size() + kForgottenFrom)
      memory_->existence.clear();  // most of it is over
    std::vector<Finding> all;
    for (auto& [key, finding] : veiled_) all.push_back(std::move(finding));
    std::ranges::stable_sort(all, stands_before);
    return all;
  }

 private:
  bool tells_area(const SaidNotification& hidden) const {
    const auto& asked = profiles_.of(hidden.what.kind);
    return !asked.empty() && std::ranges::all_of(asked, [](const Asked& one) {
      return one.profile->discloses == domain::Disclosure::area;
    });
  }

  /// That there is something, and no more.
  Finding existence(const SaidNotification& own, const Said<domain::Arrangement>& arrangement) {
    const std::pair key(own.index, arrangement.index);
    if (memory_)
      if (const auto known = memory_->existence.find(key); known != memory_->existence.end()) {
        known->second.computed_at = whole_.size();
        return known->second;
      }
    Finding finding;
    finding.rule = Rule::conflict_hidden;
    finding.severity = domain::Severity::high;
    finding.evidence = {own.index, arrangement.index};
    finding.agreement = arrangement.what.id;
    finding.when = own.what.when.interval;
    rules::set_subject(finding.facts, own);
    finding = rules::finish(std::move(finding), whole_);
    finding.audience = {domain::AudienceLabel::named, {reader_.party()}};
    if (memory_) memory_->existence.emplace(key, finding);
    return finding;
  }

  void veil(const Finding& conflict, const SaidNotification& own, const SaidNotification& other,
            const Said<domain::Arrangement>& arrangement) {
    Finding finding = existence(own, arrangement);
    // Who else would have to is the other's secret.
    if (std::ranges::count(conflict.must_act, own.party) != 0) finding.must_act = {own.party};
    const bool tells = tells_area(other) && conflict.point;
    if (tells) {
      finding.when = conflict.when ? days_of(*conflict.when) : finding.when;
      finding.facts.set("cell_lat", geo::to_decimal(cell_of(conflict.point->lat_e7)));
      finding.facts.set("cell_lon", geo::to_decimal(cell_of(conflict.point->lon_e7)));
      finding.point = geo::Point{.lon_e7 = cell_of(conflict.point->lon_e7) + kCellE7 / 2,
                                 .lat_e7 = cell_of(conflict.point->lat_e7) + kCellE7 / 2};
      finding.radius_m = kCellRadiusM;
    }
    const auto [place, is_first] =
        veiled_.try_emplace({own.index, arrangement.index}, std::move(finding));
    if (is_first) return;
    // Several are told as one; an area only where it is the same for all.
    Finding& told = place->second;
    if (!finding.must_act.empty()) told.must_act = finding.must_act;
    if (tells && told.facts == finding.facts && told.when == finding.when) return;
    told.when = own.what.when.interval;
    told.facts = {};
    told.point.reset();
    told.radius_m = 0;
    rules::set_subject(told.facts, own);
  }

  const State& whole_;
  const domain::Reader& reader_;
  const Profiles& profiles_;
  HeardMemory* const memory_;
  const Said<domain::Arrangement>* arrangement_ = nullptr;  // of the last conflict ...
  bool may_read_arrangement_ = false;                       // ... and whether that may be read
  std::map<std::pair<base::EntryIndex, base::EntryIndex>, Finding> veiled_;
};

HiddenConflicts::HiddenConflicts(std::span<const Finding* const> findings, const State& whole)
    : whole_(whole), profiles_(whole) {
  const auto may_read = [](const std::string& party, const SaidNotification& said) {
    return domain::Reader::of(party).may_read(said.audience, said.party);
  };
  for (const Finding* const finding : findings) {
    if (finding->rule != Rule::conflict_separation || finding->facts.contains("agreed")) continue;
    std::vector<const SaidNotification*> pair;
    for (const base::EntryIndex index : finding->evidence)
      if (const auto* said = whole.notification_at(index)) pair.push_back(said);
    if (pair.size() != 2) continue;  // with a zone: nobody's secret plan
    if (is_for_everyone(*pair[0]) && is_for_everyone(*pair[1])) continue;
    const Said<domain::Arrangement>* const arrangement = whole.arrangement(finding->agreement);
    if (!arrangement) continue;
    const std::string& mission = whole.mission_party();
    for (const auto& [own, other] : {std::pair(pair[0], pair[1]), std::pair(pair[1], pair[0])}) {
      const Hidden hidden{finding, arrangement, own, other};
      if (!may_read(own->party, *other)) from_[own->party].push_back(hidden);
      if (own->party != mission && may_read(mission, *own) && !may_read(mission, *other))
        from_[mission].push_back(hidden);
    }
  }
}

std::vector<Finding> HiddenConflicts::heard_by(const domain::Reader& reader,
                                               HeardMemory* memory) const {
  if (reader.is_anyone() || reader.is_keeper()) return {};
  Veil veil(*this, reader, memory);
  if (const auto own = from_.find(reader.party()); own != from_.end())
    for (const Hidden& hidden : own->second) veil.take(hidden);
  return veil.findings();
}

}  // namespace truceline::engine

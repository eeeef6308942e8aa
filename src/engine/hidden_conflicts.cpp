// SPDX-License-Identifier: Apache-2.0
#include "engine/hidden_conflicts.hpp"

#include <algorithm>

#include "engine/rules/subjects.hpp"

namespace truceline::engine {
namespace {

using domain::Finding;
using domain::Rule;
using SaidNotification = Said<domain::Notification>;

constexpr std::int32_t kCellE7 = 5'000'000;    // half a degree, as rules::RoughPlace
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
  Veil(const HiddenConflicts& conflicts, const domain::Reader& reader)
      : whole_(conflicts.whole_), reader_(reader), profiles_(conflicts.profiles_) {}

  void take(const HiddenConflicts::Conflict& conflict) {
    if (!reader_.may_read(conflict.arrangement->audience, conflict.arrangement->party)) return;
    for (const auto& [own, other] :
         {std::pair(conflict.one, conflict.other), std::pair(conflict.other, conflict.one)})
      if (acts_for(*own) && may_read(*own) && !may_read(*other))
        veil(*conflict.finding, *own, *other, *conflict.arrangement);
  }

  std::vector<Finding> findings() {
    std::vector<Finding> all;
    for (auto& [key, finding] : veiled_) all.push_back(std::move(finding));
    std::ranges::stable_sort(all, stands_before);
    return all;
  }

 private:
  bool may_read(const SaidNotification& said) const {
    return reader_.may_read(said.audience, said.party);
  }
  bool acts_for(const SaidNotification& said) const {
    return said.party == reader_.party() || reader_.party() == whole_.mission_party();
  }
  bool tells_area(const SaidNotification& hidden) const {
    const auto& asked = profiles_.of(hidden.what.kind);
    return !asked.empty() && std::ranges::all_of(asked, [](const Asked& one) {
      return one.profile->discloses == domain::Disclosure::area;
    });
  }

  void veil(const Finding& conflict, const SaidNotification& own, const SaidNotification& other,
            const Said<domain::Arrangement>& arrangement) {
    Finding finding;
    finding.rule = Rule::conflict_hidden;
    finding.severity = domain::Severity::high;
    finding.evidence = {own.index, arrangement.index};
    finding.agreement = arrangement.what.id;
    finding.when = own.what.when.interval;
    // Who else would have to is the other's secret.
    if (std::ranges::count(conflict.must_act, own.party) != 0) finding.must_act = {own.party};
    rules::set_subject(finding.facts, own);
    const bool tells = tells_area(other) && conflict.point;
    if (tells) {
      finding.when = conflict.when ? days_of(*conflict.when) : finding.when;
      finding.facts.set("cell_lat", geo::to_decimal(cell_of(conflict.point->lat_e7)));
      finding.facts.set("cell_lon", geo::to_decimal(cell_of(conflict.point->lon_e7)));
      finding.point = geo::Point{.lon_e7 = cell_of(conflict.point->lon_e7) + kCellE7 / 2,
                                 .lat_e7 = cell_of(conflict.point->lat_e7) + kCellE7 / 2};
      finding.radius_m = kCellRadiusM;
    }
    finding = rules::finish(std::move(finding), whole_);
    finding.audience = {domain::AudienceLabel::named, {reader_.party()}};
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
  std::map<std::pair<base::EntryIndex, base::EntryIndex>, Finding> veiled_;
};

HiddenConflicts::HiddenConflicts(std::span<const Finding* const> findings, const State& whole)
    : whole_(whole), profiles_(whole) {
  for (const Finding* const finding : findings) {
    if (finding->rule != Rule::conflict_separation || finding->facts.contains("agreed")) continue;
    std::vector<const SaidNotification*> pair;
    for (const base::EntryIndex index : finding->evidence)
      if (const auto* said = whole.notification_at(index)) pair.push_back(said);
    if (pair.size() != 2) continue;  // with a zone: nobody's secret plan
    if (is_for_everyone(*pair[0]) && is_for_everyone(*pair[1])) continue;
    const Said<domain::Arrangement>* const arrangement = whole.arrangement(finding->agreement);
    if (!arrangement) continue;
    of_party_[pair[0]->party].push_back(all_.size());
    if (pair[1]->party != pair[0]->party) of_party_[pair[1]->party].push_back(all_.size());
    all_.push_back({finding, arrangement, pair[0], pair[1]});
  }
}

std::vector<Finding> HiddenConflicts::heard_by(const domain::Reader& reader) const {
  if (reader.is_anyone() || reader.is_keeper()) return {};
  Veil veil(*this, reader);
  const auto own = of_party_.find(reader.party());
  if (reader.party() == whole_.mission_party())
    for (const Conflict& conflict : all_) veil.take(conflict);
  else if (own != of_party_.end())
    for (const std::size_t place : own->second) veil.take(all_[place]);
  return veil.findings();
}

}  // namespace truceline::engine

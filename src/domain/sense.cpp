// SPDX-License-Identifier: Apache-2.0
#include "domain/sense.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/limits.hpp"

namespace truceline::domain {
namespace {

using base::Error;

Error wrong(std::string place, std::string reason, std::string mend) {
  return {base::ErrorCode::invalid_input, std::move(reason), std::move(place), std::move(mend)};
}

/// The path to a field of a notification, from the path to what is wrong with its volume:
/// "footprint.polygons[0].rings[1][7]" is "area[0][1][14]", since a ring is a flat list of numbers.
std::string field_of(std::string_view place, const Notification& notification) {
  constexpr std::string_view kFootprint = "footprint";
  if (place.starts_with("time")) return "when";
  if (!place.starts_with(kFootprint)) return std::string(place);
  const std::string rest(place.substr(kFootprint.size()));
  if (notification.circle) return "circle" + rest;
  if (notification.corridor) return "corridor" + rest;
  std::string field = "area";
  std::string number;
  int depth = 0;
  for (const char c : rest) {
    if (c >= '0' && c <= '9') number += c;
    if (c != ']') continue;
    const bool vertex = ++depth == 3;
    field += "[" + std::to_string(std::stoull(number) * (vertex ? 2 : 1)) + "]";
    number.clear();
  }
  return field;
}

}  // namespace

std::optional<Error> nonsense(const base::Interval& interval) {
  if (interval.from <= interval.to) return std::nullopt;
  return wrong("to_ms", "is before from_ms", "swap the two");
}

std::optional<Error> nonsense(const When& when) {
  return nonsense(when.interval);
}

std::optional<Error> nonsense(const geo::Point& point) {
  if (geo::is_valid(point)) return std::nullopt;
  return wrong({},
               "is off the globe: longitude " + geo::to_decimal(point.lon_e7) + ", latitude " +
                   geo::to_decimal(point.lat_e7),
               "look whether longitude and latitude are swapped");
}

std::optional<Error> nonsense(const Grade& grade) {
  const bool letter = grade.source.size() == 1 && grade.source >= "A" && grade.source <= "F";
  if (!letter && !grade.source.empty())
    return wrong("source", "is no Admiralty grade",
                 "write one letter from A to F, or leave it out");
  if (grade.information <= 6) return std::nullopt;
  return wrong("information", "is no Admiralty grade", "write 1 to 6, or leave it out");
}

std::optional<Error> nonsense(const ActorMention& mention) {
  if (!mention.name.empty() || !mention.code.empty()) return std::nullopt;
  return wrong({}, "names nobody", "give a name or a code, or leave the mention out");
}

std::optional<Error> nonsense(const Audience& audience) {
  const std::vector<std::string>& names = audience.recipients;
  if (audience.label != AudienceLabel::named && !names.empty())
    return wrong("recipients", "stand beside a label that is not \"named\"",
                 "leave them out, or label the audience \"named\"");
  const auto out_of_order = std::adjacent_find(names.begin(), names.end(), std::greater_equal<>());
  if (out_of_order == names.end()) return std::nullopt;
  return wrong("recipients", "are not sorted, or one stands twice",
               "sort them by their bytes, each once");
}

std::optional<Error> nonsense(const Agreement& agreement) {
  const std::vector<Provision>& provisions = agreement.provisions;
  if (provisions.size() > base::limits::kProvisions)
    return Error{base::ErrorCode::too_large,
                 "has more than " + std::to_string(base::limits::kProvisions) + " provisions",
                 "provisions",
                 {}};
  std::set<std::string_view> ids;
  for (std::size_t i = 0; i < provisions.size(); ++i)
    if (!ids.insert(provisions[i].id).second)
      return wrong("provisions[" + std::to_string(i) + "].id",
                   "stands twice: \"" + provisions[i].id + "\"", "number every provision once");
  return std::nullopt;
}

std::optional<Error> nonsense(const Assessment& assessment) {
  const bool needs_reason =
      assessment.verdict == Verdict::blocked || assessment.verdict == Verdict::disputed;
  if (!needs_reason || !assessment.reason.empty()) return std::nullopt;
  return wrong("reason",
               "is missing for the verdict \"" + std::string(word(assessment.verdict)) + "\"",
               "say what blocks the inquiry, or what is disputed");
}

std::optional<Error> nonsense(const Key& key) {
  if (!base::is_valid_public_key(key.key))
    return wrong("key", "is no Ed25519 public key that may be enrolled",
                 "make a new key: this one is not a point of the main subgroup");
  if (key.replaces.has_value() == (key.action == KeyAction::rotate)) return std::nullopt;
  return key.replaces ? wrong("replaces", "belongs to a rotation only", "leave it out")
                      : wrong("replaces", "is missing", "name the key that the new one replaces");
}

std::optional<Error> nonsense(const Notification& notification) {
  const int footprints = !notification.area.empty() + notification.circle.has_value() +
                         notification.corridor.has_value();
  if (footprints == 0)
    return wrong("corridor", "is missing, and so are area and circle: nothing says where it is",
                 "give one of the three");
  if (footprints > 1)
    return wrong({}, "has more than one footprint", "keep one of area, circle, corridor");
  const std::vector<Error> flaws = geo::flaws(volume_of(notification));
  if (flaws.empty()) return std::nullopt;
  Error first = flaws.front();
  first.place = field_of(first.place, notification);
  return first;
}

std::optional<Error> nonsense(const Arrangement& arrangement) {
  const std::vector<RequiredSeparation>& separations = arrangement.separations;
  const std::vector<SubjectKind>& priority = arrangement.priority;
  std::set<std::pair<SubjectKind, SubjectKind>> pairs;
  for (std::size_t i = 0; i < separations.size(); ++i)
    if (!pairs.insert(std::minmax(separations[i].first, separations[i].second)).second)
      return wrong("separations[" + std::to_string(i) + "]", "is a second one for the same kinds",
                   "say each pair of kinds once");
  for (std::size_t i = 0; i < priority.size(); ++i)
    if (std::ranges::count(priority, priority[i]) > 1)
      return wrong("priority[" + std::to_string(i) + "]",
                   "stands twice: \"" + std::string(word(priority[i])) + "\"",
                   "name each kind once");
  const std::vector<Escalation>& steps = arrangement.escalation;
  for (std::size_t i = 1; i < steps.size(); ++i)
    if (steps[i].after_ms <= steps[i - 1].after_ms || steps[i].rank <= steps[i - 1].rank)
      return wrong("escalation[" + std::to_string(i) + "]",
                   "is not later and higher than the one above",
                   "put them in order, each later and of a higher rank");
  std::set<NotificationKind> profiled;
  for (std::size_t i = 0; i < arrangement.profiles.size(); ++i)
    for (const NotificationKind kind : arrangement.profiles[i].kinds)
      if (!profiled.insert(kind).second)
        return wrong("profiles[" + std::to_string(i) + "].kinds",
                     "are in another profile too: \"" + std::string(word(kind)) + "\"",
                     "put each kind into one profile");
  return std::nullopt;
}

namespace {

std::optional<Error> nonsense_in(const std::vector<Fix>& positions) {
  if (positions.empty()) return wrong("positions", "are missing", "give those that it rests on");
  if (positions.size() > base::limits::kEncounterPositions)
    return Error{base::ErrorCode::too_large,
                 "are more than " + std::to_string(base::limits::kEncounterPositions), "positions",
                 "give the few that it rests on"};
  for (std::size_t i = 1; i < positions.size(); ++i)
    if (positions[i].time < positions[i - 1].time)
      return wrong("positions[" + std::to_string(i) + "].time_ms", "is before the one above",
                   "put them in order of time");
  return std::nullopt;
}

}  // namespace

std::optional<Error> nonsense(const Encounter& encounter) {
  if (auto wrong_here = nonsense_in(encounter.positions)) return wrong_here;
  if (!encounter.met || encounter.event == ProximityKind::came_near ||
      encounter.event == ProximityKind::went_away)
    return std::nullopt;
  return wrong("event", "is not about two that move", "say came-near or went-away");
}

std::optional<Error> nonsense(const Met& met) {
  return nonsense_in(met.positions);
}

std::optional<Error> nonsense(const Exception& exception) {
  const std::vector<base::Hash>& between = exception.between;
  if (between.size() == 2 && between[0] < between[1]) return std::nullopt;
  return wrong("between", "does not name two different entries in order",
               "give the ids of the two, sorted by their bytes");
}

std::optional<Error> nonsense(const Profile& profile) {
  const std::vector<NotificationKind>& kinds = profile.kinds;
  if (kinds.empty()) return wrong("kinds", "are missing", "name at least one kind");
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (std::ranges::count(kinds, kinds[i]) > 1)
      return wrong("kinds[" + std::to_string(i) + "]",
                   "stands twice: \"" + std::string(word(kinds[i])) + "\"", "name each kind once");
  return std::nullopt;
}

std::optional<Error> nonsense(const Cover& cover) {
  if (!cover.parties.empty()) return std::nullopt;
  return wrong("parties", "are missing", "name who is to have somebody on duty");
}

std::optional<Error> nonsense(const Shift& shift) {
  if (shift.interval.from == base::kTimeMin)
    return wrong("interval.from_ms", "is missing", "say when the shift begins");
  if (shift.interval.to == base::kTimeMax)
    return wrong("interval.to_ms", "is missing", "say when the shift ends");
  return std::nullopt;
}

std::optional<Error> nonsense(const Acknowledgement& said) {
  if (!said.recipient.empty() && said.channel == Channel::in_system)
    return wrong("channel", "is missing where one speaks for another",
                 "say by which way the recipient answered");
  if (!said.recipient.empty() && is_spoken(said.channel) && said.witness.empty())
    return wrong("witness", "is missing for what was only spoken", "name who else heard it");
  const bool at_a_unit =
      said.step == AcknowledgementStep::relayed || said.step == AcknowledgementStep::in_effect;
  if (at_a_unit && said.unit.empty())
    return wrong("unit", "is missing", "name the unit that has it");
  if (said.step == AcknowledgementStep::objected && said.reason.empty())
    return wrong("reason", "is missing", "say why");
  return std::nullopt;
}

std::optional<Error> nonsense(const Call& call) {
  if (call.step != CallStep::ended || !call.outcome.empty()) return std::nullopt;
  return wrong("outcome", "is missing", "say what came of the call");
}

}  // namespace truceline::domain

// SPDX-License-Identifier: Apache-2.0
#include "domain/sense.hpp"

#include <algorithm>
#include <set>

#include "base/limits.hpp"

namespace truceline::domain {
namespace {

using base::Error;

Error wrong(std::string place, std::string reason, std::string mend) {
  return {base::ErrorCode::invalid_input, std::move(reason), std::move(place), std::move(mend)};
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

}  // namespace truceline::domain

// SPDX-License-Identifier: Apache-2.0
#include "formats/agreement_gaps.hpp"

#include <algorithm>

#include "formats/did_you_mean.hpp"

namespace truceline::formats {
namespace {

bool holds(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

void remark_end(const YamlNode& root, AgreementReading& reading) {
  const YamlNode* in_force = root.find("in_force");
  if (in_force == nullptr) return;  // an error already
  for (const char* key : {"until", "for", "renews"})
    if (in_force->is_mapping() && in_force->find(key) != nullptr) return;
  reading.remarks.warning(root.place_of("in_force"), "no-end",
                          "the agreement has no end and nothing says that it renews",
                          "add until:, for: or renews:; where the text sets none, until: no end");
}

void remark_actors(AgreementReading& reading) {
  const CompiledAgreement& compiled = reading.compiled;
  for (const auto& [actor, span] : compiled.places.excluded)
    if (holds(compiled.agreement.parties, actor))
      reading.remarks.warning(span, "excluded-party", "\"" + actor + "\" is a party and excluded",
                              "keep it in one of the two lists");
  if (!reading.context.actors) return;
  const std::set<std::string>& known = *reading.context.actors;
  for (const auto& [actor, span] : compiled.places.actors)
    if (!known.contains(actor))
      reading.remarks.warning(span, "undefined-actor",
                              "the mission does not define the actor \"" + actor + "\"",
                              did_you_mean(actor, {known.begin(), known.end()}));
}

void remark_zones(AgreementReading& reading) {
  const CompiledAgreement& compiled = reading.compiled;
  for (const auto& [zone, span] : compiled.places.zones) {
    if (holds(reading.undrawn, zone))
      reading.remarks.warning(span, "undefined-zone", "nobody has drawn the zone \"" + zone + "\"",
                              "draw it, so that it can be told what lies in it");
    if (!reading.zones_used.contains(zone))
      reading.remarks.warning(span, "unused-zone",
                              "no provision speaks of the zone \"" + zone + "\"",
                              "name it under in: of a provision, or take it away");
  }
  if (!compiled.agreement.monitors.empty()) return;
  for (const domain::Zone& zone : compiled.zones)
    if (zone.monitors.empty())
      reading.remarks.warning(compiled.places.zones.at(zone.id), "zone-without-monitor",
                              "nobody is named who monitors the zone \"" + zone.id + "\"",
                              "add monitors: to the zone or to the agreement");
}

void remark_prohibitions(AgreementReading& reading) {
  const domain::Agreement& agreement = reading.compiled.agreement;
  if (!agreement.monitors.empty()) return;
  for (std::size_t i = 0; i < agreement.provisions.size(); ++i) {
    const domain::Provision& provision = agreement.provisions[i];
    if (provision.modality == domain::Modality::prohibits && provision.everywhere)
      reading.remarks.warning(reading.compiled.places.provisions[i], "prohibition-without-monitor",
                              "nobody is named who monitors this prohibition",
                              "add monitors: to the agreement");
  }
}

}  // namespace

void remark_gaps(const YamlNode& root, AgreementReading& reading) {
  remark_end(root, reading);
  remark_actors(reading);
  remark_zones(reading);
  remark_prohibitions(reading);
}

}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
#include "views/sentence_parts.hpp"

#include "views/sentences.hpp"
#include "views/time_text.hpp"

namespace truceline::views {

using domain::Doubt;
using domain::Finding;

namespace {

constexpr Phrase kProvisionOf{"provision {provision} of {agreement}",
                              "البند {provision} من {agreement}"};

constexpr Phrase kPlaceWithin{"the place is known only to {distance}",
                              "المكان معروف {distance} فقط"};
constexpr Phrase kPlaceRough{"the place is known only roughly", "المكان معروف بصورة تقريبية فقط"};
constexpr Phrase kMayLieOutside{" and may lie outside {zone}", " وقد يقع خارج {zone}"};
constexpr Phrase kTime{"it may have happened while the provision or the zone did not hold",
                       "قد يكون وقع حين لم يكن البند أو المنطقة ساريًا"};
constexpr Phrase kStepTime{"the step may still have been in time", "ربما اتُّخذت الخطوة في موعدها"};
constexpr Phrase kActor{"it is not settled that those named are bound by the agreement",
                        "لم يُحسم أن المذكورين ملزمون بالاتفاق"};
constexpr Phrase kKind{"the source does not say with what weapon or in what way",
                       "لا يذكر المصدر السلاح أو الطريقة"};
constexpr Phrase kSource{"the report itself is doubted", "البلاغ نفسه موضع شك"};

std::string doubt_text(Doubt doubt, const Finding& finding, const Naming& naming) {
  const Lang lang = naming.lang();
  switch (doubt) {
    case Doubt::place: {
      std::string text =
          finding.radius_m > 0
              ? filled(kPlaceWithin.in(lang), {{"distance", distance_text(finding.radius_m, lang)}})
              : std::string(kPlaceRough.in(lang));
      if (!finding.zone.empty())
        text += filled(kMayLieOutside.in(lang), {{"zone", naming.zone(finding.zone)}});
      return text;
    }
    case Doubt::time:
      return std::string(finding.kind() == domain::FindingKind::overdue ? kStepTime.in(lang)
                                                                        : kTime.in(lang));
    case Doubt::actor:
      return std::string(kActor.in(lang));
    case Doubt::kind:
      return std::string(kKind.in(lang));
    case Doubt::source:
      return std::string(kSource.in(lang));
  }
  return {};
}

}  // namespace

std::string filled(std::string_view text, Fillings fillings) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    out += text.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find('}', open);
    INVARIANT(close != std::string_view::npos);
    const std::string_view name = text.substr(open + 1, close - open - 1);
    bool given = false;
    for (const auto& [key, value] : fillings)
      if (key == name) {
        out += value;
        given = true;
      }
    INVARIANT(given);
    text.remove_prefix(close + 1);
  }
  return out;
}

std::string fact(const Finding& finding, std::string_view name) {
  const std::string* found = finding.facts.find(name);
  return found == nullptr ? std::string() : *found;
}

std::string provision_text(const Finding& finding, const Naming& naming) {
  std::string agreement = naming.agreement(finding.agreement);
  if (finding.provision.empty()) return agreement;
  return filled(kProvisionOf.in(naming.lang()),
                {{"provision", finding.provision}, {"agreement", agreement}});
}

std::string when_text(const Finding& finding, const Naming& naming) {
  if (!finding.when) return {};
  return " " + interval_phrase(*finding.when, naming.snapshot().mission().time_zone, naming.lang());
}

std::string doubts_text(const Finding& finding, const Naming& naming) {
  std::string text;
  for (const Doubt doubt : finding.doubts) {
    if (!text.empty()) text += naming.lang() == Lang::ar ? "؛ " : "; ";
    text += doubt_text(doubt, finding, naming);
  }
  return text;
}

}  // namespace truceline::views

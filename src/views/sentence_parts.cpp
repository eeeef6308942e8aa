// SPDX-License-Identifier: Apache-2.0
#include "views/sentence_parts.hpp"

#include "domain/arrangement.hpp"
#include "views/labels.hpp"
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

constexpr Phrase kOfParty{"{name} ({kind}, {party})", "{name} ({kind}، {party})"};
constexpr Phrase kOfNobody{"{name} ({kind})", "{name} ({kind})"};
constexpr Phrase kWhere{" at latitude {lat}, longitude {lon}",
                        " عند خط العرض {lat} وخط الطول {lon}"};

constexpr Phrase kAboveSea{"above sea level", "فوق مستوى سطح البحر"};
constexpr Phrase kAboveEllipsoid{"above the WGS 84 ellipsoid", "فوق مجسم WGS 84"};
constexpr Phrase kAboveGround{"above ground", "فوق سطح الأرض"};

/// REQUIRES: names are literals.
struct Letter {
  const char* name;
  const char* arabic;
  const char* kind;
  const char* party;
};
constexpr Letter kA{"name_a", "name_a_ar", "kind_a", "party_a"};
constexpr Letter kB{"name_b", "name_b_ar", "kind_b", "party_b"};

/// To a metre: what is read out on the phone.
std::string degrees_text(std::int32_t e7) {
  const std::int32_t half = e7 < 0 ? -50 : 50;
  return geo::to_decimal((e7 + half) / 100 * 100);
}

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

std::string where_text(const Finding& finding, Lang lang) {
  if (!finding.point) return {};
  return filled(kWhere.in(lang), {{"lat", degrees_text(finding.point->lat_e7)},
                                  {"lon", degrees_text(finding.point->lon_e7)}});
}

std::string datum_text(const std::string& datum, Lang lang) {
  switch (domain::from_word<geo::Datum>(datum).value_or(geo::Datum::amsl)) {
    case geo::Datum::amsl:
      break;
    case geo::Datum::wgs84:
      return std::string(kAboveEllipsoid.in(lang));
    case geo::Datum::above_ground:
      return std::string(kAboveGround.in(lang));
  }
  return std::string(kAboveSea.in(lang));
}

std::string subject_text(const Finding& finding, const Naming& naming, char which) {
  const Letter& letter = which == 'a' ? kA : kB;
  const Lang lang = naming.lang();
  std::string name = lang == Lang::ar ? fact(finding, letter.arabic) : std::string();
  if (name.empty()) name = fact(finding, letter.name);
  const auto kind = domain::from_word<domain::SubjectKind>(fact(finding, letter.kind));
  const std::string party = fact(finding, letter.party);
  return filled((party.empty() ? kOfNobody : kOfParty).in(lang),
                {{"name", name},
                 {"kind", kind ? std::string(label(*kind, lang)) : std::string()},
                 {"party", naming.actor(party)}});
}

}  // namespace truceline::views

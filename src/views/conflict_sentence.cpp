// SPDX-License-Identifier: Apache-2.0
//
// A conflict in words that can be read out on the phone: who, how near, where, at what height,
// when, what was agreed, and who gives way.
#include "domain/arrangement.hpp"
#include "views/labels.hpp"
#include "views/sentence_parts.hpp"

namespace truceline::views {

using domain::Finding;

namespace {

constexpr Phrase kConflict{"{a} and {b} {near}{where}{height},{when}. {required}{yields}",
                           "{a} و{b} {near}{where}{height}،{when}. {required}{yields}"};
constexpr Phrase kOfParty{"{name} ({kind}, {party})", "{name} ({kind}، {party})"};
constexpr Phrase kOfNobody{"{name} ({kind})", "{name} ({kind})"};
constexpr Phrase kSharePlace{"share a place", "يشتركان في مكان"};
constexpr Phrase kComeNear{"come to within {metres} m of each other",
                           "يقتربان إلى مسافة {metres} م"};
constexpr Phrase kWhere{" at latitude {lat}, longitude {lon}",
                        " عند خط العرض {lat} وخط الطول {lon}"};
constexpr Phrase kHeightApart{", {metres} m apart in height", "، بفارق ارتفاع {metres} م"};
constexpr Phrase kHeightShared{", between {floor} and {ceiling} m {datum}",
                               "، بين {floor} و{ceiling} م {datum}"};
constexpr Phrase kMinutesApart{", {minutes} minutes after each other",
                               "، أحدهما بعد الآخر بـ{minutes} دقيقة"};
constexpr Phrase kRequired{"{agreement} asks for {metres} m{height}{time}.",
                           "{agreement} يشترط {metres} م{height}{time}."};
constexpr Phrase kOrHeight{" or {metres} m in height", " أو {metres} م ارتفاعًا"};
constexpr Phrase kOrTime{" or {minutes} minutes", " أو {minutes} دقيقة"};
constexpr Phrase kYields{" {party} gives way.", " على {party} أن يفسح الطريق."};
constexpr Phrase kUntold{
    "{untold} answers for {zone} and was not told of {a}, which is there,{when}. {party} must tell "
    "them.",
    "{untold} مسؤول عن {zone} ولم يُبلَّغ بـ{a}، الموجود هناك{when}. على {party} أن يبلغه."};

constexpr Phrase kAboveSea{"above sea level", "فوق مستوى سطح البحر"};
constexpr Phrase kAboveEllipsoid{"above the WGS 84 ellipsoid", "فوق مجسم WGS 84"};
constexpr Phrase kAboveGround{"above ground", "فوق سطح الأرض"};

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

/// REQUIRES: names are literals.
struct Letter {
  const char* name;
  const char* arabic;
  const char* kind;
  const char* party;
};
constexpr Letter kA{"name_a", "name_a_ar", "kind_a", "party_a"};
constexpr Letter kB{"name_b", "name_b_ar", "kind_b", "party_b"};

std::string subject_text(const Finding& finding, const Naming& naming, const Letter& letter) {
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

/// To a metre: what is read out on the phone.
std::string degrees_text(std::int32_t e7) {
  const std::int32_t half = e7 < 0 ? -50 : 50;
  return geo::to_decimal((e7 + half) / 100 * 100);
}

std::string height_text(const Finding& finding, Lang lang) {
  const std::string apart = fact(finding, "height_apart");
  if (!apart.empty()) return filled(kHeightApart.in(lang), {{"metres", apart}});
  const std::string ceiling = fact(finding, "ceiling");
  if (ceiling.empty()) return {};
  return filled(kHeightShared.in(lang), {{"floor", fact(finding, "floor")},
                                         {"ceiling", ceiling},
                                         {"datum", datum_text(fact(finding, "datum"), lang)}});
}

std::string required_text(const Finding& finding, const Naming& naming) {
  const Lang lang = naming.lang();
  const std::string height = fact(finding, "required_height");
  const std::string minutes = fact(finding, "required_minutes");
  return filled(
      kRequired.in(lang),
      {{"agreement", naming.arrangement(finding.agreement)},
       {"metres", fact(finding, "required_metres")},
       {"height", height.empty() ? "" : filled(kOrHeight.in(lang), {{"metres", height}})},
       {"time", minutes.empty() ? "" : filled(kOrTime.in(lang), {{"minutes", minutes}})}});
}

std::string who_must(const Finding& finding, const Naming& naming) {
  return finding.must_act.empty() ? std::string() : naming.actor(finding.must_act.front());
}

}  // namespace

std::string separation_sentence(const Finding& finding, const Naming& naming) {
  const Lang lang = naming.lang();
  const std::string metres = fact(finding, "metres");
  const std::string minutes = fact(finding, "minutes_apart");
  const std::string who = who_must(finding, naming);
  const auto where = [&] {
    if (!finding.point) return std::string();
    return filled(kWhere.in(lang), {{"lat", degrees_text(finding.point->lat_e7)},
                                    {"lon", degrees_text(finding.point->lon_e7)}});
  };
  return filled(kConflict.in(lang),
                {{"a", subject_text(finding, naming, kA)},
                 {"b", subject_text(finding, naming, kB)},
                 {"near", metres == "0" ? std::string(kSharePlace.in(lang))
                                        : filled(kComeNear.in(lang), {{"metres", metres}})},
                 {"where", where()},
                 {"height", height_text(finding, lang)},
                 {"when", minutes.empty() ? when_text(finding, naming)
                                          : filled(kMinutesApart.in(lang), {{"minutes", minutes}}) +
                                                when_text(finding, naming)},
                 {"required", required_text(finding, naming)},
                 {"yields", who.empty() ? "" : filled(kYields.in(lang), {{"party", who}})}});
}

std::string not_told_sentence(const Finding& finding, const Naming& naming) {
  return filled(kUntold.in(naming.lang()), {{"untold", naming.actor(fact(finding, "untold"))},
                                            {"zone", naming.zone(finding.zone)},
                                            {"a", subject_text(finding, naming, kA)},
                                            {"when", when_text(finding, naming)},
                                            {"party", who_must(finding, naming)}});
}

}  // namespace truceline::views

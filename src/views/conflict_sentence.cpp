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

constexpr Phrase kConflict{"{a} and {b} {near}{where}{height},{when}. {required}{yields}{agreed}",
                           "{a} و{b} {near}{where}{height}،{when}. {required}{yields}{agreed}"};
constexpr Phrase kSharePlace{"share a place", "يشتركان في مكان"};
constexpr Phrase kComeNear{"come to within {metres} m of each other",
                           "يقتربان إلى مسافة {metres} م"};
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

constexpr Phrase kHidden{
    "{a} comes closer than {agreement} asks to something that you may not see{cell}{when}.{yields} "
    "Call the mission's duty officer, who can have both looked at.",
    "يقترب {a} من شيء لا يحق لكم الاطلاع عليه أكثر مما يسمح به {agreement}{cell}{when}.{yields} "
    "اتصلوا بالضابط المناوب في البعثة، فبوسعه النظر في الاثنين."};
constexpr Phrase kCell{", in the half degree from latitude {lat}, longitude {lon}",
                       "، في نصف الدرجة من خط العرض {lat} وخط الطول {lon}"};
constexpr Phrase kAgreed{" Both parties have agreed to it: {reason}",
                         " وافق الطرفان على ذلك: {reason}"};
constexpr Phrase kHalfAgreed{" {party} agrees to an exception; it counts when the other does, too.",
                             " يوافق {party} على استثناء، ويسري متى وافق الآخر."};

/// What has been agreed about it.
std::string agreed_text(const Finding& finding, const Naming& naming) {
  const std::string reason = fact(finding, "agreed");
  if (!reason.empty()) return filled(kAgreed.in(naming.lang()), {{"reason", reason}});
  const std::string party = fact(finding, "agreed_by");
  if (party.empty()) return {};
  return filled(kHalfAgreed.in(naming.lang()), {{"party", naming.actor(party)}});
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
  return filled(kConflict.in(lang),
                {{"a", subject_text(finding, naming, 'a')},
                 {"b", subject_text(finding, naming, 'b')},
                 {"near", metres == "0" ? std::string(kSharePlace.in(lang))
                                        : filled(kComeNear.in(lang), {{"metres", metres}})},
                 {"where", where_text(finding, lang)},
                 {"height", height_text(finding, lang)},
                 {"when", minutes.empty() ? when_text(finding, naming)
                                          : filled(kMinutesApart.in(lang), {{"minutes", minutes}}) +
                                                when_text(finding, naming)},
                 {"required", required_text(finding, naming)},
                 {"yields", who.empty() ? "" : filled(kYields.in(lang), {{"party", who}})},
                 {"agreed", agreed_text(finding, naming)}});
}

std::string hidden_conflict_sentence(const Finding& finding, const Naming& naming) {
  const Lang lang = naming.lang();
  const std::string latitude = fact(finding, "cell_lat");
  const std::string who = who_must(finding, naming);
  return filled(
      kHidden.in(lang),
      {{"a", subject_text(finding, naming, 'a')},
       {"agreement", naming.arrangement(finding.agreement)},
       {"cell", latitude.empty() ? ""
                                 : filled(kCell.in(lang),
                                          {{"lat", latitude}, {"lon", fact(finding, "cell_lon")}})},
       {"when", latitude.empty() ? "" : when_text(finding, naming)},
       {"yields", who.empty() ? "" : filled(kYields.in(lang), {{"party", who}})}});
}

std::string not_told_sentence(const Finding& finding, const Naming& naming) {
  return filled(kUntold.in(naming.lang()), {{"untold", naming.actor(fact(finding, "untold"))},
                                            {"zone", naming.zone(finding.zone)},
                                            {"a", subject_text(finding, naming, 'a')},
                                            {"when", when_text(finding, naming)},
                                            {"party", who_must(finding, naming)}});
}

}  // namespace truceline::views

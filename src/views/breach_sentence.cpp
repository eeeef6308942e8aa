// SPDX-License-Identifier: Apache-2.0
//
// "UCDP GED reports shelling on 6 May 2017 near Saraqib (Idlib), naming A and B, 3 deaths by its
// best estimate. This may breach provision 2a of the memorandum: use of any weapon."
#include <algorithm>
#include <array>

#include "domain/event_kind.hpp"
#include "views/sentence_parts.hpp"

namespace truceline::views {
namespace {

using domain::EventKind;
using domain::Finding;

struct EventPhrase {
  EventKind kind;
  Phrase words;  ///< As the object of "reports".
};

constexpr auto kEvents = std::to_array<EventPhrase>({
    {EventKind::armed_force, {"the use of armed force", "استخدام القوة المسلحة"}},
    {EventKind::armed_clash, {"an armed clash", "اشتباك مسلح"}},
    {EventKind::shelling, {"shelling", "قصف مدفعي"}},
    {EventKind::air_strike, {"an air strike", "غارة جوية"}},
    {EventKind::explosive, {"an explosive device", "عبوة متفجرة"}},
    {EventKind::chemical_weapon, {"the use of a chemical weapon", "استخدام سلاح كيميائي"}},
    {EventKind::attack_on_civilians, {"an attack on civilians", "هجوم على مدنيين"}},
    {EventKind::abduction, {"an abduction", "عملية اختطاف"}},
    {EventKind::arrest, {"an arrest", "عملية توقيف"}},
    {EventKind::access_denied, {"a denial of access", "منع من الوصول"}},
    {EventKind::troop_movement, {"a movement of troops", "تحرك قوات"}},
    {EventKind::arms_transfer, {"a transfer of arms", "نقل أسلحة"}},
    {EventKind::territory_change, {"a change of territory", "تغيّر في السيطرة على الأرض"}},
    {EventKind::overflight, {"an overflight", "تحليق جوي"}},
    {EventKind::protest, {"a protest", "احتجاج"}},
    {EventKind::evacuation, {"an evacuation", "عملية إجلاء"}},
    {EventKind::other, {"an event", "حدث"}},
});

constexpr Phrase kReports{"{publisher} reports {event}{when}{where}{sides}{deaths}.",
                          "أفاد {publisher} بوقوع {event}{when}{where}{sides}{deaths}."};
constexpr Phrase kSettled{" This may breach {provision}: {what}.",
                          " وقد يخرق ذلك {provision}: {what}."};
constexpr Phrase kPossible{
    " It is possible that this breaches {provision}: {what}. Not settled: {doubts}.",
    " ومن المحتمل أن يكون ذلك قد خرق {provision}: {what}. غير محسوم: {doubts}."};
constexpr Phrase kAtPlace{" at {place}", " في {place}"};
constexpr Phrase kInZone{" ({zone})", " ({zone})"};
constexpr Phrase kPerhapsInZone{" (perhaps {zone})", " (ربما {zone})"};
constexpr Phrase kNaming{", naming {side_a} and {side_b}", "، وذُكر {side_a} و{side_b}"};
constexpr Phrase kNamingOne{", naming {side}", "، وذُكر {side}"};

std::string event_text(const Finding& finding, Lang lang) {
  const auto kind = domain::from_word<EventKind>(fact(finding, "event"));
  for (const EventPhrase& event : kEvents)
    if (event.kind == kind.value_or(EventKind::other)) return std::string(event.words.in(lang));
  INVARIANT(false && "an event kind without a phrase");
  return {};
}

std::string where_text(const Finding& finding, const Naming& naming) {
  std::string text;
  if (!finding.place_name.empty())
    text = filled(kAtPlace.in(naming.lang()), {{"place", finding.place_name}});
  const bool unsure = std::ranges::count(finding.doubts, domain::Doubt::place) > 0;
  if (!finding.zone.empty())
    text += filled((unsure ? kPerhapsInZone : kInZone).in(naming.lang()),
                   {{"zone", naming.zone(finding.zone)}});
  return text;
}

std::string sides_text(const Finding& finding, Lang lang) {
  const std::string a = fact(finding, "side_a");
  const std::string b = fact(finding, "side_b");
  if (a.empty() && b.empty()) return {};
  if (a.empty() || b.empty()) return filled(kNamingOne.in(lang), {{"side", a.empty() ? b : a}});
  return filled(kNaming.in(lang), {{"side_a", a}, {"side_b", b}});
}

std::string deaths_text(const Finding& finding, Lang lang) {
  const std::string deaths = fact(finding, "deaths");
  if (deaths.empty() || deaths == "0") return {};
  if (lang == Lang::ar) return "، وأفضل تقدير لعدد الوفيات " + deaths;
  return ", " + deaths + (deaths == "1" ? " death" : " deaths") + " by its best estimate";
}

}  // namespace

std::string breach_sentence(const Finding& finding, const Naming& naming) {
  const Lang lang = naming.lang();
  std::string text = filled(kReports.in(lang), {{"publisher", fact(finding, "publisher")},
                                                {"event", event_text(finding, lang)},
                                                {"when", when_text(finding, naming)},
                                                {"where", where_text(finding, naming)},
                                                {"sides", sides_text(finding, lang)},
                                                {"deaths", deaths_text(finding, lang)}});
  const Phrase& judged = finding.possible() ? kPossible : kSettled;
  return text + filled(judged.in(lang), {{"provision", provision_text(finding, naming)},
                                         {"what", fact(finding, "provision_what")},
                                         {"doubts", doubts_text(finding, naming)}});
}

}  // namespace truceline::views

// SPDX-License-Identifier: Apache-2.0
#include "views/sentences.hpp"

#include "views/labels.hpp"
#include "views/sentence_parts.hpp"
#include "views/time_text.hpp"

namespace truceline::views {

using domain::Finding;
using domain::Rule;

namespace {

constexpr Phrase kOverdue{
    "{provision} ({what}) was due by {due}; {step} is on record, {days} later.",
    "كان {provision} ({what}) واجب الوفاء في موعد أقصاه {due}، و{step}، وقد انقضى {days}."};
constexpr Phrase kNoStep{"no step that meets it", "لا توجد في السجل خطوة تفي به"};
constexpr Phrase kNamesNoStep{
    "{provision} ({what}) was due by {due}, {days} ago; the agreement names no step that would "
    "show it met.",
    "كان {provision} ({what}) واجب الوفاء في موعد أقصاه {due}، أي قبل {days}؛ ولا يسمّي "
    "الاتفاق خطوة تثبت الوفاء به."};
constexpr Phrase kLate{
    "{provision} ({what}) was due by {due}; the step that meets it is reported{when}, {days} "
    "late.",
    "كان {provision} ({what}) واجب الوفاء في موعد أقصاه {due}؛ وأُبلغ عن الخطوة التي تفي "
    "به{when}، أي بتأخير {days}."};
constexpr Phrase kLateMaybe{
    "{provision} ({what}) was due by {due}; the step that meets it is reported{when}. Not "
    "settled: {doubts}.",
    "كان {provision} ({what}) واجب الوفاء في موعد أقصاه {due}؛ وأُبلغ عن الخطوة التي تفي "
    "به{when}. غير محسوم: {doubts}."};
constexpr Phrase kPostStatus{
    "{publisher_1} says that the post {post} was {status_1}{when}, {publisher_2} that it was "
    "{status_2}: the sources contradict each other.",
    "يقول {publisher_1} إن النقطة {post} كانت {status_1}{when}، ويقول {publisher_2} إنها كانت "
    "{status_2}: المصدران متناقضان."};
constexpr Phrase kControl{
    "{publisher_1} says that {place} was held by {holders_1}{when}, {publisher_2} says by "
    "{holders_2}: the sources contradict each other.",
    "يقول {publisher_1} إن {place} كانت تحت سيطرة {holders_1}{when}، ويقول {publisher_2} تحت "
    "سيطرة {holders_2}: المصدران متناقضان."};
constexpr Phrase kThisPlace{"the place", "المكان"};
constexpr Phrase kDeaths{"deaths", "الوفيات"};
constexpr Phrase kTallyParts{
    "{publisher} gives {count} {unit}{when}, but the parts it names ({parts}) add up to {sum}.",
    "يعطي {publisher} العدد {count} ({unit}){when}، لكن مجموع الأجزاء التي يذكرها ({parts}) هو "
    "{sum}."};
constexpr Phrase kTwoFigures{
    "{publisher} gives two figures for one thing ({thing}){when}: {figure_1} and {figure_2}.",
    "يعطي {publisher} رقمين لشيء واحد ({thing}){when}: {figure_1} و{figure_2}."};
constexpr Phrase kTerm{
    "{publisher} gives \"{claimed}\" for the {term} in {provision}; the register has "
    "\"{registered}\".",
    "يعطي {publisher} «{claimed}» بشأن {term} في {provision}؛ وفي السجل «{registered}»."};
constexpr Phrase kCountOrder{
    "{publisher} gives {unit}{when} as {low} at least, {best} at best and {high} at most, which "
    "are out of order.",
    "يعطي {publisher} بشأن {unit}{when} حدًّا أدنى {low} وأفضل تقدير {best} وحدًّا أقصى {high}، "
    "وهي غير مرتبة."};
constexpr Phrase kCountSum{
    "{publisher} gives {best} {unit}{when}, but the deaths it lists by side add up to {sum}.",
    "يعطي {publisher} العدد {best} ({unit}){when}، لكن مجموع الوفيات التي يوردها بحسب الجهة هو "
    "{sum}."};
constexpr Phrase kNamedPlace{
    "The coordinates that {publisher} gives for {name} lie {distance} km from any place known by "
    "that name.",
    "الإحداثيات التي يعطيها {publisher} لـ{name} تبعد {distance} كم عن أي مكان معروف بهذا "
    "الاسم."};
constexpr Phrase kEquivocation{"{party} signed two different statements under one number.",
                               "وقّعت جهة {party} بيانين مختلفين تحت رقم واحد."};
constexpr Phrase kKeyNotInForce{
    "An entry is signed for {party} by a key that could not speak for it at that place; what it "
    "says is left aside.",
    "قيدٌ موقَّع باسم {party} بمفتاح لم يكن يحق له التحدث باسمها في ذلك الموضع؛ لم يُؤخذ بما فيه."};
constexpr Phrase kRootReplaced{
    "The mission put another root key in the place of the one of {party}: from then on that key "
    "decides who speaks for it. Reason given: {reason}.",
    "وضعت البعثة مفتاحًا أصلًا آخر مكان مفتاح {party}: ومنذئذ يقرر ذلك المفتاح من يتحدث باسمها. "
    "السبب المذكور: {reason}."};
constexpr Phrase kNoReason{"none", "لا سبب"};

/// Arabic counts one, two, three to ten, eleven to ninety-nine and the hundreds each its own way.
std::string arabic_days(const std::string& days) {
  if (days == "1") return "يوم واحد";
  if (days == "2") return "يومين";
  const std::size_t start = days.size() > 2 ? days.size() - 2 : 0;
  int last_two = 0;
  for (const char digit : days.substr(start)) last_two = last_two * 10 + (digit - '0');
  if (last_two >= 3 && last_two <= 10) return days + " أيام";
  return days + (last_two > 10 ? " يومًا" : " يوم");
}

std::string days_text(const std::string& days, Lang lang) {
  if (lang == Lang::ar) return arabic_days(days);
  return days + (days == "1" ? " day" : " days");
}

/// A sentence begins with a capital letter, whatever name it begins with.
std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

std::string overdue_sentence(const Finding& finding, const Naming& naming) {
  const Lang lang = naming.lang();
  const bool late = finding.rule == Rule::overdue_duty_late;
  const bool names_no_step = !fact(finding, "no_step").empty();
  const Phrase& phrase =
      late ? (finding.possible() ? kLateMaybe : kLate) : (names_no_step ? kNamesNoStep : kOverdue);
  const base::TimeZone& zone = naming.snapshot().mission().time_zone;
  return filled(phrase.in(lang),
                {{"provision", provision_text(finding, naming)},
                 {"what", fact(finding, "provision_what")},
                 {"due", finding.due ? deadline_text(*finding.due, zone, lang) : ""},
                 {"step", std::string(kNoStep.in(lang))},
                 {"when", when_text(finding, naming)},
                 {"days", days_text(fact(finding, "days_late"), lang)},
                 {"doubts", doubts_text(finding, naming)}});
}

std::string status_word(const Finding& finding, std::string_view name, Lang lang) {
  const auto status = domain::from_word<domain::PostStatus>(fact(finding, name));
  return std::string(label(status.value_or(domain::PostStatus::unknown), lang));
}

std::string dispute_sentence(const Finding& finding, const Naming& naming) {
  const Lang lang = naming.lang();
  const Phrase& phrase = finding.rule == Rule::dispute_control ? kControl : kPostStatus;
  return filled(phrase.in(lang),
                {{"publisher_1", fact(finding, "publisher_1")},
                 {"publisher_2", fact(finding, "publisher_2")},
                 {"post", naming.post(fact(finding, "post"))},
                 {"status_1", status_word(finding, "status_1", lang)},
                 {"status_2", status_word(finding, "status_2", lang)},
                 {"holders_1", fact(finding, "holders_1")},
                 {"holders_2", fact(finding, "holders_2")},
                 {"place", finding.place_name.empty() ? std::string(kThisPlace.in(lang))
                                                      : finding.place_name},
                 {"when", when_text(finding, naming)}});
}

/// A unit is free text, and stays as its publisher wrote it; all but every report counts deaths.
std::string unit_text(const Finding& finding, Lang lang) {
  const std::string unit = fact(finding, "unit");
  return unit == "deaths" ? std::string(kDeaths.in(lang)) : unit;
}

/// "armed formations, russian side, Syria": what two figures are given for.
std::string thing_text(const Finding& finding, Lang lang) {
  std::string text = unit_text(finding, lang);
  for (const std::string_view name : {"side", "scope"})
    if (const std::string part = fact(finding, name); !part.empty())
      text += (lang == Lang::ar ? "، " : ", ") + part;
  return text;
}

std::string figure_sentence(const Finding& finding, const Naming& naming, const Phrase& phrase) {
  const Lang lang = naming.lang();
  const auto take = [&](std::string_view name) { return fact(finding, name); };
  return filled(phrase.in(lang), {{"publisher", take("publisher")},
                                  {"unit", unit_text(finding, lang)},
                                  {"count", take("count")},
                                  {"parts", take("parts")},
                                  {"sum", take("sum")},
                                  {"thing", thing_text(finding, lang)},
                                  {"figure_1", take("figure_1")},
                                  {"figure_2", take("figure_2")},
                                  {"low", take("low")},
                                  {"best", take("best")},
                                  {"high", take("high")},
                                  {"name", take("name")},
                                  {"distance", take("distance_km")},
                                  {"party", naming.actor(take("party"))},
                                  {"when", when_text(finding, naming)}});
}

std::string term_sentence(const Finding& finding, const Naming& naming) {
  const Lang lang = naming.lang();
  const auto term = domain::from_word<domain::Term>(fact(finding, "term"));
  return filled(kTerm.in(lang),
                {{"publisher", fact(finding, "publisher")},
                 {"claimed", fact(finding, "claimed")},
                 {"registered", fact(finding, "registered")},
                 {"term", std::string(label(term.value_or(domain::Term::deadline), lang))},
                 {"provision", provision_text(finding, naming)}});
}

std::string key_sentence(const Finding& finding, const Naming& naming) {
  const Lang lang = naming.lang();
  const Phrase& phrase = finding.rule == Rule::root_replaced ? kRootReplaced : kKeyNotInForce;
  const std::string reason = fact(finding, "reason");
  return filled(phrase.in(lang),
                {{"party", naming.actor(fact(finding, "party"))},
                 {"reason", reason.empty() ? std::string(kNoReason.in(lang)) : reason}});
}

std::string plain_sentence(const Finding& finding, const Naming& naming) {
  switch (finding.rule) {
    case Rule::breach_prohibited_event:
      return breach_sentence(finding, naming);
    case Rule::overdue_duty:
    case Rule::overdue_duty_late:
      return overdue_sentence(finding, naming);
    case Rule::dispute_post_status:
    case Rule::dispute_control:
      return dispute_sentence(finding, naming);
    case Rule::tally_parts:
      return figure_sentence(finding, naming, kTallyParts);
    case Rule::tally_two_figures:
      return figure_sentence(finding, naming, kTwoFigures);
    case Rule::term_against_register:
      return term_sentence(finding, naming);
    case Rule::report_counts:
      return figure_sentence(finding, naming,
                             fact(finding, "sum").empty() ? kCountOrder : kCountSum);
    case Rule::place_against_name:
      return figure_sentence(finding, naming, kNamedPlace);
    case Rule::author_equivocation:
      return figure_sentence(finding, naming, kEquivocation);
    case Rule::key_not_in_force:
    case Rule::root_replaced:
      return key_sentence(finding, naming);
    case Rule::conflict_separation:
      return separation_sentence(finding, naming);
    case Rule::conflict_not_told:
      return not_told_sentence(finding, naming);
    case Rule::conflict_hidden:
      return hidden_conflict_sentence(finding, naming);
    case Rule::proximity_hostile:
    case Rule::proximity_entered:
    case Rule::proximity_near:
    case Rule::proximity_corridor:
      return proximity_sentence(finding, naming);
    case Rule::overdue_acknowledgement:
    case Rule::overdue_relay:
    case Rule::overdue_in_effect:
    case Rule::overdue_revalidation:
    case Rule::overdue_shift:
    case Rule::overdue_call:
    case Rule::dispute_objection:
    case Rule::not_on_roster:
    case Rule::told_too_widely:
    case Rule::not_addressed:
    case Rule::short_notice:
    case Rule::incomplete_notice:
    case Rule::gap_cover:
    case Rule::clock_ahead:
      return duty_sentence(finding, naming);
  }
  INVARIANT(false && "a rule without a sentence");
  return {};
}

}  // namespace

std::string sentence(const Finding& finding, const Naming& naming) {
  return capitalised(plain_sentence(finding, naming));
}

std::string distance_text(std::int64_t metres, Lang lang) {
  const bool kilometres = metres >= 1000;
  // Rounded up: a doubt is never made smaller.
  const std::string number = std::to_string(kilometres ? (metres + 999) / 1000 : metres);
  if (lang == Lang::ar) return "في حدود " + number + (kilometres ? " كم" : " م");
  return "within " + number + (kilometres ? " km" : " m");
}

}  // namespace truceline::views

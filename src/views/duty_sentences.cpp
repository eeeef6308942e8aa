// SPDX-License-Identifier: Apache-2.0
//
// What the duty officer reads: who has not answered, what was told too late, too little or too
// widely, who is not on duty. Each says who acts next. None says that anything is permitted.
#include "views/labels.hpp"
#include "views/sentence_parts.hpp"
#include "views/time_text.hpp"

namespace truceline::views {

using domain::Finding;
using domain::Rule;

namespace {

constexpr Phrase kNotAcknowledged{
    "{late}: no acknowledgement of {a},{when}. It was due {due}: call them.",
    "{late}: لم يصل إشعار باستلام {a}،{when}. كان مستحقاً {due}: اتصلوا بهم."};
constexpr Phrase kNotRelayed{
    "{late}: {officer} acknowledged {a},{when}, and has not said which unit it was relayed to. It "
    "was due {due}: call them.",
    "{late}: استلم {officer} إخطار {a}،{when}، ولم يذكر الوحدة التي أُبلغت به. كان مستحقاً {due}: "
    "اتصلوا "
    "بهم."};
constexpr Phrase kNotInEffect{
    "{late}: it is not confirmed that a unit knows of {a},{when}. It was due {due}: call them, and "
    "do not rely on it.",
    "{late}: لم يتأكد أن وحدة ما تعلم بـ{a}،{when}. كان مستحقاً {due}: اتصلوا بهم، ولا تعوّلوا "
    "عليه."};
constexpr Phrase kNotSaidAgain{
    "{a} was not said again within {days} days; it was due {due}. {who} must confirm, change or "
    "withdraw it.",
    "لم يُجدَّد إخطار {a} خلال {days} يوماً؛ كان مستحقاً {due}. على {who} تأكيده أو تعديله أو "
    "سحبه."};
constexpr Phrase kObjection{"{objector} objects to {a},{when}: {reason} ({officer}).{before}",
                            "{objector} يعترض على {a}،{when}: {reason} ({officer}).{before}"};
constexpr Phrase kBefore{" It had said before: {step}.", " وكان قد قال من قبل: {step}."};
constexpr Phrase kNotOnRoster{
    "{officer} acknowledged for {party} and is not on its duty roster for that time: call back.",
    "استلم {officer} باسم {party} وليس في جدول مناوبته لذلك الوقت: عاودوا الاتصال."};
constexpr Phrase kTooWidely{
    "{a} was told to {too_many}, who may not know of it under {agreement}. It cannot be taken "
    "back: "
    "{who} must judge the danger.",
    "أُبلغ {too_many} بـ{a} وليس لهم أن يعلموا به بموجب {agreement}. لا يمكن استرجاعه: على {who} "
    "تقدير "
    "الخطر."};
constexpr Phrase kEveryone{"everyone", "الجميع"};
constexpr Phrase kNotAddressed{
    "{a},{when}, was not told to {untold}, as {agreement} asks. {who} must tell them.",
    "لم يُبلَّغ {untold} بـ{a}،{when}، كما يشترط {agreement}. على {who} إبلاغهم."};
constexpr Phrase kShortNotice{
    "{a},{when}, was notified {given} hours before it begins; {agreement} asks for {asked} hours.",
    "أُخطر بـ{a}،{when}، قبل بدئه بـ{given} ساعة؛ ويشترط {agreement} {asked} ساعة."};
constexpr Phrase kIncomplete{"{a} does not say what {agreement} asks for: {missing}.",
                             "لا يذكر إخطار {a} ما يشترطه {agreement}: {missing}."};
constexpr Phrase kNobodySoon{
    "{party}: nobody of {rank}{languages} will be on duty{when}{further}. {agreement} asks for it.",
    "{party}: لن يكون أحد من {rank}{languages} مناوباً{when}{further}. يشترط ذلك {agreement}."};
constexpr Phrase kNobodyNow{
    "{party}: nobody of {rank}{languages} is on duty now. {agreement} asks for it.",
    "{party}: لا أحد من {rank}{languages} مناوب الآن. يشترط ذلك {agreement}."};
constexpr Phrase kSpeaking{", speaking {languages},", "، ممن يتكلم {languages}،"};
constexpr Phrase kFurther{", and {count} more times", "، و{count} أوقات أخرى"};
constexpr Phrase kRinging{
    "{emergency}{called}{officer} has not answered {call}, {channel}. It began {minutes} "
    "minutes ago; tries so far: {tries}. Call the next on their roster.",
    "{emergency}{called}{officer} لم يجب على الاتصال {call}، {channel}. بدأ قبل {minutes} دقيقة؛ "
    "المحاولات: {tries}. اتصلوا بالتالي في جدول مناوبته."};
constexpr Phrase kClockAhead{
    "{party} says something that is dated {minutes} minutes from now: a clock is wrong there. "
    "Until "
    "then nothing that is counted from it is overdue.",
    "قولٌ من {party} مؤرخ بعد {minutes} دقيقة من الآن: في ساعته خطأ. وإلى ذلك الحين لا يتأخر شيء "
    "مما يُحسب منه."};
constexpr Phrase kEscalated{" By now it is for {rank} and above.",
                            " صار الأمر الآن لـ{rank} فما فوق."};
constexpr Phrase kEmergency{"Emergency: ", "طارئ: "};

/// "Russia, Turkey": the actors of a fact that lists them by comma.
std::string actors_text(const std::string& list, const Naming& naming) {
  std::string text;
  const std::string_view comma = naming.lang() == Lang::ar ? "، " : ", ";
  for (std::size_t from = 0; from < list.size();) {
    const std::size_t end = std::min(list.find(", ", from), list.size());
    if (!text.empty()) text += comma;
    text += naming.actor(list.substr(from, end - from));
    from = end + 2;
  }
  return text;
}

/// "the plates, somebody to call": the needs of a fact that lists their words by comma.
std::string needs_text(const std::string& list, Lang lang) {
  std::string text;
  for (std::size_t from = 0; from < list.size();) {
    const std::size_t end = std::min(list.find(", ", from), list.size());
    if (!text.empty()) text += lang == Lang::ar ? "، " : ", ";
    const auto need = domain::from_word<domain::Need>(list.substr(from, end - from));
    if (need) text += label(*need, lang);
    from = end + 2;
  }
  return text;
}

std::string due_text(const Finding& finding, const Naming& naming) {
  if (!finding.due) return {};
  return moment_text(*finding.due, naming.snapshot().mission().time_zone, naming.lang());
}

std::string who_text(const Finding& finding, const Naming& naming) {
  return finding.must_act.empty() ? std::string() : naming.actor(finding.must_act.front());
}

std::string late_sentence(const Finding& finding, const Naming& naming, const Phrase& phrase) {
  return filled(phrase.in(naming.lang()), {{"late", actors_text(fact(finding, "late"), naming)},
                                           {"officer", fact(finding, "officer")},
                                           {"a", subject_text(finding, naming, 'a')},
                                           {"when", when_text(finding, naming)},
                                           {"due", due_text(finding, naming)}});
}

std::string objection_sentence(const Finding& finding, const Naming& naming) {
  const Lang lang = naming.lang();
  const std::string level = fact(finding, "level");
  std::string before;
  using domain::AcknowledgementStep;
  if (level != "0") {
    const auto step = level == "5"   ? AcknowledgementStep::in_effect
                      : level == "4" ? AcknowledgementStep::relayed
                                     : AcknowledgementStep::received;
    before = filled(kBefore.in(lang), {{"step", std::string(label(step, lang))}});
  }
  return filled(kObjection.in(lang), {{"objector", naming.actor(fact(finding, "objector"))},
                                      {"a", subject_text(finding, naming, 'a')},
                                      {"when", when_text(finding, naming)},
                                      {"reason", fact(finding, "reason")},
                                      {"officer", fact(finding, "officer")},
                                      {"before", before}});
}

std::string notice_sentence(const Finding& finding, const Naming& naming, const Phrase& phrase) {
  const Lang lang = naming.lang();
  std::string too_many = fact(finding, "too_many");
  const auto label_told = domain::from_word<domain::AudienceLabel>(too_many);
  too_many = !label_told ? actors_text(too_many, naming)
             : *label_told == domain::AudienceLabel::everyone
                 ? std::string(kEveryone.in(lang))
                 : std::string(label(*label_told, lang));
  return filled(phrase.in(lang), {{"a", subject_text(finding, naming, 'a')},
                                  {"when", when_text(finding, naming)},
                                  {"who", who_text(finding, naming)},
                                  {"agreement", naming.arrangement(finding.agreement)},
                                  {"untold", actors_text(fact(finding, "untold"), naming)},
                                  {"too_many", too_many},
                                  {"missing", needs_text(fact(finding, "missing"), lang)},
                                  {"asked", fact(finding, "hours_asked")},
                                  {"given", fact(finding, "hours_given")},
                                  {"days", fact(finding, "days")},
                                  {"due", due_text(finding, naming)}});
}

std::string cover_sentence(const Finding& finding, const Naming& naming) {
  const Lang lang = naming.lang();
  const std::string languages = fact(finding, "languages");
  const std::string further = fact(finding, "further");
  const auto rank = domain::from_word<domain::RankClass>(fact(finding, "rank"));
  return filled((finding.rule == Rule::gap_cover ? kNobodySoon : kNobodyNow).in(lang),
                {{"party", naming.actor(fact(finding, "party_a"))},
                 {"rank", rank ? std::string(label(*rank, lang)) : std::string()},
                 {"languages",
                  languages.empty() ? "" : filled(kSpeaking.in(lang), {{"languages", languages}})},
                 {"when", when_text(finding, naming)},
                 {"further", further == "0" ? "" : filled(kFurther.in(lang), {{"count", further}})},
                 {"agreement", naming.arrangement(finding.agreement)}});
}

std::string call_sentence(const Finding& finding, const Naming& naming) {
  const Lang lang = naming.lang();
  const std::string officer = fact(finding, "officer");
  const auto channel = domain::from_word<domain::Channel>(fact(finding, "channel"));
  return filled(
      kRinging.in(lang),
      {{"emergency",
        fact(finding, "emergency").empty() ? std::string() : std::string(kEmergency.in(lang))},
       {"called", naming.actor(fact(finding, "called"))},
       {"officer", officer.empty() ? "" : " (" + officer + ")"},
       {"call", fact(finding, "call")},
       {"channel", channel ? std::string(label(*channel, lang)) : std::string()},
       {"minutes", fact(finding, "minutes")},
       {"tries", fact(finding, "tries")}});
}

/// What the chain of escalation has come to.
std::string escalation_text(const Finding& finding, Lang lang) {
  const auto rank = domain::from_word<domain::RankClass>(fact(finding, "escalate"));
  if (!rank) return {};
  return filled(kEscalated.in(lang), {{"rank", std::string(label(*rank, lang))}});
}

}  // namespace

std::string duty_sentence(const Finding& finding, const Naming& naming) {
  switch (finding.rule) {
    case Rule::overdue_acknowledgement:
      return late_sentence(finding, naming, kNotAcknowledged) +
             escalation_text(finding, naming.lang());
    case Rule::overdue_relay:
      return late_sentence(finding, naming, kNotRelayed) + escalation_text(finding, naming.lang());
    case Rule::overdue_in_effect:
      return late_sentence(finding, naming, kNotInEffect) + escalation_text(finding, naming.lang());
    case Rule::overdue_revalidation:
      return notice_sentence(finding, naming, kNotSaidAgain);
    case Rule::dispute_objection:
      return objection_sentence(finding, naming);
    case Rule::not_on_roster:
      return filled(kNotOnRoster.in(naming.lang()),
                    {{"officer", fact(finding, "officer")},
                     {"party", naming.actor(fact(finding, "party_a"))}});
    case Rule::told_too_widely:
      return notice_sentence(finding, naming, kTooWidely);
    case Rule::not_addressed:
      return notice_sentence(finding, naming, kNotAddressed);
    case Rule::short_notice:
      return notice_sentence(finding, naming, kShortNotice);
    case Rule::incomplete_notice:
      return notice_sentence(finding, naming, kIncomplete);
    case Rule::overdue_shift:
    case Rule::gap_cover:
      return cover_sentence(finding, naming);
    case Rule::overdue_call:
      return call_sentence(finding, naming) + escalation_text(finding, naming.lang());
    case Rule::clock_ahead:
      return filled(kClockAhead.in(naming.lang()),
                    {{"party", who_text(finding, naming)}, {"minutes", fact(finding, "minutes")}});
    default:
      INVARIANT(false && "not one of the duty desk's");
      return {};
  }
}

}  // namespace truceline::views

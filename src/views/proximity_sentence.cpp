// SPDX-License-Identifier: Apache-2.0
//
// A proximity in words that can be read out on the phone: what moved, what it came near or left,
// when by the mission's clocks, where in degrees and on the grid, and whether it is over.
#include "domain/encounter.hpp"
#include "views/labels.hpp"
#include "views/sentence_parts.hpp"
#include "views/time_text.hpp"

namespace truceline::views {

using domain::Finding;
using domain::Rule;

namespace {

constexpr Phrase kEntered{"{o} entered {a}{when}{where}{height}.{after}{said}",
                          "دخل {o} {a}{when}{where}{height}.{after}{said}"};
constexpr Phrase kNear{
    "{o} came to within {metres} m of {a}{when}{where}{height}; {agreement} asks for {required} "
    "m.{after}{said}",
    "اقترب {o} إلى مسافة {metres} م من {a}{when}{where}{height}؛ {agreement} يشترط {required} "
    "م.{after}{said}"};
constexpr Phrase kCorridor{
    "{o} left {a}, in which it was to stay, and was {metres} m outside{when}{where}{height}."
    "{after}{said}",
    "خرج {o} من {a} الذي كان عليه البقاء فيه، وكان على بعد {metres} م "
    "خارجه{when}{where}{height}.{after}{said}"};

constexpr Phrase kHostile{
    "{o} came to within {metres} m of {b}, which is hostile to it,{when}{where}{height}; "
    "{agreement} "
    "asks for {required} m.{after}{said}",
    "اقترب {o} إلى مسافة {metres} م من {b} المعادي له{when}{where}{height}؛ {agreement} يشترط "
    "{required} م.{after}{said}"};

// The kind comes first in English: a sentence begins with a capital, a call sign keeps its letters.
constexpr Phrase kMover{"{kind} {object}", "{object} ({kind})"};
constexpr Phrase kMoverOf{"{kind} {object} ({party})", "{object} ({kind}، {party})"};
constexpr Phrase kSomething{"object", "نوع غير معروف"};
constexpr Phrase kOn{" on {moment}", " في {moment}"};
constexpr Phrase kGrid{" (grid {grid})", " (الشبكة {grid})"};
constexpr Phrase kHeight{", {metres} m {datum}", "، {metres} م {datum}"};
constexpr Phrase kOutSince{" It was out again on {moment}.", " ثم خرج في {moment}."};
constexpr Phrase kBackSince{" It was back on {moment}.", " ثم عاد في {moment}."};
constexpr Phrase kNotOut{" Nothing shows yet that it went away.", " ولا شيء يدل بعد على أنه غادر."};
constexpr Phrase kNotBack{" Nothing shows yet that it came back.", " ولا شيء يدل بعد على أنه عاد."};
constexpr Phrase kSaidBy{" Not settled: {party} says so, who did not send the positions.",
                         " غير محسوم: يقوله {party} الذي لم يرسل المواقع."};

std::string moment_of(base::TimeMs t, const Naming& naming) {
  return moment_text(t, naming.snapshot().mission().time_zone, naming.lang());
}

/// What moves, by the facts object, mover and sender; `ending` "_b" for the other one.
std::string mover_text(const Finding& finding, const Naming& naming, const std::string& ending) {
  const Lang lang = naming.lang();
  const std::string sender = fact(finding, "sender" + ending);
  const auto kind = domain::from_word<domain::MoverKind>(fact(finding, "mover" + ending));
  const bool known = kind && *kind != domain::MoverKind::unknown;
  return filled((sender.empty() ? kMover : kMoverOf).in(lang),
                {{"object", fact(finding, "object" + ending)},
                 {"kind", std::string(known ? label(*kind, lang) : kSomething.in(lang))},
                 {"party", naming.actor(sender)}});
}

std::string height_text(const Finding& finding, Lang lang) {
  const std::string height = fact(finding, "height");
  if (height.empty()) return {};
  return filled(kHeight.in(lang),
                {{"metres", height}, {"datum", datum_text(fact(finding, "datum"), lang)}});
}

std::string begun_text(const Finding& finding, const Naming& naming) {
  if (!finding.when) return {};
  return filled(kOn.in(naming.lang()), {{"moment", moment_of(finding.when->from, naming)}});
}

std::string after_text(const Finding& finding, const Naming& naming) {
  if (!finding.when) return {};
  const bool corridor = finding.rule == Rule::proximity_corridor;
  if (finding.when->to == base::kTimeMax)
    return std::string((corridor ? kNotBack : kNotOut).in(naming.lang()));
  return filled((corridor ? kBackSince : kOutSince).in(naming.lang()),
                {{"moment", moment_of(finding.when->to, naming)}});
}

}  // namespace

std::string proximity_sentence(const Finding& finding, const Naming& naming) {
  const Lang lang = naming.lang();
  const bool hostile = finding.rule == Rule::proximity_hostile;
  const Phrase& phrase = finding.rule == Rule::proximity_entered   ? kEntered
                         : finding.rule == Rule::proximity_near    ? kNear
                         : finding.rule == Rule::proximity_hostile ? kHostile
                                                                   : kCorridor;
  const std::string said_by = fact(finding, "said_by");
  return filled(
      phrase.in(lang),
      {{"o", mover_text(finding, naming, "")},
       {"a", hostile ? std::string() : subject_text(finding, naming, 'a')},
       {"b", hostile ? mover_text(finding, naming, "_b") : std::string()},
       {"metres", fact(finding, "metres")},
       {"agreement", naming.arrangement(finding.agreement)},
       {"required", fact(finding, "required_metres")},
       {"when", begun_text(finding, naming)},
       {"where",
        where_text(finding, lang) + filled(kGrid.in(lang), {{"grid", fact(finding, "grid")}})},
       {"height", height_text(finding, lang)},
       {"after", after_text(finding, naming)},
       {"said",
        said_by.empty() ? "" : filled(kSaidBy.in(lang), {{"party", naming.actor(said_by)}})}});
}

}  // namespace truceline::views

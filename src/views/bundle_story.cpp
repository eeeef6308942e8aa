// SPDX-License-Identifier: Apache-2.0
#include "views/bundle_story.hpp"

#include <algorithm>

#include "base/json_writer.hpp"
#include "engine/ladder.hpp"
#include "engine/profiles.hpp"
#include "views/bundle_scope.hpp"
#include "views/entry_bytes.hpp"
#include "views/labels.hpp"
#include "views/sentence_parts.hpp"
#include "views/sentences.hpp"
#include "views/summaries.hpp"
#include "views/time_text.hpp"
#include "views/told_parts.hpp"

namespace truceline::views {

using base::EntryIndex;
using base::JsonWriter;
using base::TimeMs;
using domain::AcknowledgementStep;
using SaidNotification = engine::Said<domain::Notification>;
using SaidAcknowledgement = engine::Said<domain::Acknowledgement>;

namespace {

constexpr Phrase kDerived{
    "What follows was derived from the entries above by a program. It is no evidence: whoever has "
    "this file can derive it again, with `truceline verify`.",
    "ما يلي استنبطه برنامج من القيود أعلاه. وهو ليس دليلاً: فكل من لديه هذا الملف يستطيع استنباطه "
    "من جديد بالأمر `truceline verify`."};
constexpr Phrase kKnown{
    "As known to {reader} from the first {size} entries of {origin}, when the clock showed {at}. "
    "Times are in "
    "the zone {zone} and in UTC.",
    "كما يعرفه {reader} من أول {size} قيداً في {origin}، حين كانت الساعة {at}. الأوقات بتوقيت "
    "{zone} وبالتوقيت "
    "العالمي."};
constexpr Phrase kIncomplete{"That nothing was left out of this file cannot be proved by it.",
                             "لا يستطيع هذا الملف أن يثبت أنه لم يُترك منه شيء."};
constexpr Phrase kWithheld{
    "Of {n} entries only the header is here: their bodies are not for this reader ({reader}).",
    "من {n} من القيود لا يوجد هنا سوى الرأس: متونها ليست لهذا القارئ ({reader})."};
constexpr Phrase kGone{"Of {n} entries the body was erased, or is not held.",
                       "متون {n} من القيود مُحيت أو ليست محفوظة."};
constexpr Phrase kOnMoment{"{local} ({utc})", "{local} ({utc})"};
constexpr Phrase kSaid{"Entry {n}, said on {at} by {party}: {what}.",
                       "القيد {n}، قالته {party} في {at}: {what}."};
constexpr Phrase kEnteredBy{" Entered for them by {party}.", " أدخلته عنهم {party}."};
constexpr Phrase kHeardBy{" Also heard by {witness}.", " سمعه أيضاً {witness}."};
constexpr Phrase kBecause{" Reason: {reason}", " السبب: {reason}"};
constexpr Phrase kReached{"{recipient}, of entry {n}: {rung} on {at}.{by}",
                          "{recipient}، عن القيد {n}: {rung} في {at}.{by}"};
constexpr Phrase kNotReached{"{recipient}, of entry {n}: not {rung}.",
                             "{recipient}، عن القيد {n}: لم يتحقق: {rung}."};
constexpr Phrase kBy{" {officer}{unit}, {channel} (entry {n}).",
                     " {officer}{unit}، {channel} (القيد {n})."};
constexpr Phrase kDue{" It was due by {due}.", " كان مستحقاً حتى {due}."};
constexpr Phrase kLate{" LATE: it was due by {due}.", " متأخر: كان مستحقاً حتى {due}."};
constexpr Phrase kNoWitnesses{" This mission asks no witness to vouch for its record.",
                              " هذه البعثة لا تطلب من أي شاهد أن يضمن سجلها."};
constexpr Phrase kNoMirror{" The mission names no mirror of this party.",
                           " لا تسمّي البعثة مرآة لهذا الطرف."};
constexpr Phrase kNotInReceipt{
    " Its mirror's cosignature is not in the receipt; it may have come "
    "later.",
    " توقيع مرآته ليس في الإيصال؛ ربما جاء بعده."};
constexpr std::array kRungs = {
    Phrase{"signed by its author", "موقّع من صاحبه"},
    Phrase{"in a record that enough witnesses have cosigned", "في سجل وقّع عليه عدد كاف من الشهود"},
    Phrase{"in the recipient's own mirror", "في مرآة المتلقي نفسه"},
    Phrase{"acknowledged by a named officer", "أقرّ باستلامه ضابط مسمّى"},
    Phrase{"relayed to a unit", "أُبلغت به وحدة"},
    Phrase{"in effect there", "نافذ هناك"},
};

class Story {
 public:
  Story(const EvidenceBundle& bundle, const Snapshot& known, const VouchedFor& vouched,
        bool has_quorum)
      : bundle_(bundle),
        known_(known),
        vouched_(vouched),
        has_quorum_(has_quorum),
        profiles_(known.state()),
        ladder_(known.state()) {}

  std::vector<Told> tell() {
    tell_notes();
    for (const BundledEntry& entry : bundle_.entries)
      if (const auto* said = said_at(known_.state().notifications(), entry.index);
          said != nullptr && is(entry, because::kSubject))
        tell_ladder(*said);
    for (const BundledEntry& entry : bundle_.entries) tell_moment(entry);
    return std::move(all_);
  }

 private:
  static bool is(const BundledEntry& entry, std::string_view why) {
    return std::ranges::find(entry.because, why) != entry.because.end();
  }
  std::string when(TimeMs at, Lang lang) const {
    return filled(kOnMoment.in(lang), {{"local", moment_text(at, known_.mission().time_zone, lang)},
                                       {"utc", base::to_utc_string(at)}});
  }
  template <class Text>
  void say(ToldKind kind, std::string what, const Text& text) {
    all_.push_back({kind, std::move(what), text(Lang::en), text(Lang::ar)});
  }
  void note(const Phrase& phrase, const Fillings& fillings = {}) {
    say(ToldKind::note, "{}", [&](Lang lang) { return filled(phrase.in(lang), fillings); });
  }

  void tell_notes() {
    say(ToldKind::note, "{}",
        [](Lang lang) { return std::string(received_is_not_approved(lang)); });
    note(kDerived);
    say(ToldKind::note, "{}", [this](Lang lang) {
      return filled(kKnown.in(lang), {{"reader", bundle_.reader},
                                      {"size", std::to_string(bundle_.size.value)},
                                      {"origin", bundle_.origin},
                                      {"at", when(bundle_.at, lang)},
                                      {"zone", bundle_.time_zone}});
    });
    note(kIncomplete);
    const auto withheld =
        std::ranges::count(bundle_.entries, BodyState::withheld, &BundledEntry::body);
    if (withheld > 0)
      note(kWithheld, {{"n", std::to_string(withheld)}, {"reader", bundle_.reader}});
    const auto gone = std::ranges::count_if(bundle_.entries, [](const BundledEntry& entry) {
      return entry.body == BodyState::erased || entry.body == BodyState::absent;
    });
    if (gone > 0) note(kGone, {{"n", std::to_string(gone)}});
  }

  /// What is asked of a rung, by the strictest profile; nothing where nobody asks.
  std::optional<TimeMs> due(const SaidNotification& said, const engine::Answers& answers,
                            AcknowledgementStep step) const {
    std::optional<TimeMs> earliest;
    const TimeMs begins = said.what.when.interval.from;
    const TimeMs said_at = std::min(said.time, bundle_.at);
    for (const engine::Asked& asked : profiles_.of(said.what.kind)) {
      const domain::Profile& profile = *asked.profile;
      if (std::ranges::count(profile.recipients, answers.recipient) == 0) continue;
      std::optional<TimeMs> one;
      if (step == AcknowledgementStep::received && profile.acknowledge_within_ms > 0) {
        one = TimeMs{said_at.value + profile.acknowledge_within_ms};
        if (said_at < begins && begins < *one) one = begins;
      } else if (step == AcknowledgementStep::relayed && profile.relay_within_ms > 0 &&
                 answers.received) {
        one = TimeMs{std::min(answers.received->what.at.time, bundle_.at).value +
                     profile.relay_within_ms};
      } else if (step == AcknowledgementStep::in_effect && profile.in_effect_before_ms > 0 &&
                 begins != base::kTimeMin) {
        one = TimeMs{begins.value - profile.in_effect_before_ms};
      }
      if (one && (!earliest || *one < *earliest)) earliest = one;
    }
    return earliest;
  }

  struct Rung {
    int level = 0;
    std::optional<TimeMs> at = {};
    std::optional<TimeMs> due = {};
    const SaidAcknowledgement* said = nullptr;
    const Phrase* remark = nullptr;  ///< Why it cannot be reached.

    bool late(TimeMs now) const { return due && *due < at.value_or(now); }
  };

  std::string by(const SaidAcknowledgement& said, Lang lang) const {
    const domain::Acknowledgement& what = said.what;
    std::string text = filled(kBy.in(lang), {{"officer", what.officer},
                                             {"unit", what.unit.empty() ? "" : ", " + what.unit},
                                             {"channel", std::string(label(what.channel, lang))},
                                             {"n", std::to_string(said.index.value)}});
    const Naming naming(known_, lang);
    if (!what.recipient.empty())
      text += filled(kEnteredBy.in(lang), {{"party", naming.actor(said.party)}});
    if (!what.witness.empty()) text += filled(kHeardBy.in(lang), {{"witness", what.witness}});
    return text;
  }

  void tell_rung(const SaidNotification& notified, const std::string& recipient, const Rung& rung) {
    JsonWriter out(JsonWriter::Order::canonical);
    out.begin_object();
    if (rung.at) out.member("at_ms", rung.at->value);
    if (rung.due) out.member("due_ms", rung.due->value);
    if (rung.said) out.member("entry", static_cast<std::int64_t>(rung.said->index.value));
    out.key("late").boolean(rung.late(bundle_.at)).member("level", std::int64_t{rung.level});
    out.member("notification", static_cast<std::int64_t>(notified.index.value));
    out.key("reached").boolean(rung.at.has_value()).member("recipient", recipient);
    say(ToldKind::rung, out.end_object().take(), [&](Lang lang) {
      const std::string n = std::to_string(notified.index.value);
      const std::string name = Naming(known_, lang).actor(recipient);
      const std::string words(kRungs[static_cast<std::size_t>(rung.level)].in(lang));
      std::string text =
          rung.at ? filled(kReached.in(lang), {{"recipient", name},
                                               {"n", n},
                                               {"rung", words},
                                               {"at", when(*rung.at, lang)},
                                               {"by", rung.said ? by(*rung.said, lang) : ""}})
                  : filled(kNotReached.in(lang), {{"recipient", name}, {"n", n}, {"rung", words}});
      if (rung.due)
        text += filled((rung.late(bundle_.at) ? kLate : kDue).in(lang),
                       {{"due", when(*rung.due, lang)}});
      if (rung.remark) text += rung.remark->in(lang);
      return text;
    });
  }

  void tell_ladder(const SaidNotification& said) {
    const auto found = vouched_.find(said.index);
    const Vouched vouched = found == vouched_.end() ? Vouched{} : found->second;
    for (const engine::Answers& answers : ladder_.answers(said, profiles_.recipients_of(said))) {
      const std::string& recipient = answers.recipient;
      tell_rung(said, recipient, {.level = 0, .at = said.time});
      tell_rung(
          said, recipient,
          {.level = 1, .at = vouched.quorum, .remark = has_quorum_ ? nullptr : &kNoWitnesses});
      const bool has_mirror = std::ranges::any_of(
          bundle_.mirrors, [&](const BundleMirror& one) { return one.party == recipient; });
      Rung mirrored{.level = 2, .remark = has_mirror ? &kNotInReceipt : &kNoMirror};
      if (const auto at = vouched.mirrors.find(recipient); at != vouched.mirrors.end())
        mirrored = {.level = 2, .at = at->second};
      tell_rung(said, recipient, mirrored);
      constexpr std::array kSteps = {AcknowledgementStep::received, AcknowledgementStep::relayed,
                                     AcknowledgementStep::in_effect};
      int level = 3;
      for (const AcknowledgementStep step : kSteps) {
        Rung rung{.level = level++, .due = due(said, answers, step)};
        // A later step stands for those before it, but nobody said this one then.
        rung.said = step == AcknowledgementStep::received  ? answers.received
                    : step == AcknowledgementStep::relayed ? answers.relayed
                                                           : answers.in_effect;
        if (!rung.said) rung.said = answers.reached(step);
        if (rung.said) rung.at = rung.said->what.at.time;
        tell_rung(said, recipient, rung);
      }
    }
  }

  void tell_moment(const BundledEntry& entry) {
    const bool is_ground = std::ranges::all_of(entry.because, [](const std::string& why) {
      return why == because::kKey || why == because::kRule || why == because::kRoster;
    });
    if (is_ground) return;
    const auto bytes = header_bytes(entry.record);
    const auto header = bytes ? domain::decode_stored_header(*bytes) : bytes.error();
    if (!header) return;
    JsonWriter out(JsonWriter::Order::canonical);
    out.begin_object().member("at_ms", header->time.value);
    out.member("entry", static_cast<std::int64_t>(entry.index.value));
    const auto* const answer = said_at(known_.state().acknowledgements(), entry.index);
    say(ToldKind::moment, out.end_object().take(), [&](Lang lang) {
      const Naming naming(known_, lang);
      std::string text = filled(kSaid.in(lang), {{"n", std::to_string(entry.index.value)},
                                                 {"at", when(header->time, lang)},
                                                 {"party", naming.actor(header->party)},
                                                 {"what", summary(entry.index, naming)}});
      if (answer && !answer->what.witness.empty())
        text += filled(kHeardBy.in(lang), {{"witness", answer->what.witness}});
      if (answer && !answer->what.reason.empty())
        text += filled(kBecause.in(lang), {{"reason", answer->what.reason}});
      return text;
    });
  }

  const EvidenceBundle& bundle_;
  const Snapshot& known_;
  const VouchedFor& vouched_;
  const bool has_quorum_;
  engine::Profiles profiles_;
  engine::Ladder ladder_;
  std::vector<Told> all_;
};

}  // namespace

std::vector<Told> story_of(const EvidenceBundle& bundle, const Snapshot& known,
                           const VouchedFor& vouched, bool has_quorum) {
  return Story(bundle, known, vouched, has_quorum).tell();
}

Told told_of(const domain::Finding& finding, const Snapshot& known) {
  return {ToldKind::finding, domain::encode(finding), sentence(finding, Naming(known, Lang::en)),
          sentence(finding, Naming(known, Lang::ar))};
}

}  // namespace truceline::views

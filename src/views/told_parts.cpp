// SPDX-License-Identifier: Apache-2.0
#include "views/told_parts.hpp"

#include "engine/escalation.hpp"
#include "views/labels.hpp"
#include "views/sentence_parts.hpp"
#include "views/time_text.hpp"
#include "views/wire.hpp"

namespace truceline::views {

using base::JsonWriter;
using SaidAcknowledgement = engine::Said<domain::Acknowledgement>;

namespace {

constexpr Phrase kNotApproved{
    "To be told is not to approve. Nothing here permits or forbids anything.",
    "الإبلاغ ليس موافقة. لا شيء هنا يأذن بشيء أو يمنعه."};
constexpr Phrase kNotAcknowledged{"not acknowledged", "لم يصل إشعار بالاستلام"};
constexpr Phrase kSigned{"signed, no receipt yet", "موقّع، بلا إيصال بعد"};
constexpr Phrase kNoWitness{"signed; no witness is asked", "موقّع؛ لا يُطلب أي شاهد"};
constexpr Phrase kReceipt{"has a receipt from the witnesses", "له إيصال من الشهود"};
constexpr Phrase kMirrored{"lies in their own mirror", "موجود في مرآتهم"};
constexpr Phrase kHolds{"{witness} holds it", "{witness} تحتفظ به"};
constexpr Phrase kBehind{"{witness} does not hold it; behind since {since}",
                         "{witness} لا تحتفظ به؛ متأخرة منذ {since}"};
constexpr Phrase kAwaited{"{witness} does not hold it yet", "{witness} لا تحتفظ به بعد"};

std::string_view proof_label(int level, const Coverage& coverage, Lang lang) {
  if (level == 2) return kMirrored.in(lang);
  if (level == 1) return kReceipt.in(lang);
  return (coverage.asks_witnesses ? kSigned : kNoWitness).in(lang);
}

std::string mirror_text(const MirrorCover& mirror, bool holds, const Naming& naming) {
  const Lang lang = naming.lang();
  if (holds) return filled(kHolds.in(lang), {{"witness", mirror.witness}});
  if (!mirror.behind_since) return filled(kAwaited.in(lang), {{"witness", mirror.witness}});
  return filled(
      kBehind.in(lang),
      {{"witness", mirror.witness},
       {"since", moment_text(*mirror.behind_since, naming.snapshot().mission().time_zone, lang)}});
}

void write_moment(JsonWriter& out, const std::optional<base::TimeMs>& time) {
  if (time)
    write_time(out, *time);
  else
    out.null();
}

/// Levels 0 to 2: {level, label, receipt, mirror}.
void write_proof(JsonWriter& out, std::string_view party, base::EntryIndex notified,
                 const Coverage& coverage, const Naming& naming) {
  const int level = coverage.level(notified, party);
  out.begin_object().member("level", std::int64_t{level});
  out.member("label", proof_label(level, coverage, naming.lang())).key("receipt");
  if (coverage.asks_witnesses)
    out.boolean(notified.value < coverage.receipts.value);
  else
    out.null();
  out.key("mirror");
  if (const MirrorCover* const mirror = coverage.mirror_of(party)) {
    const bool holds = notified.value < mirror->size.value;
    out.begin_object().member("witness", mirror->witness).key("holds").boolean(holds);
    out.member("entries", static_cast<std::int64_t>(mirror->size.value));
    write_moment(out.key("heard_ms"), mirror->at);
    write_moment(out.key("behind_since_ms"), mirror->behind_since);
    out.member("text", mirror_text(*mirror, holds, naming)).end_object();
  } else {
    out.null();
  }
  out.end_object();
}

const SaidAcknowledgement* last_answer(const engine::Answers& answers) {
  if (answers.in_effect) return answers.in_effect;
  return answers.relayed ? answers.relayed : answers.received;
}

void write_said(JsonWriter& out, const SaidAcknowledgement* said, const Naming& naming) {
  if (!said) {
    out.null();
    return;
  }
  const Lang lang = naming.lang();
  const domain::Acknowledgement& what = said->what;
  out.begin_object().member("entry", static_cast<std::int64_t>(said->index.value));
  out.member("step", domain::word(what.step)).member("step_label", label(what.step, lang));
  out.member("officer", what.officer).member("unit", what.unit);
  out.member("channel", domain::word(what.channel));
  out.member("channel_label", label(what.channel, lang));
  // Where somebody else entered it for them: who says so, and who else heard it.
  out.member("told_by", what.recipient.empty() ? std::string() : naming.actor(said->party));
  out.member("witness", what.witness).member("reason", what.reason);
  write_time(out.key("at_ms"), what.at.time);
  out.member("at_text",
             moment_text(what.at.time, naming.snapshot().mission().time_zone, naming.lang()));
  out.end_object();
}

}  // namespace

std::string_view received_is_not_approved(Lang lang) {
  return kNotApproved.in(lang);
}

void write_rung(JsonWriter& out, const engine::Answers& answers, base::EntryIndex notified,
                const Coverage& coverage, const Naming& naming) {
  const auto* const last = last_answer(answers);
  out.begin_object().member("recipient", answers.recipient);
  out.member("name", naming.actor(answers.recipient));
  out.member("level", std::int64_t{answers.level()});
  out.member("level_label",
             last ? label(last->what.step, naming.lang()) : kNotAcknowledged.in(naming.lang()));
  write_said(out.key("answer"), last, naming);
  write_said(out.key("objection"), answers.standing_objection(), naming);
  write_proof(out.key("proof"), answers.recipient, notified, coverage, naming);
  out.end_object();
}

std::string rung_text(const engine::Answers& answers, base::EntryIndex notified,
                      const Coverage& coverage, const Naming& naming) {
  const Lang lang = naming.lang();
  const std::string_view comma = lang == Lang::ar ? "، " : ", ";
  std::string text = naming.actor(answers.recipient) + ": ";
  if (const auto* const last = last_answer(answers)) {
    text += label(last->what.step, lang);
    text.append(comma).append(last->what.officer).append(comma);
    text += moment_text(last->what.at.time, naming.snapshot().mission().time_zone, lang);
  } else {
    text += kNotAcknowledged.in(lang);
  }
  if (const auto* const objection = answers.standing_objection())
    text.append(comma).append(label(objection->what.step, lang)).append(": ") +=
        objection->what.reason;
  const int level = coverage.level(notified, answers.recipient);
  text.append("; ").append(proof_label(level, coverage, lang));
  if (const MirrorCover* const mirror = coverage.mirror_of(answers.recipient))
    text.append("; ") += mirror_text(*mirror, level == 2, naming);
  return text;
}

void write_on_duty(JsonWriter& out, std::string_view party, std::optional<domain::RankClass> from,
                   const Naming& naming) {
  const Snapshot& snapshot = naming.snapshot();
  auto officers = engine::on_duty(snapshot.state(), party, snapshot.at());
  if (from) engine::put_in_order_of_calling(officers, *from);
  out.begin_array();
  for (const engine::OnDuty& one : officers) {
    out.begin_object().member("officer", one.shift->officer.name);
    out.member("rank", domain::word(one.shift->rank));
    out.member("rank_label", label(one.shift->rank, naming.lang()));
    write_strings(out.key("languages"), one.shift->officer.languages);
    out.key("reach").begin_array();
    for (const domain::Reach& reach : one.shift->officer.reach) {
      out.begin_object().member("channel", domain::word(reach.channel));
      out.member("channel_label", label(reach.channel, naming.lang()));
      out.member("address", reach.address).end_object();
    }
    out.end_array();
    write_time(out.key("until_ms"), one.shift->interval.to);
    out.member("until_text",
               moment_text(one.shift->interval.to, snapshot.mission().time_zone, naming.lang()));
    out.end_object();
  }
  out.end_array();
}

}  // namespace truceline::views

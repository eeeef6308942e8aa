// SPDX-License-Identifier: Apache-2.0
#include "views/told_parts.hpp"

#include "engine/escalation.hpp"
#include "views/labels.hpp"
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

void write_rung(JsonWriter& out, const engine::Answers& answers, const Naming& naming) {
  const auto* const last = answers.in_effect ? answers.in_effect
                           : answers.relayed ? answers.relayed
                                             : answers.received;
  out.begin_object().member("recipient", answers.recipient);
  out.member("name", naming.actor(answers.recipient));
  out.member("level", std::int64_t{answers.level()});
  out.member("level_label",
             last ? label(last->what.step, naming.lang()) : kNotAcknowledged.in(naming.lang()));
  write_said(out.key("answer"), last, naming);
  write_said(out.key("objection"), answers.standing_objection(), naming);
  out.end_object();
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

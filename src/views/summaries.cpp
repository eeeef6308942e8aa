// SPDX-License-Identifier: Apache-2.0
#include "views/summaries.hpp"

#include "views/labels.hpp"
#include "views/sentence_parts.hpp"
#include "views/time_text.hpp"

namespace truceline::views {

using domain::StatementKind;

namespace {

constexpr Phrase kHidden{"{kind} by {party}, not public", "{kind} من {party}، غير علني"};
constexpr Phrase kErased{"{kind} by {party}, its content is not held",
                         "{kind} من {party}، مضمونه غير محفوظ"};
constexpr Phrase kUnnamedPlace{"a place", "مكان"};
constexpr Phrase kAt{" at {place}", " في {place}"};
constexpr Phrase kDeaths{", {n} deaths", "، الوفيات {n}"};
constexpr Phrase kOneDeath{", {n} death", "، الوفيات {n}"};
constexpr Phrase kHeld{"{place} held by {holders}", "{place} تحت سيطرة {holders}"};
constexpr Phrase kKey{"Key of {party} {action}", "مفتاح {party}: {action}"};
constexpr Phrase kRootKey{"Root key of {party} {action}", "المفتاح الأصل لـ{party}: {action}"};
constexpr Phrase kErasureOf{"Erased the body of entry {entry}: {basis}",
                            "مُحي متن القيد {entry}: {basis}"};
constexpr Phrase kUntil{"until {time}", "حتى {time}"};
constexpr Phrase kOpened{"{account} of {party} opened the body of entry {entry}",
                         "اطّلع {account} من {party} على متن القيد {entry}"};
constexpr Phrase kErasureOfNothing{"An erasure without effect: {basis}", "محو بلا أثر: {basis}"};

/// Puts one entry into words; `lang`, `zone` and names come from the naming.
class Summary {
 public:
  explicit Summary(const Naming& naming) : naming_(naming) {}

  std::string of(const domain::Agreement& agreement) const {
    return kind(StatementKind::agreement) + ": " + naming_.agreement(agreement.id);
  }
  std::string of(const domain::Actor& actor) const {
    return named(actor.names, actor.id) + ": " + words(actor.kind);
  }
  std::string of(const engine::PreparedZone& prepared) const {
    return named(prepared.zone.names, prepared.zone.id) + ": " + words(prepared.zone.kind);
  }
  std::string of(const domain::Post& post) const {
    return named(post.names, post.id) + ": " + words(post.status) + dated(post.when) +
           from(post.source);
  }
  std::string of(const domain::Report& report) const {
    std::string text = words(report.event);
    if (!report.place.name.empty()) text += filled(kAt.in(lang()), {{"place", report.place.name}});
    text += dated(report.when);
    const std::string a = mentions(report.side_a);
    const std::string b = mentions(report.side_b);
    if (!a.empty() || !b.empty()) text += ": " + a + (a.empty() || b.empty() ? "" : " - ") + b;
    for (const domain::Count& count : report.counts)
      if (count.unit == "deaths")
        text += filled((count.best == 1 ? kOneDeath : kDeaths).in(lang()),
                       {{"n", std::to_string(count.best)}});
    return text + from(report.source);
  }
  std::string of(const domain::Tally& tally) const {
    std::string text = std::to_string(tally.count) + " " + tally.unit;
    for (const std::string& part : {tally.side, tally.scope})
      if (!part.empty()) text += comma() + part;
    return text + dated(tally.when) + from(tally.source);
  }
  std::string of(const domain::Assessment& assessment) const {
    return kind(StatementKind::assessment) + ": " + words(assessment.verdict) +
           (assessment.reason.empty() ? "" : comma() + assessment.reason);
  }
  std::string of(const domain::Control& control) const {
    const std::string& place = control.place.name;
    return filled(kHeld.in(lang()),
                  {{"place", place.empty() ? std::string(kUnnamedPlace.in(lang())) : place},
                   {"holders", mentions(control.holders)}}) +
           dated(control.when) + from(control.source);
  }
  std::string of(const domain::Status& status) const {
    std::string text = status.text.empty() ? status.topic : status.text;
    if (text.ends_with('.')) text.pop_back();  // more follows
    if (!status.step.empty()) text += " [" + status.step + "]";
    return text + dated(status.when) + from(status.source);
  }
  std::string of(const domain::Key& key) const {
    const Phrase& phrase = key.role == domain::KeyRole::root ? kRootKey : kKey;
    return filled(phrase.in(lang()),
                  {{"party", naming_.actor(key.party)}, {"action", words(key.action)}});
  }
  std::string of(const domain::Erasure& erasure) const {
    const engine::State& state = naming_.snapshot().state();
    const auto target = state.find(erasure.entry);
    const bool took_effect = target && state.erased_by(*target);
    return filled(
        (took_effect ? kErasureOf : kErasureOfNothing).in(lang()),
        {{"entry", target ? std::to_string(target->value) : ""}, {"basis", erasure.basis}});
  }
  std::string of(const domain::Notification& notification) const {
    return named(notification.names, notification.id) + ": " +
           words(domain::subject_of(notification.kind)) + comma() + words(notification.phase) +
           dated(notification.when) + from(notification.source);
  }
  std::string of(const domain::Arrangement& arrangement) const {
    return kind(StatementKind::arrangement) + ": " + naming_.arrangement(arrangement.id);
  }
  std::string of(const domain::Encounter& encounter) const {
    return words(encounter.event) + comma() + encounter.object + comma() +
           moment(encounter.positions.back().time);
  }
  std::string of(const domain::Acknowledgement& said) const {
    std::string text = words(said.step) + comma() + said.officer;
    if (!said.recipient.empty()) text += comma() + naming_.actor(said.recipient);
    if (!said.unit.empty()) text += comma() + said.unit;
    return text + comma() + words(said.channel) + comma() + moment(said.at.time);
  }
  std::string of(const domain::Roster& roster) const {
    return kind(StatementKind::roster) + ": " + named(roster.names, roster.id);
  }
  std::string of(const domain::Call& call) const {
    std::string text = kind(StatementKind::call) + " " + call.id + ": " + words(call.step) +
                       comma() + naming_.actor(call.called);
    if (!call.officer.empty()) text += comma() + call.officer;
    return text + comma() + words(call.channel) + comma() + moment(call.at.time);
  }
  std::string of(const domain::Read& read) const {
    const auto target = naming_.snapshot().state().find(read.entry);
    return filled(kOpened.in(lang()), {{"account", read.account},
                                       {"party", naming_.actor(read.party)},
                                       {"entry", target ? std::to_string(target->value) : ""}});
  }
  std::string of(const domain::Exception& exception) const {
    std::string text = kind(StatementKind::exception) + ": " + exception.reason;
    if (exception.until)
      text += comma() + filled(kUntil.in(lang()), {{"time", moment(exception.until->time)}});
    return text;
  }

 private:
  std::string moment(base::TimeMs time) const {
    return moment_text(time, naming_.snapshot().mission().time_zone, lang());
  }
  Lang lang() const { return naming_.lang(); }
  std::string comma() const { return lang() == Lang::ar ? "، " : ", "; }
  std::string kind(StatementKind value) const { return words(value); }
  template <class E>
  std::string words(E value) const {
    return std::string(label(value, lang()));
  }
  std::string named(const domain::Names& names, const std::string& id) const {
    return std::string(names.empty() ? std::string_view(id) : name_in(names, lang()));
  }
  std::string dated(const domain::When& when) const {
    return comma() + interval_text(when.interval, naming_.snapshot().mission().time_zone, lang());
  }
  static std::string from(const domain::Source& source) {
    return source.publisher.empty() ? std::string{} : " (" + source.publisher + ")";
  }
  static std::string mentions(const std::vector<domain::ActorMention>& list) {
    std::string text;
    for (const domain::ActorMention& mention : list) {
      if (!text.empty()) text += ", ";
      text += mention.name.empty() ? mention.code : mention.name;
    }
    return text;
  }

  const Naming& naming_;
};

template <class T>
std::string summed_up(const engine::SaidList<T>& all, base::EntryIndex index,
                      const Naming& naming) {
  const auto* said = said_at(all, index);
  INVARIANT(said);
  return Summary(naming).of(said->what);
}

std::string untold(const Phrase& phrase, base::EntryIndex index, const Naming& naming) {
  const engine::State& state = naming.snapshot().state();
  return filled(phrase.in(naming.lang()),
                {{"kind", std::string(label(state.kind_of(index), naming.lang()))},
                 {"party", naming.actor(state.party_of(index))}});
}

}  // namespace

std::string summary(base::EntryIndex index, const Naming& naming) {
  const engine::State& state = naming.snapshot().state();
  if (!naming.snapshot().reads(index)) return untold(kHidden, index, naming);
  if (!state.has_body(index)) return untold(kErased, index, naming);
  switch (state.kind_of(index)) {
    case StatementKind::agreement:
      return summed_up(state.agreements(), index, naming);
    case StatementKind::actor:
      return summed_up(state.actors(), index, naming);
    case StatementKind::zone:
      return summed_up(state.zones(), index, naming);
    case StatementKind::post:
      return summed_up(state.posts(), index, naming);
    case StatementKind::report:
      return summed_up(state.reports(), index, naming);
    case StatementKind::tally:
      return summed_up(state.tallies(), index, naming);
    case StatementKind::assessment:
      return summed_up(state.assessments(), index, naming);
    case StatementKind::control:
      return summed_up(state.controls(), index, naming);
    case StatementKind::status:
      return summed_up(state.statuses(), index, naming);
    case StatementKind::key:
      return summed_up(state.keys(), index, naming);
    case StatementKind::erasure:
      return summed_up(state.erasures(), index, naming);
    case StatementKind::notification:
      return summed_up(state.notifications(), index, naming);
    case StatementKind::arrangement:
      return summed_up(state.arrangements(), index, naming);
    case StatementKind::encounter:
      return summed_up(state.encounters(), index, naming);
    case StatementKind::acknowledgement:
      return summed_up(state.acknowledgements(), index, naming);
    case StatementKind::roster:
      return summed_up(state.rosters(), index, naming);
    case StatementKind::call:
      return summed_up(state.calls(), index, naming);
    case StatementKind::read:
      return summed_up(state.reads(), index, naming);
    case StatementKind::exception:
      return summed_up(state.exceptions(), index, naming);
    case StatementKind::supersede:
      break;  // its reason is in the body only; see the entry
  }
  return std::string(label(StatementKind::supersede, naming.lang()));
}

}  // namespace truceline::views

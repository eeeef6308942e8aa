// SPDX-License-Identifier: Apache-2.0
//
// GET /api/v1/notifications: the register of what is notified, with the ladder of proof at a
// glance.
#include <algorithm>
#include <map>

#include "engine/duty_inbox.hpp"
#include "engine/profiles.hpp"
#include "engine/rules/subjects.hpp"
#include "views/handlers.hpp"
#include "views/labels.hpp"
#include "views/told_parts.hpp"
#include "views/wire.hpp"

namespace truceline::views {

using base::JsonWriter;
using base::Result;
using SaidNotification = engine::Said<domain::Notification>;

namespace {

constexpr std::int64_t kDefaultLimit = 100;

/// The findings that need action, by the entry of the notification that they are about.
using Pressing = std::map<base::EntryIndex, std::vector<const domain::Finding*>>;

Pressing pressing(const Snapshot& snapshot) {
  Pressing all;
  for (const domain::Finding* const finding :
       engine::duty_inbox(snapshot.findings(), snapshot.at()))
    for (const base::EntryIndex entry : finding->evidence) all[entry].push_back(finding);
  return all;
}

std::optional<geo::Point> middle_of(const domain::Notification& notice) {
  if (notice.circle) return notice.circle->centre;
  if (notice.corridor) return notice.corridor->route.front().at;
  if (!notice.area.empty() && !notice.area.front().outer.empty())
    return notice.area.front().outer.front();
  return std::nullopt;
}

class Register {
 public:
  Register(const Snapshot& snapshot, const Ask& ask)
      : snapshot_(snapshot),
        coverage_(ask.coverage),
        naming_(snapshot, ask.lang),
        profiles_(snapshot.state()),
        ladder_(snapshot.state()),
        pressing_(pressing(snapshot)) {}

  void write(JsonWriter& out, const SaidNotification& said) const {
    const Lang lang = naming_.lang();
    const domain::Notification& what = said.what;
    const std::string_view name = name_in(what.names, lang);
    out.begin_object().member("party", said.party).member("party_name", naming_.actor(said.party));
    out.member("id", what.id).member("name", name.empty() ? std::string_view(what.id) : name);
    const domain::SubjectKind kind = domain::subject_of(what.kind);
    out.member("kind", domain::word(what.kind)).member("kind_label", label(kind, lang));
    out.member("phase", domain::word(what.phase)).member("phase_label", label(what.phase, lang));
    out.key("emergency").boolean(what.emergency);
    write_when(out.key("when"), what.when, snapshot_.mission().time_zone, lang);
    out.key("point");
    if (const auto point = middle_of(what))
      write_position(out, *point);
    else
      out.null();
    out.member("place", what.place.name).member("as_written", what.place.as_written);
    out.member("entry", static_cast<std::int64_t>(said.index.value));
    write_time(out.key("said_ms"), said.time);
    out.key("ladder").begin_array();
    for (const engine::Answers& answers : ladder_.answers(said, profiles_.recipients_of(said)))
      write_rung(out, answers, said.index, coverage_, naming_);
    out.end_array().key("findings").begin_array();
    if (const auto found = pressing_.find(said.index); found != pressing_.end())
      for (const domain::Finding* const finding : found->second)
        out.string(base::to_hex(finding->id));
    out.end_array().end_object();
  }

 private:
  const Snapshot& snapshot_;
  const Coverage& coverage_;
  Naming naming_;
  engine::Profiles profiles_;
  engine::Ladder ladder_;
  Pressing pressing_;
};

}  // namespace

Result<Answer> notifications_answer(const Snapshot& snapshot, const Ask& ask) {
  const bool past = ask.flag("past").value_or(false);
  const auto kind = domain::from_word<domain::NotificationKind>(ask.text("kind"));
  const std::string party = ask.text("party");
  const auto from = static_cast<std::uint64_t>(ask.number("from").value_or(0));
  const auto limit = static_cast<std::size_t>(ask.number("limit").value_or(kDefaultLimit));
  std::vector<const SaidNotification*> selected;
  for (const SaidNotification* const said : snapshot.state().notified()) {
    if (said->index.value < from) continue;
    if (!past && !engine::rules::is_to_come(*said, snapshot.at())) continue;
    if (kind && said->what.kind != *kind) continue;
    if (!party.empty() && said->party != party) continue;
    selected.push_back(said);
  }
  const Register list(snapshot, ask);
  JsonWriter out;
  out.begin_object().member("note", received_is_not_approved(ask.lang));
  out.key("items").begin_array();
  for (std::size_t i = 0; i < selected.size() && i < limit; ++i) list.write(out, *selected[i]);
  out.end_array().key("next");
  if (limit < selected.size())
    out.integer(static_cast<std::int64_t>(selected[limit]->index.value));
  else
    out.null();
  out.end_object();
  return Answer{out.take()};
}

}  // namespace truceline::views

// SPDX-License-Identifier: Apache-2.0
#include "views/delivery_notice.hpp"

#include <algorithm>

#include "engine/duty_inbox.hpp"
#include "engine/profiles.hpp"

namespace truceline::views {

using SaidNotification = engine::Said<domain::Notification>;

namespace {

bool names(const std::vector<std::string>& list, const std::string& party) {
  return std::ranges::find(list, party) != list.end();
}

/// So long after it was said an acknowledgement is late. Where the plan's own beginning comes
/// first, that is no time to tell outside: then it is empty.
std::optional<base::TimeMs> acknowledge_by(const SaidNotification& said,
                                           const engine::Profiles& profiles,
                                           const std::string& party, base::TimeMs since) {
  std::optional<base::TimeMs> due;
  for (const engine::Asked& asked : profiles.of(said.what.kind)) {
    if (asked.profile->acknowledge_within_ms == 0 || !names(asked.profile->recipients, party))
      continue;
    const base::TimeMs late{since.value + asked.profile->acknowledge_within_ms};
    if (!due || late < *due) due = late;
  }
  if (due && said.what.when.interval.from < *due) return std::nullopt;
  return due;
}

Notice notice_of(const SaidNotification& said, const engine::Profiles& profiles,
                 const Snapshot& snapshot, const std::string& party) {
  Notice notice;
  notice.party = party;
  notice.author = said.party;
  notice.entry = said.index;
  notice.id = said.id;
  notice.since = std::min(said.time, snapshot.at());
  const auto first = snapshot.state().first_notified(said.party, said.what.id);
  notice.kind = said.what.phase == domain::Phase::withdrawn ? NoticeKind::withdrawal
                : first && *first < said.index              ? NoticeKind::new_version
                                                            : NoticeKind::notification;
  notice.due = acknowledge_by(said, profiles, notice.party, notice.since);
  return notice;
}

/// What comes first that stands at `from` or after it; all are in order of entry.
template <class T>
auto first_at(const engine::SaidList<T>& all, base::EntryIndex from) {
  return std::ranges::lower_bound(all, from, {}, &engine::Said<T>::index);
}

/// True where the time by which somebody must act follows from the rules and from when something
/// was said: neither from when a plan takes place nor from when nobody is on duty.
bool may_tell_due(domain::Rule rule) {
  return rule == domain::Rule::overdue_revalidation || rule == domain::Rule::overdue_call;
}

}  // namespace

NoticeAsks Notice::asks() const {
  switch (kind) {
    case NoticeKind::notification:
    case NoticeKind::new_version:
    case NoticeKind::withdrawal:
      return NoticeAsks::acknowledge;
    case NoticeKind::finding:
      return NoticeAsks::act;
    case NoticeKind::emergency_call:
      return NoticeAsks::answer;
    case NoticeKind::test:
      return NoticeAsks::nothing;
  }
  return NoticeAsks::nothing;
}

std::vector<Notice> entry_notices(const Snapshot& snapshot, const std::string& party,
                                  base::EntryIndex from) {
  const engine::State& state = snapshot.state();
  std::vector<Notice> notices;
  const auto notified = first_at(state.notifications(), from);
  if (notified != state.notifications().end()) {
    const engine::Profiles profiles(state);
    for (auto said = notified; said != state.notifications().end(); ++said)
      if (said->party != party &&
          (names(said->audience.recipients, party) || names(profiles.recipients_of(*said), party)))
        notices.push_back(notice_of(*said, profiles, snapshot, party));
  }
  for (auto said = first_at(state.calls(), from); said != state.calls().end(); ++said) {
    const bool rings = said->what.step == domain::CallStep::placed ||
                       said->what.step == domain::CallStep::not_answered;
    if (!said->what.emergency || !rings || said->what.called != party || said->party == party)
      continue;
    Notice notice;
    notice.kind = NoticeKind::emergency_call;
    notice.party = party;
    notice.author = said->party;
    notice.entry = said->index;
    notice.id = said->id;
    notice.since = std::min(said->what.at.time, snapshot.at());
    notices.push_back(std::move(notice));
  }
  std::ranges::stable_sort(notices, {}, &Notice::entry);
  return notices;
}

std::vector<Notice> inbox_notices(const Snapshot& snapshot, const std::string& party) {
  std::vector<Notice> notices;
  for (const domain::Finding* const finding :
       engine::duty_inbox(snapshot.findings(), snapshot.at())) {
    const std::string* const called = finding->facts.find("called");
    if (!names(finding->must_act, party) && !(called != nullptr && *called == party)) continue;
    Notice notice;
    notice.kind = NoticeKind::finding;
    notice.party = party;
    notice.id = finding->id;
    notice.finding = finding->kind();
    notice.since = snapshot.at();
    if (may_tell_due(finding->rule)) notice.due = finding->due;
    notices.push_back(std::move(notice));
  }
  return notices;
}

Notice test_notice(std::string party, base::TimeMs now) {
  Notice notice;
  notice.party = std::move(party);
  notice.since = now;
  return notice;
}

}  // namespace truceline::views

// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/subjects.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "engine/zone_history.hpp"

namespace truceline::engine::rules {
namespace {

/// The name people use, in English where there is one: it stands in facts, which have no language.
const std::string& common_name(const Subject& subject) {
  const domain::Names& names = subject.names();
  const auto english = names.find("en");
  if (english != names.end()) return english->second;
  return names.empty() ? subject.id() : names.begin()->second;
}

}  // namespace

const std::string& Subject::party() const {
  static const std::string kNobody;
  return notified ? notified->party : kNobody;
}

const std::string& Subject::id() const {
  return notified ? notified->what.id : drawn->what.zone.id;
}

const domain::Names& Subject::names() const {
  return notified ? notified->what.names : drawn->what.zone.names;
}

const domain::Audience& Subject::audience() const {
  return notified ? notified->audience : drawn->audience;
}

geo::Volume Subject::volume() const {
  if (notified) return domain::volume_of(notified->what);
  return {drawn->what.zone.area, {}, key.governs};
}

geo::Window Subject::lasts() const {
  return notified ? window_of(notified->what.when.interval) : key.governs;
}

Subject subject_of(const Said<domain::Notification>& notified) {
  return {.key = {.is_drawn = false, .entry = notified.index, .governs = {}},
          .kind = domain::subject_of(notified.what.kind),
          .notified = &notified};
}

Subject subject_at(const State& state, const SubjectKey& key) {
  if (!key.is_drawn) {
    const auto* const notified = state.notification_at(key.entry);
    INVARIANT(notified != nullptr);
    return subject_of(*notified);
  }
  const auto drawn =
      std::ranges::lower_bound(state.zones(), key.entry, {}, &Said<PreparedZone>::index);
  INVARIANT(drawn != state.zones().end() && drawn->index == key.entry);
  return {.key = key, .kind = domain::subject_of(drawn->what.zone.kind), .drawn = &*drawn};
}

std::vector<Subject> notified_subjects(const State& state) {
  const auto newest = state.notified();
  std::vector<Subject> subjects;
  subjects.reserve(newest.size());
  for (const Said<domain::Notification>* said : newest)
    if (domain::takes_place(said->what.phase)) subjects.push_back(subject_of(*said));
  return subjects;
}

std::vector<Subject> drawn_subjects(const State& state) {
  std::set<std::string_view> ids;
  for (const auto& said : state.zones()) ids.insert(said.what.zone.id);
  std::vector<Subject> subjects;
  for (const std::string_view id : ids) {
    const ZoneHistory history(state, id);
    for (const ZoneHistory::Reign& reign : history.reigns()) {
      const domain::Zone& zone = reign.version->what.zone;
      if (zone.area.empty()) continue;
      subjects.push_back({.key = {.is_drawn = true,
                                  .entry = reign.version->index,
                                  .governs = window_of(reign.interval)},
                          .kind = domain::subject_of(zone.kind),
                          .drawn = reign.version});
    }
  }
  std::ranges::sort(subjects, {}, &Subject::key);
  return subjects;
}

base::EntryIndex since(const Subject& subject, const State& state) {
  if (!subject.notified) return subject.key.entry;
  return state.first_notified(subject.party(), subject.id()).value_or(subject.key.entry);
}

void set_name(domain::Facts& facts, char letter, const Subject& subject) {
  // Facts are named by literals.
  facts.set(letter == 'a' ? "name_a" : "name_b", common_name(subject));
  const auto arabic = subject.names().find("ar");
  if (arabic != subject.names().end())
    facts.set(letter == 'a' ? "name_a_ar" : "name_b_ar", arabic->second);
}

void set_subject(domain::Facts& facts, const Said<domain::Notification>& notified) {
  const Subject subject = subject_of(notified);
  set_name(facts, 'a', subject);
  facts.set("kind_a", std::string(domain::word(subject.kind)));
  facts.set("party_a", notified.party);
}

bool is_to_come(const Said<domain::Notification>& notified, base::TimeMs at) {
  RuleClock clock(at);
  return is_to_come(notified, clock);
}

bool is_to_come(const Said<domain::Notification>& notified, RuleClock& clock) {
  const domain::Phase phase = notified.what.phase;
  return phase != domain::Phase::ended && phase != domain::Phase::withdrawn &&
         !clock.has_reached(notified.what.when.interval.to);
}

geo::Window window_of(const base::Interval& interval) {
  geo::Window window;
  if (interval.from > base::kTimeMin) window.from = interval.from.value;
  if (interval.to < base::kTimeMax) window.until = interval.to.value;
  return window;
}

base::Interval interval_of(const geo::Window& window) {
  base::Interval interval;
  if (window.from > std::numeric_limits<std::int64_t>::min()) interval.from = {window.from};
  if (window.until < std::numeric_limits<std::int64_t>::max()) interval.to = {window.until};
  return interval;
}

}  // namespace truceline::engine::rules

// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/subjects.hpp"

#include <limits>
#include <map>
#include <set>
#include <utility>

#include "engine/zone_history.hpp"

namespace truceline::engine::rules {
namespace {

/// The name people use, in English where there is one: it stands in facts, which have no language.
std::string common_name(const Subject& subject) {
  const auto english = subject.names.find("en");
  if (english != subject.names.end()) return english->second;
  return subject.names.empty() ? subject.id : subject.names.begin()->second;
}

}  // namespace

std::vector<Subject> notified_subjects(const State& state) {
  std::map<std::pair<std::string_view, std::string_view>, base::EntryIndex> since;
  for (const auto& said : state.notifications())
    since.try_emplace({said.party, said.what.id}, said.index);
  std::vector<Subject> subjects;
  for (const Said<domain::Notification>* said : state.notified()) {
    if (!domain::takes_place(said->what.phase)) continue;
    subjects.push_back({.kind = domain::subject_of(said->what.kind),
                        .entry = said->index,
                        .since = since.at({said->party, said->what.id}),
                        .party = said->party,
                        .id = said->what.id,
                        .names = said->what.names,
                        .volume = domain::volume_of(said->what),
                        .notified = said});
  }
  return subjects;
}

std::vector<Subject> drawn_subjects(const State& state, bool (*wanted)(const domain::Zone&)) {
  std::set<std::string_view> ids;
  for (const auto& said : state.zones())
    if (wanted(said.what.zone)) ids.insert(said.what.zone.id);
  std::vector<Subject> subjects;
  for (const std::string_view id : ids) {
    const ZoneHistory history(state, id);
    for (const ZoneHistory::Reign& reign : history.reigns()) {
      const domain::Zone& zone = reign.version->what.zone;
      if (!wanted(zone) || zone.area.empty()) continue;
      subjects.push_back({.kind = domain::subject_of(zone.kind),
                          .entry = reign.version->index,
                          .since = reign.version->index,
                          .party = {},
                          .id = zone.id,
                          .names = zone.names,
                          .volume = {zone.area, {}, window_of(reign.interval)},
                          .drawn = reign.version});
    }
  }
  return subjects;
}

void set_name(domain::Facts& facts, char letter, const Subject& subject) {
  // Facts are named by literals.
  facts.set(letter == 'a' ? "name_a" : "name_b", common_name(subject));
  const auto arabic = subject.names.find("ar");
  if (arabic != subject.names.end())
    facts.set(letter == 'a' ? "name_a_ar" : "name_b_ar", arabic->second);
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

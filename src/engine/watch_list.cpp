// SPDX-License-Identifier: Apache-2.0
#include "engine/watch_list.hpp"

#include <algorithm>
#include <map>

#include "engine/rules/subjects.hpp"

namespace truceline::engine {
namespace {

using domain::SubjectKind;
using rules::Subject;

/// The widest separation that is asked for from subjects of one kind, and what asks for it.
struct Widest {
  std::int64_t metres = 0;
  std::optional<base::Hash> arrangement;
};

std::map<SubjectKind, Widest> widest_separations(const State& state) {
  std::map<SubjectKind, Widest> widest;
  for (const Said<domain::Arrangement>& said : state.arrangements()) {
    if (state.arrangement(said.what.id) != &said) continue;
    for (const domain::RequiredSeparation& separation : said.what.separations)
      for (const SubjectKind kind : {separation.first, separation.second}) {
        Widest& so_far = widest[kind];
        if (separation.horizontal_m > so_far.metres) so_far = {separation.horizontal_m, said.id};
      }
  }
  return widest;
}

/// The widest distance between hostile parties that is asked for.
HostileWatch hostile_watch(const State& state) {
  HostileWatch watch;
  for (const Said<domain::Arrangement>& said : state.arrangements()) {
    const domain::HostileDistance& hostile = said.what.hostile;
    if (state.arrangement(said.what.id) != &said || hostile.horizontal_m <= watch.within_m)
      continue;
    watch.within_m = std::min(hostile.horizontal_m, kWatchedWithinMaxM);
    watch.vertical_cm = hostile.vertical_cm;
    watch.arrangement = said.id;
  }
  if (watch.within_m > 0) watch.enmities = Enmities(state);
  return watch;
}

/// "notification ngo convoy-12": the same for each version. Zones have ids of their own.
std::string thing_of(const Subject& subject) {
  return subject.drawn ? "zone " + subject.id()
                       : "notification " + subject.party() + " " + subject.id();
}

class Builder {
 public:
  explicit Builder(const State& state) : state_(state), widest_(widest_separations(state)) {}

  WatchList build() {
    for (const Subject& subject : rules::drawn_subjects(
             state_, [](const domain::Zone& zone) { return is_entered(subject_of(zone.kind)); }))
      add_entered(subject);
    for (const Subject& subject : rules::notified_subjects(state_)) {
      if (!moves(subject.notified->what.kind))
        add_entered(subject);
      else if (subject.notified->what.objects.empty())
        add_corridor(subject, subject.id());
      else
        for (const std::string& object : subject.notified->what.objects)
          add_corridor(subject, object);
    }
    list_.hostile = hostile_watch(state_);
    return std::move(list_);
  }

 private:
  void add_entered(const Subject& subject) {
    const auto widest = widest_.find(subject.kind);
    const Widest near = widest == widest_.end() ? Widest{} : widest->second;
    add({.id = {},
         .thing = thing_of(subject),
         .footprint = subject.volume().footprint,
         .within_m = std::min(near.metres, kWatchedWithinMaxM),
         .active = subject.lasts(),
         .owner = subject.party()},
        {state_.id_of(subject.key.entry), near.arrangement, subject.kind}, subject.key.entry);
  }

  void add_corridor(const Subject& subject, const std::string& object) {
    add({.id = {},
         .thing = thing_of(subject),
         .footprint = subject.volume().footprint,
         .active = subject.lasts(),
         .keeps_in = object,
         .owner = subject.party()},
        {state_.id_of(subject.key.entry), std::nullopt, subject.kind}, subject.key.entry);
  }

  void add(Watched watched, WatchList::Origin origin, base::EntryIndex entry) {
    watched.id = std::to_string(list_.watched.size());
    if (const auto sound = check_watched({&watched, 1}); !sound) {
      list_.left_out.push_back(sound.error().at("entry " + std::to_string(entry.value)));
      return;
    }
    list_.watched.push_back(std::move(watched));
    list_.origins.push_back(origin);
  }

  const State& state_;
  std::map<SubjectKind, Widest> widest_;
  WatchList list_;
};

}  // namespace

bool concerns(SubjectKind watched, domain::MoverKind mover) {
  const bool stays_below =
      mover == domain::MoverKind::vehicle || mover == domain::MoverKind::vessel;
  return watched != SubjectKind::no_fly || !stays_below;
}

bool is_entered(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::site:
    case SubjectKind::exercise:
    case SubjectKind::operation:
    case SubjectKind::de_escalation:
    case SubjectKind::demilitarised:
    case SubjectKind::buffer:
    case SubjectKind::exclusion:
    case SubjectKind::no_fly:
    case SubjectKind::area:
      return true;
    case SubjectKind::movement:
    case SubjectKind::flight:
    case SubjectKind::aid_delivery:
    case SubjectKind::evacuation:
    case SubjectKind::area_of_responsibility:
    case SubjectKind::corridor:
      return false;
  }
  return false;
}

bool moves(domain::NotificationKind kind) {
  return !is_entered(domain::subject_of(kind));
}

std::optional<domain::Encounter> WatchList::encounter_of(const ProximityEvent& event) const {
  const std::size_t number = std::stoull(event.watched);
  INVARIANT(number < origins.size() && !event.positions.empty());
  const Origin& origin = origins[number];
  const domain::Position& last = event.positions.back();
  if (!concerns(origin.kind, last.kind)) return std::nullopt;
  domain::Encounter encounter;
  encounter.event = event.kind;
  encounter.object = last.object;
  encounter.kind = last.kind;
  encounter.sender = last.sender;
  for (const domain::Position& position : event.positions)
    encounter.positions.push_back({position.time, position.at, position.height});
  encounter.watched = origin.entry;
  if (event.kind == ProximityKind::came_near || event.kind == ProximityKind::went_away) {
    encounter.within_m = watched[number].within_m;
    encounter.arrangement = origin.arrangement;
  }
  return encounter;
}

WatchList watch_list(const State& state) {
  return Builder(state).build();
}

}  // namespace truceline::engine

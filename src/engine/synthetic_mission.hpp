// SPDX-License-Identifier: Apache-2.0
//
// For tests and measurements: a mission of any size made from a seed, with something in it for
// every rule. The generator is our own: the standard's distributions differ between libraries.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "engine/story.hpp"

namespace truceline::engine {

/// splitmix64 (S. Vigna, public domain).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }
  /// 0 .. sides - 1. The bias of the remainder does not matter here.
  std::int64_t roll(std::int64_t sides) {
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(sides));
  }

 private:
  std::uint64_t state_;
};

class SyntheticMission {
 public:
  explicit SyntheticMission(std::uint64_t seed) : dice_(seed) {}

  /// 12 actors, 4 agreements with 4 clauses each, 15 zones, then `statements` of every kind, nine
  /// in ten of them reports; at the end an arrangement, an area of responsibility, 40
  /// notifications and some encounters with them, and two evacuations that few have answered.
  Story tell(std::size_t statements) {
    tell_setting();
    for (std::size_t i = 0; i < statements; ++i) tell_next();
    tell_notifications();
    tell_encounters();
    tell_answers();
    return std::move(story_);
  }

 private:
  static constexpr std::array kNames = {"government", "opposition", "islamic-state", "faction-3",
                                        "faction-4",  "faction-5",  "faction-6",     "faction-7",
                                        "faction-8",  "faction-9",  "russia",        "stranger"};
  static constexpr std::int64_t kPlaces = 3000;
  const std::int64_t begin_ms_ = midnight("2016-01-01").value;

  void tell_setting() {
    for (int i = 3; i < 10; ++i) {
      domain::Actor actor;
      actor.id = kNames[static_cast<std::size_t>(i)];
      actor.relations = {{domain::Relation::member_of,
                          i < 8 ? "opposition" : "islamic-state",
                          {midnight("2016-06-01"), midnight("2018-06-01")}}};
      story_.say("mission", actor);
    }
    for (int i = 0; i < 15; ++i) story_.say("mission", zone(i));
    for (int i = 0; i < 4; ++i) story_.say("mission", agreement(i));
  }

  domain::Zone zone(int number) {
    domain::Zone zone;
    zone.id = "zone-" + std::to_string(number);
    geo::Polygon drawn;  // a saw-toothed square of 40 vertices
    const auto lon = static_cast<std::int32_t>(360'000'000 + dice_.roll(50'000'000));
    const auto lat = static_cast<std::int32_t>(330'000'000 + dice_.roll(30'000'000));
    constexpr std::int32_t kStep = 500'000;
    const auto corner = [&](std::int32_t x, std::int32_t y) {
      drawn.outer.push_back({.lon_e7 = lon + x * kStep, .lat_e7 = lat + y * kStep});
    };
    for (std::int32_t i = 0; i < 20; ++i) corner(i, i % 2);
    for (std::int32_t i = 20; i > 0; --i) corner(i, 10 + i % 2);
    zone.area = {std::move(drawn)};
    return zone;
  }

  domain::Agreement agreement(int number) {
    domain::Agreement agreement = truce();
    agreement.id = "truce-" + std::to_string(number);
    agreement.in_force = {{begin_ms_ + number * 300 * base::kDayMs},
                          {begin_ms_ + (number * 300 + 180) * base::kDayMs}};
    agreement.renewal = number == 1 ? domain::Renewal::automatic : domain::Renewal::by_statement;
    domain::Provision in_zones = agreement.provisions[0];
    in_zones.id = "2";
    in_zones.matches->events = {domain::EventKind::armed_force};
    in_zones.everywhere = false;
    for (int i = 0; i < 15; ++i) in_zones.zones.push_back("zone-" + std::to_string(i));
    domain::Provision dated = in_zones;
    dated.id = "3";
    dated.modality = domain::Modality::obliges;
    dated.matches.reset();
    dated.due = domain::Moment{{agreement.in_force.from.value + 30 * base::kDayMs}, "a month on"};
    dated.met_by = "done-" + std::to_string(number);
    domain::Provision stepless = dated;
    stepless.id = "4";
    stepless.met_by.clear();
    agreement.provisions.insert(agreement.provisions.end(), {in_zones, dated, stepless});
    for (domain::Provision& clause : agreement.provisions) clause.in_effect = agreement.in_force;
    return agreement;
  }

  void tell_next() {
    const std::int64_t kind = dice_.roll(100);
    const std::string party = kind % 3 == 0 ? "mission" : "ngo-" + std::to_string(kind % 5);
    Story::References references;
    const auto& told = story_.told();
    if (dice_.roll(20) == 0)
      references.push_back(
          {dice_.roll(2) == 0 ? domain::ReferenceKind::supersedes : domain::ReferenceKind::cites,
           told[static_cast<std::size_t>(dice_.roll(static_cast<std::int64_t>(told.size())))].id});
    if (kind < 90)
      story_.say(party, report(), references);
    else if (kind < 92)
      story_.say(party, post(), references);
    else if (kind < 94)
      story_.say(party, tally(), references);
    else if (kind < 96)
      story_.say(party, control(), references);
    else if (kind < 98)
      story_.say(party, status(), references);
    else
      story_.say(party, assessment(), references);
  }

  void tell_notifications() {
    domain::Arrangement arrangement;
    arrangement.id = "separations";
    arrangement.title = "separations";
    using enum domain::SubjectKind;
    arrangement.separations = {{operation, site, 5'000, std::nullopt, 0},
                               {flight, flight, 30'000, 30'000, base::kMinuteMs * 10}};
    arrangement.priority = {site, operation};
    story_.say("mission", arrangement);
    domain::Zone answered_for = zone(15);
    answered_for.kind = domain::ZoneKind::area_of_responsibility;
    answered_for.responsible = {"ngo-1"};
    const auto corner = [](std::int32_t x, std::int32_t y) {
      return geo::Point{.lon_e7 = 360'000'000 + x, .lat_e7 = 340'000'000 + y};
    };
    answered_for.area = {{{corner(0, 0), corner(2'000'000, 0), corner(0, 4'000'000)}, {}}};
    story_.say("mission", answered_for);
    for (int i = 0; i < 40; ++i) {
      story_.audience = {domain::AudienceLabel::named, {"mission", i % 2 == 0 ? "ngo-1" : "ngo-2"}};
      story_.say("ngo-" + std::to_string(i % 3), notification(i));
    }
    story_.audience = {domain::AudienceLabel::everyone, {}};
  }

  /// Somebody in each site and operation, near it, and out again; each flight out of its corridor.
  void tell_encounters() {
    using domain::ProximityKind;
    const std::vector<domain::Statement> told = story_.told();
    base::Hash arrangement{};
    for (const domain::Statement& statement : told) {
      if (statement.header.kind == domain::StatementKind::arrangement) arrangement = statement.id;
      const auto* notice = std::get_if<domain::Notification>(&*statement.body);
      if (notice == nullptr) continue;
      domain::Encounter encounter;
      encounter.watched = statement.id;
      encounter.object = notice->id;
      encounter.sender = notice->corridor ? statement.header.party : "ngo-4";
      const base::TimeMs begun = notice->when.interval.from;
      geo::Point at =
          notice->corridor ? notice->corridor->route.front().at : notice->circle->centre;
      if (notice->corridor) {
        at.lat_e7 -= 1'000'000;
        encounter.event = ProximityKind::left_corridor;
      }
      encounter.positions = {{begun, at, std::nullopt}};
      story_.say("mission", encounter);
      at.lat_e7 += 400'000;  // 4.4 km north of the middle
      encounter.positions = {{{begun.value + base::kMinuteMs}, at, std::nullopt}};
      encounter.event = notice->corridor ? ProximityKind::back_in_corridor : ProximityKind::left;
      story_.say("mission", encounter);
      if (notice->corridor) continue;
      encounter.event = ProximityKind::came_near;
      encounter.within_m = 5'000;
      encounter.arrangement = arrangement;
      story_.say("mission", encounter);
    }
  }

  /// Around the end of 2019: two evacuations, one told too few and too many, one answered in part;
  /// a roster with a hole, and a call that nobody takes.
  void tell_answers() {
    const base::TimeMs clock = midnight("2019-12-31");
    const auto after = [&](std::int64_t hours) {
      return base::TimeMs{clock.value + hours * 60 * base::kMinuteMs};
    };
    domain::Arrangement arrangement;
    arrangement.id = arrangement.title = "duties";
    arrangement.profiles = {{.kinds = {domain::NotificationKind::evacuation},
                             .recipients = {"ngo-1", "ngo-2"},
                             .may_know = {},
                             .needs = {domain::Need::plates},
                             .lead_time_ms = 1'500 * base::kDayMs,
                             .emergency_lead_time_ms = base::kDayMs,
                             .acknowledge_within_ms = 120 * base::kMinuteMs,
                             .relay_within_ms = 60 * base::kMinuteMs,
                             .in_effect_before_ms = base::kDayMs,
                             .revalidate_every_ms = 90 * base::kDayMs}};
    arrangement.cover = {{{"ngo-1", "ngo-2"}, domain::RankClass::field, {}, 2 * base::kDayMs}};
    arrangement.answer_within_ms = 5 * base::kMinuteMs;
    story_.say("mission", arrangement);
    story_.say(
        "ngo-1",
        domain::Roster{
            "desk",
            {},
            {},
            {{{"Colonel A", {"ar"}, {}}, domain::RankClass::field, {after(-12), after(12)}}}});

    domain::Notification evacuation = notification(1);
    evacuation.kind = domain::NotificationKind::evacuation;
    evacuation.when.interval = {after(12), after(36)};
    evacuation.id = "evacuation-1";
    story_.audience = {domain::AudienceLabel::named, {"ngo-1", "ngo-4"}};
    story_.say("ngo-3", evacuation);
    evacuation.id = "evacuation-2";
    story_.audience = {domain::AudienceLabel::named, {"ngo-1", "ngo-2"}};
    domain::Acknowledgement said;
    said.notification = story_.say("ngo-3", evacuation);
    said.officer = "Major B";
    said.at.time = after(-30);
    story_.audience = {domain::AudienceLabel::named, {"ngo-3"}};
    story_.say("ngo-1", said);
    story_.say("ngo-2", said);
    said.step = domain::AcknowledgementStep::objected;
    said.reason = "no units there";
    story_.say("ngo-2", said);

    domain::Call call;
    call.id = "call-1";
    call.caller = "duty officer";
    call.called = "ngo-2";
    call.emergency = true;
    call.at.time = after(-1);
    story_.say("mission", call);
    story_.audience = {domain::AudienceLabel::everyone, {}};
    tell_of_hostile_ones(after(-2));
    story_.time = after(24 * 365 * 20);  // a clock that is wrong
    story_.say("ngo-2", domain::Roster{.id = "desk-2", .party = {}, .names = {}, .shifts = {}});
    story_.time.reset();
  }

  /// Two aircraft of parties that are hostile to each other, two kilometres apart.
  void tell_of_hostile_ones(base::TimeMs at) {
    domain::Actor actor;
    actor.id = "ngo-4";
    actor.relations = {{domain::Relation::hostile, "ngo-2", {}}};
    domain::Encounter met;
    met.event = domain::ProximityKind::came_near;
    met.object = "kite-1";
    met.sender = "ngo-4";
    met.positions = {{at, {.lon_e7 = 380'000'000, .lat_e7 = 350'000'000}, {}}};
    met.met = domain::Met{
        "kite-2", {}, "ngo-2", {{at, {.lon_e7 = 380'200'000, .lat_e7 = 350'000'000}, {}}}};
    met.watched = story_.say("mission", actor);
    met.within_m = 5'000;
    domain::Arrangement line;
    line.id = "line";
    line.title = "Line";
    line.hostile.horizontal_m = 5'000;
    met.arrangement = story_.say("mission", line);
    story_.say("mission", met);
  }

  domain::Notification notification(int number) {
    static constexpr std::array kKinds = {domain::NotificationKind::site,
                                          domain::NotificationKind::operation,
                                          domain::NotificationKind::flight};
    domain::Notification notice;
    notice.id = "notice-" + std::to_string(number / 2);  // some twice: a new version
    notice.kind = kKinds[static_cast<std::size_t>(number) % kKinds.size()];
    notice.when = some_days(100, 10);
    notice.altitude = {0, 100'000 + number * 2'000, geo::Datum::amsl};
    const geo::Point at{.lon_e7 = static_cast<std::int32_t>(360'000'000 + dice_.roll(4'000'000)),
                        .lat_e7 = static_cast<std::int32_t>(340'000'000 + dice_.roll(4'000'000))};
    const geo::Point beyond{.lon_e7 = at.lon_e7 + 1'000'000, .lat_e7 = at.lat_e7 + 500'000};
    if (notice.kind == domain::NotificationKind::flight)
      notice.corridor = geo::Corridor{{{at, std::nullopt}, {beyond, std::nullopt}}, 1'000, 0};
    else
      notice.circle = geo::Circle{at, 500 + dice_.roll(3'000)};
    return notice;
  }

  /// Days out of `among`, from `first` on: few where contradictions are wanted.
  domain::When some_days(std::int64_t first, std::int64_t among) {
    const std::int64_t from = begin_ms_ + (first + dice_.roll(among)) * base::kDayMs;
    const std::int64_t days = dice_.roll(10) == 0 ? 30 : 1;
    return {.interval = {{from}, {from + days * base::kDayMs}},
            .precision = days == 1 ? domain::TimePrecision::day : domain::TimePrecision::month,
            .zone = "UTC",
            .as_written = {}};
  }

  domain::Place some_place() {
    const std::int64_t number = dice_.roll(kPlaces);
    domain::Place place;
    place.point = {
        {.lon_e7 = static_cast<std::int32_t>(360'000'000 + (number * 7919) % 60'000'000),
         .lat_e7 = static_cast<std::int32_t>(330'000'000 + (number * 104729) % 40'000'000)}};
    place.name = "place " + std::to_string(number);
    const std::int64_t coarse = dice_.roll(10);
    place.precision = coarse == 0   ? domain::PlacePrecision::province
                      : coarse == 1 ? domain::PlacePrecision::near
                                    : domain::PlacePrecision::settlement;
    place.radius_m = coarse == 0 ? 50'000 : coarse == 1 ? 25'000 : 3'000;
    return place;
  }

  std::vector<domain::ActorMention> somebody() {
    return actors_named({kNames[static_cast<std::size_t>(dice_.roll(kNames.size()))]});
  }

  std::string somewhere_published() { return "publisher " + std::to_string(dice_.roll(3)); }

  domain::Report report() {
    domain::Report report;
    report.event = static_cast<domain::EventKind>(dice_.roll(8));
    report.side_a = somebody();
    report.side_b = somebody();
    report.directed = dice_.roll(2) == 0;
    report.when = some_days(0, 1400);
    report.place = some_place();
    std::int64_t deaths = dice_.roll(12);
    deaths *= dice_.roll(6);
    report.counts = {{"deaths", deaths / 2, deaths, dice_.roll(40) == 0 ? 0 : deaths * 2}};
    report.source.publisher = somewhere_published();
    if (dice_.roll(15) == 0) report.source.certainty = domain::Certainty::alleged;
    return report;
  }

  domain::Post post() {
    domain::Post post;
    post.id = "post-" + std::to_string(dice_.roll(8));
    post.status = static_cast<domain::PostStatus>(dice_.roll(5));
    post.when = some_days(400, 30);
    post.place = some_place();
    post.source.publisher = somewhere_published();
    return post;
  }

  domain::Tally tally() {
    domain::Tally tally;
    tally.unit = "cases of firing";
    tally.scope = "everywhere";
    tally.when = some_days(400, 3);
    tally.count = dice_.roll(4);
    if (dice_.roll(2) == 0) tally.parts = {{"a", 1}, {"b", 2}};
    tally.source.publisher = somewhere_published();
    return tally;
  }

  domain::Control control() {
    domain::Control control;
    control.holders = somebody();
    control.place = some_place();
    control.place.name = "town " + std::to_string(dice_.roll(5));
    control.when = some_days(400, 30);
    control.source.publisher = somewhere_published();
    return control;
  }

  domain::Status status() {
    domain::Status status;
    const std::int64_t number = dice_.roll(4);
    status.topic = "step";
    status.agreement = "truce-" + std::to_string(number);
    status.step = dice_.roll(3) == 0 ? "renewed" : "done-" + std::to_string(number);
    if (dice_.roll(2) == 0)
      status.claims = domain::TermClaim{
          domain::Term::deadline, "3", {{begin_ms_ + dice_.roll(900) * base::kDayMs}, "some day"}};
    status.when = some_days(40, 1300);
    status.source.publisher = somewhere_published();
    return status;
  }

  domain::Assessment assessment() {
    domain::Assessment assessment;
    assessment.verdict = static_cast<domain::Verdict>(dice_.roll(8));
    assessment.reason = "judged";
    return assessment;
  }

  Dice dice_;
  Story story_;
};

}  // namespace truceline::engine

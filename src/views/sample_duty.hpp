// SPDX-License-Identifier: Apache-2.0
//
// For tests only: a morning at the lake's duty desk, 1 June 2020, 12:00 in Damascus, the sample's
// clock. A convoy sets out in three hours: the north has taken it without naming a unit, the south
// has not answered, and its mirror is silent. The south's only officer goes off duty at two, and a
// call to it is not taken.
#pragma once

#include "views/sample_mission.hpp"

namespace truceline::views {

inline void say_duty(SampleMission& mission) {
  constexpr std::int64_t kHourMs = 60 * base::kMinuteMs;
  const auto after = [](std::int64_t minutes) {
    return base::TimeMs{SampleMission::kClock.value + minutes * base::kMinuteMs};
  };
  const auto spot = [](std::int32_t lon, std::int32_t lat) {
    return geo::Point{.lon_e7 = lon * 100'000, .lat_e7 = lat * 100'000};
  };

  domain::Arrangement rules;
  rules.id = "lake-duty";
  rules.title = "Who is told at the lake";
  rules.names = {{"ar", "من يُبلَّغ عند البحيرة"}, {"en", "Who is told at the lake"}};
  rules.profiles = {{.kinds = {domain::NotificationKind::movement},
                     .recipients = {"north", "south"},
                     .may_know = {},
                     .needs = {domain::Need::plates, domain::Need::night_marking},
                     .lead_time_ms = 0,
                     .emergency_lead_time_ms = 0,
                     .acknowledge_within_ms = 2 * kHourMs,
                     .relay_within_ms = 4 * kHourMs,
                     .in_effect_before_ms = kHourMs,
                     .revalidate_every_ms = 0}};
  rules.cover = {{{"south"}, domain::RankClass::field, {"ar"}, 24 * kHourMs}};
  rules.answer_within_ms = 5 * base::kMinuteMs;
  mission.say(rules);

  const domain::Contact colonel{
      "Colonel Sami", {"ar", "en"}, {{domain::Channel::phone, "+963 11 555 0101"}}};
  mission.say(domain::Roster{
      "hotline", "south", {}, {{colonel, domain::RankClass::field, {after(-600), after(120)}}}});

  domain::Notification convoy;
  convoy.id = "convoy-12";
  convoy.kind = domain::NotificationKind::movement;
  convoy.names = {{"ar", "القافلة 12"}, {"en", "Convoy 12"}};
  convoy.when.interval = {after(180), after(360)};
  convoy.when.zone = "Asia/Damascus";
  convoy.vehicles = {{{}, "HAMA 401233", {}, {domain::Marking::day}}};
  convoy.corridor =
      geo::Corridor{{{spot(3700, 3620), std::nullopt}, {spot(3715, 3610), std::nullopt}}, 100, 0};
  const base::EntryIndex entry = mission.say(convoy, {domain::AudienceLabel::everyone, {}});
  const base::Hash notified = mission.id_of(entry);
  // The north's mirror has it; the south's has been silent since nine.
  mission.covered = {true,
                     {entry.value + 1},
                     {{"north", "north", {entry.value + 1}, after(-290), std::nullopt},
                      {"south", "mirror.south.example", {entry.value}, after(-181), after(-180)}}};

  domain::Acknowledgement said;
  said.notification = notified;
  said.recipient = "north";
  said.officer = "Major Nour";
  said.channel = domain::Channel::phone;
  said.witness = "Duty officer of the mission";
  said.at.time = after(-300);
  mission.say(said);

  domain::Call call;
  call.id = "call-41";
  call.caller = "Duty officer of the mission";
  call.called = "south";
  call.officer = "Colonel Sami";
  call.address = "+963 11 555 0101";
  call.emergency = true;
  call.at.time = after(-7);
  call.text = "Convoy 12 sets out at three.";
  mission.say(call);
}

}  // namespace truceline::views

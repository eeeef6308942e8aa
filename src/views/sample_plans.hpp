// SPDX-License-Identifier: Apache-2.0
//
// For tests only: what people in the sample mission plan for July 2020, beside the lake.
//
//        37.0E        37.2E
//   36.2N +------------+
//         |  C    lake |      C  the clinic, 100 m around 37.10 E 36.10 N
//         |            |      S  an operation that only the mission and south may see
//   36.0N +------------+  S   the south shore, below 36.05 N: south answers for it
#pragma once

#include "views/sample_mission.hpp"

namespace truceline::views {

inline void say_plans(SampleMission& mission) {
  using domain::SubjectKind;
  const auto spot = [](std::int32_t lon, std::int32_t lat) {
    return geo::Point{.lon_e7 = lon * 100'000, .lat_e7 = lat * 100'000};
  };
  const base::TimeMs july{1'593'561'600'000};  // 2020-07-01T00:00Z

  domain::Arrangement rules;
  rules.id = "lake-rules";
  rules.title = "Separations at the lake";
  rules.names = {{"ar", "الفواصل عند البحيرة"}, {"en", "Separations at the lake"}};
  rules.separations = {{SubjectKind::site, SubjectKind::operation, 500, std::nullopt, 0}};
  mission.say(rules);

  domain::Notification clinic;
  clinic.id = "clinic";
  clinic.names = {{"ar", "عيادة البحيرة"}, {"en", "Lake clinic"}};
  clinic.when.interval = {july, base::kTimeMax};
  clinic.when.zone = "Asia/Damascus";
  clinic.circle = geo::Circle{spot(3710, 3610), 100};
  mission.say(clinic);

  domain::Zone shore;
  shore.id = "south-shore";
  shore.kind = domain::ZoneKind::area_of_responsibility;
  shore.names = {{"ar", "الشاطئ الجنوبي"}, {"en", "The south shore"}};
  shore.area = {{{spot(3700, 3600), spot(3720, 3600), spot(3720, 3605), spot(3700, 3605)}, {}}};
  shore.valid = {july, base::kTimeMax};
  shore.responsible = {"south"};
  mission.say(shore);

  domain::Notification secret = clinic;
  secret.id = "secret";
  secret.kind = domain::NotificationKind::operation;
  secret.names = {};
  secret.when.interval.to = base::TimeMs{july.value + base::kDayMs};
  secret.circle->centre = spot(3725, 3601);
  mission.say(secret, {domain::AudienceLabel::named, {"mission", "south"}});
}

}  // namespace truceline::views

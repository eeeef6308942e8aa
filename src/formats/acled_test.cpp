// SPDX-License-Identifier: Apache-2.0
#include "formats/acled.hpp"

#include <gtest/gtest.h>

#include "formats/import_testing.hpp"

namespace truceline::formats {
namespace {

using domain::EventKind;

// Written by hand in the layouts ACLED publishes; the events are invented.
const std::string kNew =
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp\n"
    "SYR1,2017-05-06,2017,1,Political violence,Explosions/Remote violence,"
    "Shelling/artillery/missile attack,Military Forces of Syria,Pro-Government Militia; NDF,1,"
    "Opposition Rebels (Syria),,2,12,,760,Middle East,Syria,Idleb,Idleb,,Saraqeb,35.8644,36.8058,1,"
    "SOHR; Step News,National,\"On 6 May, shells hit Saraqeb.\",2,,1675191965\n"
    "SYR2,06 May 2017,2017,2,Political violence,Violence against civilians,Attack,Unknown group,,3,"
    "Civilians (Syria),,7,37,Civilian targeting,760,Middle East,Syria,Hama,Hama,,Hama,35.13,36.75,"
    "3,SOHR,National,note,0,,1675191965\n";
const std::string kOld =
    "data_id,iso,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,"
    "sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,timestamp,iso3\n"
    "500,760,8765SYR,8765,6-May-17,2017,3,Battle-No change of territory,,A,,2,B,,3,23,Middle East,"
    "Syria,Homs,Homs,,Rastan,34.92,36.73,2,SANA,National,note,1,1580000000,SYR\n"
    "501,760,,8766,7-May-17,2017,1,Riots/Protests,,Protesters,,6,,,0,60,Middle East,"
    "Syria,Homs,Homs,,Rastan,34.92,36.73,2,SANA,National,note,0,1580000000,SYR\n";

Import acled(std::string_view text) {
  return import_text(make_acled_reader, text);
}

TEST(Acled, maps_the_present_layout) {
  const Import import = acled(kNew);
  ASSERT_EQ(import.accepted.size(), 2U) << import.error;
  const domain::Report& r = import.accepted[0].report;
  EXPECT_EQ(r.event, EventKind::shelling);
  EXPECT_FALSE(r.directed);
  EXPECT_EQ(r.side_a,
            (std::vector<domain::ActorMention>{
                {"Military Forces of Syria", ""}, {"Pro-Government Militia", ""}, {"NDF", ""}}));
  EXPECT_EQ(r.side_b, (std::vector<domain::ActorMention>{{"Opposition Rebels (Syria)", ""}}));
  EXPECT_EQ(r.when.precision, domain::TimePrecision::day);
  EXPECT_EQ(base::to_utc_string(r.when.interval.from), "2017-05-05T21:00:00Z");
  EXPECT_EQ(base::to_utc_string(r.when.interval.to), "2017-05-06T21:00:00Z");
  EXPECT_EQ(r.place.precision, domain::PlacePrecision::settlement);
  EXPECT_EQ(r.place.name, "Saraqeb");
  EXPECT_EQ(r.counts, (std::vector<domain::Count>{{"deaths", 2, 2, 2}}));
  EXPECT_EQ(r.source.publisher, "ACLED");
  EXPECT_EQ(r.source.id, "acled:SYR1");
  EXPECT_EQ(r.source.cites, (std::vector<std::string>{"SOHR", "Step News"}));
  EXPECT_EQ(r.text,
            "On 6 May, shells hit Saraqeb.\nACLED: Explosions/Remote violence, "
            "Shelling/artillery/missile attack");
}

TEST(Acled, only_violence_against_civilians_says_who_acted_on_whom) {
  EXPECT_TRUE(acled(kNew).accepted.at(1).report.directed);
  std::string reversed = kNew;
  reversed.replace(reversed.find("Unknown group"), 13, "Civilians (Syria)");
  EXPECT_FALSE(acled(reversed).accepted.at(1).report.directed);
}

TEST(Acled, a_week_or_month_becomes_an_interval_that_holds_it) {
  const domain::Report week = acled(kNew).accepted.at(1).report;
  EXPECT_EQ(week.when.precision, domain::TimePrecision::week);
  EXPECT_EQ(base::to_utc_string(week.when.interval.from), "2017-04-29T21:00:00Z");
  EXPECT_EQ(base::to_utc_string(week.when.interval.to), "2017-05-12T21:00:00Z");
  const domain::Report month = acled(kOld).accepted.at(0).report;
  EXPECT_EQ(month.when.precision, domain::TimePrecision::month);
  EXPECT_EQ(base::to_utc_string(month.when.interval.from), "2017-04-30T21:00:00Z");
  EXPECT_EQ(base::to_utc_string(month.when.interval.to), "2017-05-31T21:00:00Z");
}

TEST(Acled, maps_the_older_layout) {
  const Import import = acled(kOld);
  ASSERT_EQ(import.accepted.size(), 2U) << import.error;
  EXPECT_EQ(import.accepted[0].report.source.id, "acled:8765SYR");
  EXPECT_EQ(import.accepted[0].report.event, EventKind::armed_clash);
  EXPECT_EQ(import.accepted[0].report.place.precision, domain::PlacePrecision::near);
  EXPECT_EQ(import.accepted[1].report.source.id, "acled:data-501");
  EXPECT_EQ(import.accepted[1].report.event, EventKind::protest);
  EXPECT_TRUE(import.accepted[1].report.side_b.empty());
}

TEST(Acled, event_types_have_their_kinds) {
  struct Case {
    const char* type;
    const char* sub;
    EventKind kind;
  };
  for (const Case& c :
       {Case{"Battles", "Armed clash", EventKind::armed_clash},
        Case{"Battles", "Government regains territory", EventKind::armed_clash},
        Case{"explosions/remote violence", "air/drone strike", EventKind::air_strike},
        Case{"Explosions/Remote violence", "Suicide bomb", EventKind::explosive},
        Case{"Explosions/Remote violence", "Grenade", EventKind::explosive},
        Case{"Explosions/Remote violence", "Chemical weapon", EventKind::chemical_weapon},
        Case{"Explosions/Remote violence", "something new", EventKind::armed_force},
        Case{"Remote violence", "", EventKind::armed_force},
        Case{"Violence against civilians", "Sexual violence", EventKind::attack_on_civilians},
        Case{"Violence against civilians", "Abduction/forced disappearance", EventKind::abduction},
        Case{"Protests", "Excessive force against protesters", EventKind::attack_on_civilians},
        Case{"Protests", "Peaceful protest", EventKind::protest},
        Case{"Riots", "Mob violence", EventKind::other},
        Case{"Strategic developments", "Arrests", EventKind::arrest},
        Case{"Strategic development", "", EventKind::other},
        Case{"Strategic developments", "Non-violent transfer of territory",
             EventKind::territory_change},
        Case{"Battle-Government regains territory", "", EventKind::armed_clash}})
    EXPECT_EQ(acled_event_kind(c.type, c.sub), c.kind) << c.type << " / " << c.sub;
  EXPECT_FALSE(acled_event_kind("Weather", ""));
}

TEST(Acled, bad_rows_are_refused_with_reason) {
  struct Case {
    const char* from;
    const char* to;
    const char* reason;
  };
  for (const Case& c :
       {Case{"Violence against civilians,Attack", "Weather,Rain", "event_type: 'Weather' is not"},
        Case{"06 May 2017", "05/06/2017", "event_date: '05/06/2017' may be day/month"},
        Case{"note,0", "note,some", "fatalities: 'some' is not a whole number"},
        Case{"SYR2,", ",", "event_id_cnty: is empty"},
        Case{"36.75,3,", "36.75,4,", "geo_precision: '4' is not one of its codes"}}) {
    std::string text = kNew;
    text.replace(text.rfind(c.from), std::string_view(c.from).size(), c.to);
    const Import import = acled(text);
    ASSERT_EQ(import.rejected.size(), 1U) << c.to;
    EXPECT_TRUE(import.rejected[0].reason.starts_with(c.reason)) << import.rejected[0].reason;
    EXPECT_EQ(import.accepted.size(), 1U);
  }
}

TEST(Acled, a_file_without_ids_or_of_another_publisher_is_refused) {
  EXPECT_NE(acled("event_date,event_type,actor1,latitude,longitude,fatalities\n")
                .error.find("no column with an id"),
            std::string::npos);
  EXPECT_NE(acled("id,type_of_violence,latitude\n").error.find("use import ucdp"),
            std::string::npos);
}

}  // namespace
}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
#include "formats/reports_csv.hpp"

#include <gtest/gtest.h>

#include "formats/import_testing.hpp"

namespace truceline::formats {
namespace {

Import reports(std::string_view text, const ImportOptions& options = {}) {
  return import_text(make_reports_csv_reader, text, options);
}

TEST(ReportsCsv, every_column_reaches_the_report) {
  const Import import = reports(
      "id,event,date_from,date_to,latitude,longitude,place,pcode,admin1,admin2,precision,radius_m,"
      "side_a,side_a_codes,side_b,directed,exercise,deaths_low,deaths_best,deaths_high,counts,"
      "text,source,cites,certainty,grade\n"
      "op3-17,shelling,2017-05-06,2017-05-08,35.93,36.63,Idlib,SY0700,Idlib,Idlib,near,5000,"
      "Army; Militia,ucdp:118; local:7,Civilians,yes,no,1,2,4,explosions=12; tanks=3/4/6,"
      "Heard from post 3,Post 3,Radio log | Photo 7,observed,B2\n");
  ASSERT_EQ(import.accepted.size(), 1U)
      << import.error << (import.rejected.empty() ? "" : import.rejected[0].reason);
  const domain::Report& r = import.only();
  EXPECT_EQ(r.event, domain::EventKind::shelling);
  EXPECT_EQ(r.side_a,
            (std::vector<domain::ActorMention>{{"Army", "ucdp:118"}, {"Militia", "local:7"}}));
  EXPECT_EQ(r.side_b, (std::vector<domain::ActorMention>{{"Civilians", ""}}));
  EXPECT_TRUE(r.directed);
  EXPECT_FALSE(r.exercise);
  EXPECT_EQ(base::to_utc_string(r.when.interval.from), "2017-05-05T21:00:00Z");
  EXPECT_EQ(base::to_utc_string(r.when.interval.to), "2017-05-08T21:00:00Z");
  EXPECT_EQ(r.when.precision, domain::TimePrecision::days);
  EXPECT_EQ(r.when.as_written, "2017-05-06 to 2017-05-08");
  EXPECT_EQ(r.place.precision, domain::PlacePrecision::near);
  EXPECT_EQ(r.place.radius_m, 5000);
  EXPECT_EQ(r.place.pcode, "SY0700");
  EXPECT_EQ(r.counts, (std::vector<domain::Count>{
                          {"deaths", 1, 2, 4}, {"explosions", 12, 12, 12}, {"tanks", 3, 4, 6}}));
  EXPECT_EQ(r.source.publisher, "Post 3");
  EXPECT_EQ(r.source.id, "op3-17");
  EXPECT_EQ(r.source.cites, (std::vector<std::string>{"Radio log", "Photo 7"}));
  EXPECT_EQ(r.source.certainty, domain::Certainty::observed);
  EXPECT_EQ(r.source.grade, (domain::Grade{"B", 2}));
  EXPECT_EQ(r.text, "Heard from post 3");
}

TEST(ReportsCsv, four_columns_are_enough) {
  const Import import = reports("source,date_from,event,id\nMEI,2017-05-06,armed-clash,t26\n");
  ASSERT_EQ(import.accepted.size(), 1U) << import.error;
  EXPECT_FALSE(import.only().place.point);
  EXPECT_EQ(import.only().place.radius_m, 0);
  EXPECT_EQ(import.only().when.precision, domain::TimePrecision::day);
  EXPECT_EQ(import.only().source.certainty, domain::Certainty::reported);
}

TEST(ReportsCsv, a_point_without_a_precision_has_an_unknown_one) {
  const Import import = reports(
      "id,event,date_from,source,latitude,longitude\n1,shelling,2017-05-06,Post 3,35.93,36.63\n");
  EXPECT_EQ(import.only().place.precision, domain::PlacePrecision::unknown);
  EXPECT_EQ(import.only().place.radius_m, 400'000);
}

struct Time {
  const char* from;
  const char* to;
  const char* zone;
  const char* begins;
  const char* ends;
  domain::TimePrecision precision;
};

TEST(ReportsCsv, times_are_read_as_written) {
  using T = domain::TimePrecision;
  static const base::TimeZone kKyiv("Europe/Kyiv", 2 * 3600, {});
  ImportOptions options;
  options.zones = [](std::string_view name) { return name == "Europe/Kyiv" ? &kKyiv : nullptr; };
  for (const Time& t :
       {Time{"2017-05-06T14:30", "", "", "2017-05-06T11:30:00Z", "2017-05-06T11:31:00Z", T::exact},
        Time{"2017-05-06T14:30Z", "", "", "2017-05-06T14:30:00Z", "2017-05-06T14:31:00Z", T::exact},
        Time{"2017-05-06 14:30", "2017-05-06 15:00", "", "2017-05-06T11:30:00Z",
             "2017-05-06T12:00:00Z", T::hour},
        Time{"2017-05-06", "2017-05-06", "Europe/Kyiv", "2017-05-05T22:00:00Z",
             "2017-05-06T22:00:00Z", T::day},
        Time{"2017-05-06T14:30", "2017-05-06T14:30", "", "2017-05-06T11:30:00Z",
             "2017-05-06T11:31:00Z", T::exact},
        Time{"2017-05-06T12:00", "2017-05-07", "", "2017-05-06T09:00:00Z", "2017-05-07T21:00:00Z",
             T::days}}) {
    const Import import =
        reports(std::string("id,event,source,date_from,date_to,time_zone\n1,shelling,P,") + t.from +
                    "," + t.to + "," + t.zone + "\n",
                options);
    ASSERT_EQ(import.accepted.size(), 1U) << t.from << ": " << import.rejected.at(0).reason;
    EXPECT_EQ(base::to_utc_string(import.only().when.interval.from), t.begins);
    EXPECT_EQ(base::to_utc_string(import.only().when.interval.to), t.ends);
    EXPECT_EQ(import.only().when.precision, t.precision) << t.from;
  }
}

TEST(ReportsCsv, what_cannot_be_taken_literally_is_refused) {
  struct Case {
    const char* row;
    const char* reason;
  };
  const std::string header =
      "id,event,source,date_from,date_to,time_zone,precision,side_a,side_a_codes,directed,"
      "deaths_low,deaths_best,counts,grade,radius_m\n";
  for (const Case& c :
       {Case{",shelling,P,2017-05-06,,,,,,,,,,,", "id: is empty"},
        Case{"1,shooting,P,2017-05-06,,,,,,,,,,,", "event: 'shooting' is unknown"},
        Case{"1,,P,2017-05-06,,,,,,,,,,,", "event: is empty"},
        Case{"1,shelling,,2017-05-06,,,,,,,,,,,", "source: is empty"},
        Case{"1,shelling,P,,,,,,,,,,,,", "date_from: is empty"},
        Case{"1,shelling,P,6.5.2017,,,,,,,,,,,", "date_from: "},
        Case{"1,shelling,P,2017-05-06,2017-05-05,,,,,,,,,,", "date_to: is not after date_from"},
        Case{"1,shelling,P,2017-05-06,2517-05-05,,,,,,,,,,", "date_to: is over 400 years"},
        Case{"1,shelling,P,2017-05-06,,Moon/Base,,,,,,,,,", "time_zone: 'Moon/Base' is not"},
        Case{"1,shelling,P,2017-05-06,,,roughly,,,,,,,,", "precision: 'roughly' is unknown"},
        Case{"1,shelling,P,2017-05-06,,,,A;B,x,,,,,,", "side_a_codes: has 1 codes for 2 names"},
        Case{"1,shelling,P,2017-05-06,,,,,,maybe,,,,,", "directed: 'maybe' is neither"},
        Case{"1,shelling,P,2017-05-06,,,,,,,3,,,,", "deaths_best: is empty while"},
        Case{"1,shelling,P,2017-05-06,,,,,,,,,12 shells,,", "counts: '12 shells' names no unit"},
        Case{"1,shelling,P,2017-05-06,,,,,,,,,shells=many,,", "counts: 'many' is not a count"},
        Case{"1,shelling,P,2017-05-06,,,,,,,,,shells=1/2,,", "counts: '1/2' is not a count"},
        Case{"1,shelling,P,2017-05-06,,,,,,,,,,B7,", "grade: 'B7' is not an Admiralty grade"},
        Case{"1,shelling,P,2017-05-06,,,,,,,,,,,99999999", "radius_m: is more than half"}}) {
    const Import import = reports(header + c.row + "\n");
    ASSERT_EQ(import.rejected.size(), 1U) << c.row;
    EXPECT_TRUE(import.rejected[0].reason.starts_with(c.reason)) << import.rejected[0].reason;
  }
}

}  // namespace
}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
#include "formats/ucdp.hpp"

#include <gtest/gtest.h>

#include "domain/statement.hpp"
#include "formats/import_testing.hpp"

namespace truceline::formats {
namespace {

const std::string kHeader =
    "id,year,type_of_violence,side_a_new_id,side_a,side_b_new_id,side_b,source_article,"
    "source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,"
    "latitude,longitude,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,"
    "deaths_civilians,deaths_unknown,low,best,high\n";
const std::string kRow =
    "7,2017,1,118,Government of Syria,4456,Syrian insurgents,"
    "\"\"\"SOHR,2017-05-06,Shells hit Idlib\"\";\"\"AFP,2017-05-07,Two, or three, dead\"\"\","
    "Shells hit Idlib,SOHR,2,Idlib town,near the market,Idlib Governorate,Idlib district,"
    "35.930615,36.63393,1,2,2017-05-06,2017-05-07,1,0,2,0,3,3,4\n";

Import ucdp(std::string_view text, const ImportOptions& options = {}) {
  return import_text(make_ucdp_reader, text, options);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Ucdp, maps_a_row_into_a_report) {
  const Import import = ucdp(kHeader + kRow);
  ASSERT_EQ(import.accepted.size(), 1U) << import.error;
  const domain::Report& r = import.only();
  EXPECT_EQ(import.accepted[0].line, 2U);
  EXPECT_EQ(r.event, domain::EventKind::armed_force);
  EXPECT_FALSE(r.directed);
  EXPECT_EQ(r.side_a, (std::vector<domain::ActorMention>{{"Government of Syria", "ucdp:118"}}));
  EXPECT_EQ(r.side_b, (std::vector<domain::ActorMention>{{"Syrian insurgents", "ucdp:4456"}}));
  EXPECT_EQ(base::to_utc_string(r.when.interval.from), "2017-05-05T21:00:00Z");
  EXPECT_EQ(base::to_utc_string(r.when.interval.to), "2017-05-07T21:00:00Z");
  EXPECT_EQ(r.when.precision, domain::TimePrecision::days);
  EXPECT_EQ(r.when.zone, "Asia/Damascus");
  EXPECT_EQ(r.when.as_written, "2017-05-06 to 2017-05-07");
  EXPECT_EQ(*r.place.point, (geo::Point{.lon_e7 = 366'339'300, .lat_e7 = 359'306'150}));
  EXPECT_EQ(r.place.precision, domain::PlacePrecision::near);
  EXPECT_EQ(r.place.radius_m, 25'000);
  EXPECT_EQ(r.place.name, "Idlib town");
  EXPECT_EQ(r.place.admin1, "Idlib Governorate");
  EXPECT_EQ(r.place.admin2, "Idlib district");
  EXPECT_EQ(r.place.as_written, "35.930615 36.63393");
  EXPECT_EQ(r.counts,
            (std::vector<domain::Count>{
                {"deaths", 3, 3, 4}, {"deaths a", 1, 1, 1}, {"deaths civilians", 2, 2, 2}}));
  EXPECT_EQ(r.source.publisher, "UCDP GED");
  EXPECT_EQ(r.source.id, "ucdp:7");
  EXPECT_EQ(r.source.cites, (std::vector<std::string>{"SOHR,2017-05-06,Shells hit Idlib",
                                                      "AFP,2017-05-07,Two, or three, dead"}));
  EXPECT_EQ(r.text, "Shells hit Idlib\nWhere: near the market\nAccording to: SOHR");
  EXPECT_EQ(import.accepted[0].body, domain::encode(domain::Body(r)));
}

TEST(Ucdp, one_sided_violence_is_directed_and_words_stand_for_codes) {
  const Import import = ucdp(kHeader + replaced(kRow, "2017,1,118", "2017,One-sided violence,118"));
  EXPECT_EQ(import.only().event, domain::EventKind::attack_on_civilians);
  EXPECT_TRUE(import.only().directed);
  EXPECT_FALSE(
      ucdp(kHeader + replaced(kRow, "2017,1,118", "2017,Non-state violence,118")).only().directed);
}

TEST(Ucdp, an_alliance_is_several_actors_without_the_number_of_the_alliance) {
  const Import import = ucdp(
      kHeader + replaced(kRow, "118,Government of Syria", "6001,\"Ahrar al-Sham, HTS , FSA\""));
  EXPECT_EQ(import.only().side_a,
            (std::vector<domain::ActorMention>{{"Ahrar al-Sham", ""}, {"HTS", ""}, {"FSA", ""}}));
  EXPECT_EQ(ucdp(kHeader + replaced(kRow, "4456,Syrian insurgents", "1,Civilians")).only().side_b,
            (std::vector<domain::ActorMention>{{"Civilians", ""}}));
}

TEST(Ucdp, precision_codes_become_places_and_times) {
  using P = domain::PlacePrecision;
  using T = domain::TimePrecision;
  const std::vector<std::pair<P, std::int64_t>> places = {
      {P::settlement, 2'000}, {P::near, 25'000},     {P::district, 30'000}, {P::province, 100'000},
      {P::feature, 60'000},   {P::country, 400'000}, {P::unknown, 400'000}};
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Import import = ucdp(
        kHeader + replaced(kRow, ",SOHR,2,Idlib", ",SOHR," + std::to_string(i + 1) + ",Idlib"));
    EXPECT_EQ(import.only().place.precision, places[i].first);
    EXPECT_EQ(import.only().place.radius_m, places[i].second);
  }
  const std::vector<T> times = {T::day, T::days, T::week, T::month, T::year};
  for (std::size_t i = 0; i < times.size(); ++i) {
    const Import import = ucdp(
        kHeader + replaced(kRow, ",1,2,2017-05-06", ",1," + std::to_string(i + 1) + ",2017-05-06"));
    EXPECT_EQ(import.only().when.precision, times[i]);
  }
}

TEST(Ucdp, old_names_other_order_case_and_date_tails_say_the_same) {
  const std::string old =
      "\xEF\xBB\xBFHIGH_EST,best_est,low_est,Longitude,Latitude,DATE_END,date_start,date_prec,"
      "where_prec,side_b,side_b_dset_id,side_a,side_a_dset_id,dyad_dset_id,type_of_violence,"
      "ID,unheard_of\r\n"
      "4,3,3,36.63393,35.930615,5/7/2017 0:00,2017-05-06 00:00:00.000,2,2,Syrian insurgents,"
      "4456,Government of Syria,118.0,11973,1,7,?\r\n";
  const Import import = ucdp(old);
  ASSERT_EQ(import.accepted.size(), 1U) << import.error;
  const Import now = ucdp(kHeader + kRow);
  EXPECT_EQ(import.only().when.interval, now.only().when.interval);
  EXPECT_EQ(import.only().place.point, now.only().place.point);
  EXPECT_EQ(import.only().side_a, now.only().side_a);
  EXPECT_EQ(import.only().side_b, now.only().side_b);
  EXPECT_EQ(import.only().counts[0], now.only().counts[0]);
}

TEST(Ucdp, tag_rows_are_counted_and_skipped) {
  const std::string tags =
      ",#date+year,,,#group,,,,,,,,,,,#geo+lat,#geo+lon,,,,,,,,,,#affected+killed,\n";
  const Import import = ucdp(kHeader + tags + kRow);
  EXPECT_EQ(
      import.counts,
      (ImportCounts{.rows = 1, .accepted = 1, .rejected = 0, .duplicates = 0, .tag_rows = 1}));
}

TEST(Ucdp, bad_rows_are_refused_with_reason_and_the_good_kept) {
  struct Case {
    const char* from;
    const char* to;
    const char* reason;
  };
  for (const Case& c :
       {Case{"35.930615,36.63393", "136.63393,35.930615",
             "latitude: '136.63393' is out of range: latitude and longitude look "
             "swapped"},
        Case{"35.930615", "35.9x", "latitude: '35.9x' is not a decimal number"},
        Case{"3,3,4\n", "3,three,4\n", "best: 'three' is not a whole number"},
        Case{"3,3,4\n", "-3,3,4\n", "low: '-3' is less than 0"},
        Case{"3,3,4\n", "3,3\n", "the row has 27 fields, the header has 28"},
        Case{"2017-05-07,1,0", "2017-05-05,1,0",
             "date_end: 2017-05-05 is before date_start 2017-05-06"},
        Case{",1,2,2017-05-06,", ",1,2,06.05.2017,", "date_start: '06.05.2017' is "},
        Case{",SOHR,2,Idlib", ",SOHR,8,Idlib", "where_prec: '8' is not one of"},
        Case{"7,2017,1,", "7,2017,4,", "type_of_violence: '4' is not one of"},
        Case{"7,2017,1,", ",2017,1,", "id: is empty"}}) {
    const Import import =
        ucdp(kHeader + kRow + replaced(replaced(kRow, "7,2017", "8,2017"), "8,2017", "7,2017") +
             replaced(kRow, c.from, c.to));
    EXPECT_EQ(import.error, "");
    ASSERT_EQ(import.rejected.size(), 1U) << c.to;
    EXPECT_TRUE(import.rejected[0].reason.starts_with(c.reason)) << import.rejected[0].reason;
    EXPECT_EQ(import.rejected[0].line, 4U);
    EXPECT_EQ(import.counts.accepted, 1U);
    EXPECT_EQ(import.counts.duplicates, 1U);
    EXPECT_EQ(import.counts.rows, 3U);
  }
}

TEST(Ucdp, contradictions_are_kept_for_the_engine) {
  const Import import = ucdp(kHeader + replaced(kRow, "3,3,4\n", "9,3,1\n"));
  EXPECT_EQ(import.only().counts[0], (domain::Count{"deaths", 9, 3, 1}));
  const Import year = ucdp(kHeader + replaced(kRow, "7,2017", "7,2016"));
  EXPECT_NE(year.only().text.find("UCDP files it under the year 2016"), std::string::npos);
  const Import clarity = ucdp(kHeader + replaced(kRow, ",1,2,2017", ",2,2,2017"));
  EXPECT_NE(clarity.only().text.find("event clarity 2"), std::string::npos);
}

TEST(Ucdp, headers_that_cannot_be_read_are_errors_of_the_file) {
  EXPECT_NE(ucdp(replaced(kHeader, "longitude", "longtitude") + kRow)
                .error.find("lacks the column longitude (did you mean the column longtitude?"),
            std::string::npos);
  EXPECT_NE(ucdp(replaced(kHeader, "date_start", "started") + kRow).error.find("date_start"),
            std::string::npos);
  EXPECT_NE(ucdp("").error.find("empty"), std::string::npos);
  EXPECT_NE(ucdp("caf\xE9\n").error.find("line 1: the file is not UTF-8"), std::string::npos);
  EXPECT_EQ(ucdp(kHeader).counts, ImportCounts{});
}

TEST(Ucdp, reduced_layouts_without_precision_are_read_as_unknown) {
  const Import import = ucdp(
      "id,year,month,day,country,type_of_violence,side_a,side_b,latitude,longitude,low_death,"
      "best_death,high_death\n185700,1989,1,1,Lebanon,State-based violence,Government of Lebanon,"
      "Forces of Michel Aoun,33.871944,35.509722,0,0,145\n1,1989,2,30,Lebanon,1,A,B,33,35,0,0,1\n");
  ASSERT_EQ(import.accepted.size(), 1U);
  EXPECT_EQ(import.only().place.precision, domain::PlacePrecision::unknown);
  EXPECT_EQ(import.only().when.precision, domain::TimePrecision::unknown);
  EXPECT_EQ(import.only().when.as_written, "1989-01-01");
  EXPECT_EQ(import.only().place.name, "Lebanon");
  EXPECT_EQ(import.rejected.at(0).reason, "day: the month has no such day");
}

TEST(Ucdp, chunks_of_any_size_give_the_same_reports) {
  const std::string text = kHeader + kRow + replaced(kRow, "7,2017", "8,2017") + "9,bad\n";
  const Import whole = ucdp(text);
  for (std::size_t chunk = 1; chunk <= 100; ++chunk) {
    const Import import = import_text(make_ucdp_reader, text, {}, chunk);
    EXPECT_EQ(import.counts, whole.counts);
    EXPECT_EQ(import.accepted.at(1).body, whole.accepted.at(1).body);
  }
}

}  // namespace
}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
#include "formats/said_json.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "domain/statement.hpp"
#include "formats/import_testing.hpp"

namespace truceline::formats {
namespace {

namespace limits = base::limits;

/// The body in canonical names, or the error.
std::string said(std::string_view text) {
  const auto document =
      base::parse_json(text, {limits::kBodyBytes, limits::kStatementDepth, limits::kBodyBytes});
  if (!document) return document.error().to_string();
  const auto body = said_body(document->root(), {&test_zone(), nullptr});
  return body ? *body : body.error().to_string();
}

domain::Status status(std::string_view text) {
  const auto body = domain::decode_body(domain::StatementKind::status, said(text));
  EXPECT_TRUE(body) << (body ? "" : body.error().to_string());
  return body ? std::get<domain::Status>(*body) : domain::Status{};
}

TEST(SaidJson, a_day_is_the_whole_day_in_the_missions_zone) {
  const domain::When when = status(R"({"topic": "call", "when": {"from": "2017-05-06"}})").when;
  EXPECT_EQ(base::to_utc_string(when.interval.from), "2017-05-05T21:00:00Z");
  EXPECT_EQ(base::to_utc_string(when.interval.to), "2017-05-06T21:00:00Z");
  EXPECT_EQ(when.precision, domain::TimePrecision::day);
  EXPECT_EQ(when.zone, "Asia/Damascus");
  EXPECT_EQ(when.as_written, "2017-05-06");
}

TEST(SaidJson, several_days_include_the_last) {
  const domain::When when =
      status(R"({"topic":"call","when":{"from":"2017-05-06","to":"2017-05-08"}})").when;
  EXPECT_EQ(base::to_utc_string(when.interval.to), "2017-05-08T21:00:00Z");
  EXPECT_EQ(when.as_written, "2017-05-06 to 2017-05-08");
}

TEST(SaidJson, what_goes_on_has_no_end) {
  const domain::When when =
      status(R"({"topic":"call","when":{"from":"2017-10-13","to":"open","precision":"day"}})").when;
  EXPECT_EQ(when.interval.to, base::kTimeMax);
  EXPECT_EQ(when.as_written, "2017-10-13 to open");
}

TEST(SaidJson, a_place_is_latitude_then_longitude_and_keeps_what_was_written) {
  const auto place = status(R"({"topic":"call","when":{"from":"2017-05-06"},
      "place":{"at":"35.93, 36.63","precision":"settlement","name":"Idlib"}})")
                         .place;
  ASSERT_TRUE(place && place->point);
  EXPECT_EQ(place->point->lat_e7, 359'300'000);
  EXPECT_EQ(place->point->lon_e7, 366'300'000);
  EXPECT_EQ(place->as_written, "35.93, 36.63");
  EXPECT_EQ(place->radius_m, 2000);
  EXPECT_EQ(place->name, "Idlib");
}

TEST(SaidJson, a_place_may_be_any_text_that_means_one_place) {
  for (const char* at : {"36 12 07.56 N 37 08 03.48 E", "37S CA 32269 07977", "٣٦٫٢٠٢١ ش ٣٧٫١٣٤٣ ق",
                         "https://www.google.com/maps?q=36.2021,37.1343"}) {
    const auto place = status(R"({"topic":"call","when":{"from":"2017-05-06"},"place":{"at":")" +
                              std::string(at) + R"(","precision":"exact"}})")
                           .place;
    ASSERT_TRUE(place && place->point) << at;
    EXPECT_NEAR(place->point->lat_e7, 362'021'000, 100);
    EXPECT_NEAR(place->point->lon_e7, 371'343'000, 100);
    EXPECT_EQ(place->as_written, at);
  }
}

TEST(SaidJson, a_place_that_leaves_something_open_is_not_signed) {
  for (const char* at : {"37S 332270 4007978", "36.2-37.1", "36,12,37,08", "36.2 N 37.1 E ED50",
                         "36.2,37.1; 36.3,37.2", "Idlib 35.93, 36.63",
                         "https://www.openstreetmap.org/#map=15/36.2021/37.1343", "-36.2 N 37.1 E"})
    EXPECT_TRUE(said(R"({"place": {"precision": "exact", "at": ")" + std::string(at) + R"("}})")
                    .starts_with("place.at: "))
        << at;
}

domain::Notification notification(std::string_view where) {
  const auto body =
      domain::decode_body(domain::StatementKind::notification,
                          said(R"({"id":"n","kind":"movement","when":{"from":"2017-05-06"},)" +
                               std::string(where) + "}"));
  EXPECT_TRUE(body) << (body ? "" : body.error().to_string());
  return body ? std::get<domain::Notification>(*body) : domain::Notification{};
}

TEST(SaidJson, a_circle_and_waypoints_may_be_said_and_what_was_written_is_kept) {
  const auto site = notification(R"("circle":{"centre":"35.93 N 36.63 E","radius_m":50})");
  ASSERT_TRUE(site.circle);
  EXPECT_EQ(site.circle->centre.lat_e7, 359'300'000);
  EXPECT_EQ(site.circle->radius_m, 50);
  EXPECT_EQ(site.place.as_written, "35.93 N 36.63 E");
  EXPECT_EQ(site.place.precision, domain::PlacePrecision::exact);

  const auto convoy = notification(R"("place":{"name":"Idlib","precision":"settlement"},
      "corridor":{"half_width_m":100,"route":[{"at":"35.93, 36.63"},
        {"at":{"lon_e7":367000000,"lat_e7":359500000}},{"at":"37S CA 32269 07977"}]})");
  ASSERT_TRUE(convoy.corridor && convoy.corridor->route.size() == 3);
  EXPECT_EQ(convoy.corridor->route[0].at.lon_e7, 366'300'000);
  EXPECT_EQ(convoy.corridor->route[1].at.lon_e7, 367'000'000);
  EXPECT_NEAR(convoy.corridor->route[2].at.lat_e7, 362'021'000, 100);
  EXPECT_EQ(convoy.place.as_written, "35.93, 36.63\n37S CA 32269 07977");
  EXPECT_EQ(convoy.place.name, "Idlib");
  EXPECT_EQ(convoy.place.precision, domain::PlacePrecision::settlement);

  const auto both = notification(R"("place":{"at":"35.9, 36.6","precision":"near"},
      "circle":{"centre":"35.93, 36.63","radius_m":50})");
  EXPECT_EQ(both.place.as_written, "35.9, 36.6\n35.93, 36.63");
  EXPECT_EQ(both.place.point->lat_e7, 359'000'000);
}

TEST(SaidJson, a_circle_or_a_waypoint_that_leaves_something_open_is_not_signed) {
  EXPECT_TRUE(said(R"({"circle": {"centre": "136.6, 35.9", "radius_m": 5}})")
                  .starts_with("circle.centre: latitude comes first"));
  EXPECT_TRUE(said(R"({"corridor": {"route": [{"at": "35.9, 36.6"}, {"at": "Idlib"}]}})")
                  .starts_with("corridor.route[1].at: "));
}

TEST(SaidJson, canonical_fields_pass_through_unchanged) {
  const std::string body =
      R"({"when":{"from_ms":-5,"precision":"exact","to_ms":7},"x":[1.5,null]})";
  EXPECT_EQ(said(body), body);
}

TEST(SaidJson, a_field_said_both_ways_is_refused) {
  EXPECT_EQ(said(R"({"when": {"from": "2017-05-06", "from_ms": 5}})"),
            "when.from_ms: this does not go with what is written beside it (write from, to, zone "
            "and precision; or from_ms, to_ms, zone, precision and as_written)");
  EXPECT_TRUE(said(R"({"place": {"at": "35.9, 36.6", "point": {}}})").starts_with("place.point: "));
}

TEST(SaidJson, errors_name_the_field_and_the_mend) {
  EXPECT_EQ(said(R"({"place": {"at": "35.93", "precision": "exact"}})"),
            "place.at: column 6: there is only one number, and a place needs two (write latitude "
            "and longitude, as in 36.2021, 37.1343)");
  EXPECT_TRUE(said(R"({"place": {"at": "136.6, 35.9", "precision": "exact"}})")
                  .starts_with("place.at: latitude comes first"));
  EXPECT_TRUE(said(R"({"place": {"at": "35.9, 36.6"}})")
                  .starts_with("place.precision: it does not say how precise the place is"));
  EXPECT_TRUE(said(R"({"when": {"from": "6 May"}})").starts_with("when.from: "));
  EXPECT_TRUE(said(R"({"when": {"to": "2017-05-06"}})").starts_with("when.from: is empty"));
  EXPECT_TRUE(said(R"({"when": {"from": "2017-05-06", "to": "2017-05-01"}})")
                  .starts_with("when.to: is not after"));
  EXPECT_TRUE(said(R"({"when": {"from": 5}})").starts_with("when.from: this is no text"));
  EXPECT_TRUE(said("[]").starts_with("a body is an object"));
}

}  // namespace
}  // namespace truceline::formats

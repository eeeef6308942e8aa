// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "domain/field_names.hpp"
#include "domain/json_mutation.hpp"
#include "domain/random_fields.hpp"

namespace truceline::domain {
namespace {

constexpr std::size_t kKinds = std::variant_size_v<Body>;
static_assert(kKinds == kWords<StatementKind>.size());

base::Error error_of(StatementKind kind, std::string_view json) {
  const base::Result<Body> body = decode_body(kind, json);
  if (!body) return body.error();
  ADD_FAILURE() << "accepted: " << json;
  return {};
}

/// A report with one thing changed.
std::string report_with(std::string_view members) {
  return "{\"event\":\"shelling\"," + std::string(members) + "\"when\":{\"precision\":\"day\"}}";
}

TEST(BodyCodec, what_is_decoded_is_what_was_encoded) {
  RandomFields random(20170504);
  int cases = 0;
  for (int round = 0; round < 2000; ++round)
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      const Body body = random_body(random, kind);
      const std::string bytes = encode(body);
      const base::Result<Body> again = decode_body(kind_of(body), bytes);
      ASSERT_TRUE(again) << again.error().to_string() << "\n" << bytes;
      ASSERT_EQ(*again, body) << bytes;
      ASSERT_EQ(encode(*again), bytes);
      ++cases;
    }
  EXPECT_GE(cases, 20'000);
}

TEST(BodyCodec, the_bytes_are_already_in_the_form_of_rfc_8785) {
  RandomFields random(8785);
  for (int round = 0; round < 200; ++round)
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      const std::string bytes = encode(random_body(random, kind));
      const auto document = base::parse_json(bytes, {1 << 20, 16, 1 << 20, true});
      ASSERT_TRUE(document) << document.error().to_string();
      ASSERT_EQ(base::canonical_json(document->root()), bytes);
    }
}

TEST(BodyCodec, a_value_of_the_wrong_type_is_an_error_that_names_its_field) {
  std::size_t mutants = 0;
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    RandomFields full(kind, true);
    const std::string bytes = encode(random_body(full, kind));
    for (const auto& mutant : JsonMutation::all(bytes, JsonMutation::Change::wrong_type)) {
      const base::Error error = error_of(static_cast<StatementKind>(kind), mutant.json);
      EXPECT_EQ(error.place, mutant.path) << error.to_string() << "\n" << mutant.json;
      ++mutants;
    }
  }
  EXPECT_GT(mutants, 200U);
}

TEST(BodyCodec, a_field_left_out_is_a_default_or_an_error_that_names_it) {
  std::size_t refused = 0;
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    RandomFields full(kind, true);
    const std::string bytes = encode(random_body(full, kind));
    for (const auto& mutant : JsonMutation::all(bytes, JsonMutation::Change::missing)) {
      const base::Result<Body> body = decode_body(static_cast<StatementKind>(kind), mutant.json);
      if (body) {
        EXPECT_EQ(encode(*body), mutant.json);  // Left out is how the default is written.
      } else {
        EXPECT_EQ(body.error().place, mutant.path) << mutant.json;
        ++refused;
      }
    }
  }
  EXPECT_GT(refused, 50U);
}

TEST(BodyCodec, the_empty_object_lacks_the_first_required_field) {
  EXPECT_EQ(error_of(StatementKind::agreement, "{}").place, "id");
  EXPECT_EQ(error_of(StatementKind::actor, "{}").place, "id");
  EXPECT_EQ(error_of(StatementKind::zone, "{}").place, "id");
  EXPECT_EQ(error_of(StatementKind::post, "{}").place, "id");
  EXPECT_EQ(error_of(StatementKind::report, "{}").place, "event");
  EXPECT_EQ(error_of(StatementKind::tally, "{}").place, "count");
  EXPECT_EQ(error_of(StatementKind::assessment, "{}").place, "verdict");
  EXPECT_EQ(error_of(StatementKind::control, "{}").place, "place");
  EXPECT_EQ(error_of(StatementKind::status, "{}").place, "topic");
  EXPECT_EQ(error_of(StatementKind::supersede, "{}").place, "reason");
  EXPECT_EQ(error_of(StatementKind::key, "{}").place, "action");
  EXPECT_EQ(error_of(StatementKind::notification, "{}").place, "id");
  EXPECT_EQ(error_of(StatementKind::arrangement, "{}").place, "id");
}

TEST(BodyCodec, a_body_cut_short_anywhere_is_an_error) {
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    RandomFields full(kind + 100, true);
    const std::string bytes = encode(random_body(full, kind));
    for (std::size_t length = 0; length < bytes.size(); ++length) {
      // A copy of its own, so that reading past its end is seen by the sanitizers.
      const std::string cut = bytes.substr(0, length);
      ASSERT_FALSE(decode_body(static_cast<StatementKind>(kind), cut)) << cut;
    }
  }
}

TEST(BodyCodec, one_byte_changed_never_crashes_and_never_leaves_a_second_form) {
  RandomFields random(99);
  for (int round = 0; round < 20'000; ++round) {
    const std::size_t kind = random.below(kKinds);
    std::string bytes = encode(random_body(random, kind));
    bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
    const base::Result<Body> body = decode_body(static_cast<StatementKind>(kind), bytes);
    if (!body) continue;
    const base::Result<Body> again = decode_body(static_cast<StatementKind>(kind), encode(*body));
    ASSERT_TRUE(again) << again.error().to_string() << "\n" << bytes;
    ASSERT_EQ(*again, *body);
  }
}

TEST(BodyCodec, members_may_stand_in_any_order) {
  const auto a = decode_body(StatementKind::report,
                             R"({"event":"shelling","when":{"precision":"day","from_ms":5}})");
  const auto b = decode_body(StatementKind::report,
                             R"( {"when": {"from_ms": 5, "precision": "day"},
                                  "event": "shelling"} )");
  ASSERT_TRUE(a);
  ASSERT_TRUE(b) << b.error().to_string();
  EXPECT_EQ(*a, *b);
}

TEST(BodyCodec, an_unknown_field_is_an_error_that_lists_the_known_ones) {
  const base::Error error =
      error_of(StatementKind::report,
               report_with(R"("counts":[{"best":1,"high":1,"hihg":2,"low":1,"unit":"deaths"}],)"));
  EXPECT_EQ(error.place, "counts[0].hihg");
  EXPECT_EQ(error.mend, "the fields here are best, high, low, unit");
}

TEST(BodyCodec, an_unknown_word_is_an_error_that_lists_the_known_ones) {
  const base::Error error =
      error_of(StatementKind::key, R"({"action":"steal","key":"00","party":"turkey"})");
  EXPECT_EQ(error.place, "action");
  EXPECT_EQ(error.mend, "write one of: enrol, rotate, revoke");
}

TEST(BodyCodec, numbers_are_whole_and_fit) {
  const auto with_low = [](std::string_view number) {
    return report_with(R"("counts":[{"best":1,"high":1,"low":)" + std::string(number) +
                       R"(,"unit":"deaths"}],)");
  };
  for (const std::string_view number : {"1.0", "1e3", "-0", "-1", "9007199254740992", "1e999",
                                        "99999999999999999999", "\"1\"", "null"}) {
    const base::Error error = error_of(StatementKind::report, with_low(number));
    EXPECT_EQ(error.place, "counts[0].low") << number << ": " << error.to_string();
  }
  EXPECT_TRUE(decode_body(StatementKind::report, with_low("9007199254740991")));
}

TEST(BodyCodec, places_are_on_the_globe) {
  const auto at = [](std::string_view lat, std::string_view lon) {
    return report_with(R"("place":{"point":{"lat_e7":)" + std::string(lat) + R"(,"lon_e7":)" +
                       std::string(lon) + R"(},"precision":"exact"},)");
  };
  EXPECT_TRUE(decode_body(StatementKind::report, at("900000000", "-1800000000")));
  EXPECT_EQ(error_of(StatementKind::report, at("900000001", "0")).place, "place.point");
  EXPECT_EQ(error_of(StatementKind::report, at("0", "1800000001")).place, "place.point");
  EXPECT_EQ(error_of(StatementKind::report, at("0", "9000000000")).place, "place.point.lon_e7");
  EXPECT_EQ(
      error_of(StatementKind::report, report_with(R"("place":{"precision":"near","radius_m":-1},)"))
          .place,
      "place.radius_m");
}

TEST(BodyCodec, an_interval_is_not_reversed) {
  const base::Error error =
      error_of(StatementKind::report,
               R"({"event":"other","when":{"from_ms":2,"precision":"day","to_ms":1}})");
  EXPECT_EQ(error.place, "when.to_ms");
}

TEST(BodyCodec, text_is_plain_and_bounded) {
  const auto with_text = [](std::string_view text) {
    return report_with("\"text\":\"" + std::string(text) + "\",");
  };
  EXPECT_TRUE(decode_body(StatementKind::report, with_text("a\\n\\tb")));
  EXPECT_TRUE(decode_body(StatementKind::report, with_text(std::string(4096, 'x'))));
  for (const std::string& text :
       {std::string("\\u0000"), std::string("\\r"), std::string("\\u007f"), std::string("\\u0085"),
        std::string(4097, 'x')})
    EXPECT_EQ(error_of(StatementKind::report, with_text(text)).place, "text") << text;
  EXPECT_EQ(error_of(StatementKind::report, with_text(std::string(4097, 'x'))).code,
            base::ErrorCode::too_large);
  EXPECT_FALSE(decode_body(StatementKind::report, with_text("\xC0\xAF")));  // Overlong UTF-8.
  EXPECT_FALSE(decode_body(StatementKind::report, with_text("\\ud800")));   // Half a surrogate.
}

TEST(BodyCodec, codes_hold_nothing_that_turns_the_direction_of_writing) {
  for (const std::string_view hidden :
       {"\u061C", "\u200E", "\u200F", "\u202A", "\u202E", "\u2066", "\u2069", "\\n", "\\t"}) {
    const std::string json =
        report_with(R"("source":{"certainty":"claimed","id":"t)" + std::string(hidden) + R"("},)");
    EXPECT_EQ(error_of(StatementKind::report, json).place, "source.id") << json;
  }
  EXPECT_TRUE(decode_body(StatementKind::report,
                          report_with(R"("source":{"certainty":"claimed","id":"ucdp:٣"},)")));
}

TEST(BodyCodec, ids_are_slugs) {
  const auto actor = [](std::string_view id) {
    return R"({"id":")" + std::string(id) + R"(","kind":"state"})";
  };
  EXPECT_TRUE(decode_body(StatementKind::actor, actor(std::string(64, 'a'))));
  for (const std::string& id :
       {std::string(), std::string("Turkey"), std::string("a b"), std::string("-a"),
        std::string("a-"), std::string("a_b"), std::string("türkiye"), std::string(65, 'a')})
    EXPECT_EQ(error_of(StatementKind::actor, actor(id)).place, "id") << id;
}

TEST(BodyCodec, grades_are_admiralty_grades) {
  const auto graded = [](std::string_view source, std::string_view information) {
    return R"({"grade":{"information":)" + std::string(information) + R"(,"source":")" +
           std::string(source) + R"("},"verdict":"probable"})";
  };
  EXPECT_TRUE(decode_body(StatementKind::assessment, graded("F", "6")));
  EXPECT_EQ(error_of(StatementKind::assessment, graded("G", "6")).place, "grade.source");
  EXPECT_EQ(error_of(StatementKind::assessment, graded("AB", "6")).place, "grade.source");
  EXPECT_EQ(error_of(StatementKind::assessment, graded("A", "7")).place, "grade.information");
}

TEST(BodyCodec, blocked_and_disputed_need_a_reason) {
  EXPECT_TRUE(decode_body(StatementKind::assessment, R"({"verdict":"unfounded"})"));
  EXPECT_EQ(error_of(StatementKind::assessment, R"({"verdict":"blocked"})").place, "reason");
  EXPECT_EQ(error_of(StatementKind::assessment, R"({"verdict":"disputed"})").place, "reason");
}

TEST(BodyCodec, provisions_are_numbered_once_and_are_not_too_many) {
  Agreement agreement;
  agreement.id = "minsk";
  agreement.title = "Minsk";
  for (int i = 0; i < 256; ++i) agreement.provisions.emplace_back().id = std::to_string(i);
  EXPECT_TRUE(encode_checked(Body(agreement)));
  agreement.provisions[3].id = "2";
  EXPECT_EQ(encode_checked(Body(agreement)).error().place, "provisions[3].id");
  agreement.provisions[3].id = "3";
  agreement.provisions.emplace_back().id = "256";
  EXPECT_EQ(encode_checked(Body(agreement)).error().code, base::ErrorCode::too_large);
}

TEST(BodyCodec, areas_have_rings_of_three_valid_vertices_or_more) {
  const auto zone = [](std::string_view area) {
    return R"({"area":)" + std::string(area) + R"(,"id":"z","kind":"area","line":"claimed"})";
  };
  const auto place = [&](std::string_view area) {
    return error_of(StatementKind::zone, zone(area)).place;
  };
  EXPECT_TRUE(decode_body(StatementKind::zone, zone("[[[0,0,9,0,9,9],[1,1,2,1,2,2]]]")));
  EXPECT_EQ(place("[[]]"), "area[0]");
  EXPECT_EQ(place("[[[0,0,9,0]]]"), "area[0][0]");
  EXPECT_EQ(place("[[[0,0,9,0,9]]]"), "area[0][0]");
  EXPECT_EQ(place("[[[0,0,9,0,9,9],[1,1,2,1,2,\"2\"]]]"), "area[0][1][5]");
  EXPECT_EQ(place("[[[0,0,9,0,9,900000001]]]"), "area[0][0][4]");
}

TEST(BodyCodec, a_key_that_may_not_be_enrolled_is_refused) {
  const std::string json =
      R"({"action":"enrol","key":")" + std::string(64, '0') + R"(","party":"turkey"})";
  EXPECT_EQ(error_of(StatementKind::key, json).place, "key");
}

TEST(BodyCodec, foreign_values_are_judged_before_they_are_written) {
  Report report;
  report.text = "caf\xE9";  // Latin-1
  EXPECT_EQ(encode_checked(Body(report)).error().place, "text");
  report.text = "café";
  report.side_a = {ActorMention{}};
  EXPECT_EQ(encode_checked(Body(report)).error().place, "side_a[0]");
  report.side_a.clear();
  report.when.interval = {base::TimeMs{std::int64_t{1} << 60}, base::kTimeMax};
  EXPECT_EQ(encode_checked(Body(report)).error().place, "when.from_ms");
  report.when.interval = {};
  EXPECT_EQ(*encode_checked(Body(report)), encode(Body(report)));
}

TEST(BodyCodec, a_body_beyond_32_kib_is_too_large_both_ways) {
  Report report;
  report.source.cites.assign(9, std::string(4000, 'x'));
  EXPECT_EQ(encode_checked(Body(report)).error().code, base::ErrorCode::too_large);
  EXPECT_EQ(error_of(StatementKind::report, encode(Body(report))).code, base::ErrorCode::too_large);
}

}  // namespace
}  // namespace truceline::domain

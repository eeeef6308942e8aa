// SPDX-License-Identifier: Apache-2.0
//
// Holds docs/spec against the code: every example is computed or decoded, every table compared.
#include <gtest/gtest.h>

#include "base/sha256.hpp"
#include "domain/commitment.hpp"
#include "domain/envelope.hpp"
#include "domain/field_names.hpp"
#include "domain/spec_text.hpp"

namespace truceline::domain {
namespace {

class Statement : public testing::Test {
 protected:
  std::string block(const std::string& name) const {
    const auto found = page_.blocks().find(name);
    return found == page_.blocks().end() ? "no block: " + name : found->second;
  }
  base::Hash hex(const std::string& name) const {
    const base::Result<base::Hash> bytes = base::hash_from_hex(block("hex " + name));
    EXPECT_TRUE(bytes) << name;
    return bytes ? *bytes : base::Hash{};
  }
  SpecText page_{"docs/spec/statement.md"};
};

TEST_F(Statement, the_example_is_computed_from_seed_salt_and_body) {
  const base::SigningKey key = base::SigningKey::from_seed(hex("seed"));
  EXPECT_EQ(base::to_hex(key.public_key()), block("hex key"));

  const std::string body = block("text body");
  const base::Result<Body> report = decode_body(StatementKind::report, body);
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_EQ(encode(*report), body);
  EXPECT_EQ(base::to_hex(commitment(hex("salt"), body)), block("hex commitment"));

  const base::Result<Header> header = decode_header(block("text header"));
  ASSERT_TRUE(header) << header.error().to_string();
  EXPECT_EQ(header->commitment, hex("commitment"));
  EXPECT_EQ(header->key, key.public_key());
  EXPECT_EQ(header->kind, kind_of(*report));

  EXPECT_EQ(pre_authentication_encoding(kPayloadType, encode(*header)), block("text signed"));
  const std::string envelope = sign_envelope(*header, key);
  EXPECT_EQ(envelope, block("text envelope"));
  EXPECT_TRUE(verify_envelope(envelope));
  constexpr std::uint8_t kLeaf[] = {0};
  EXPECT_EQ(base::to_hex(base::sha256({kLeaf, base::bytes_of(envelope)})), block("hex entry"));
}

TEST_F(Statement, the_report_is_the_one_that_bodies_begins_with) {
  const SpecText bodies("docs/spec/bodies.md");
  const base::Result<Body> report =
      decode_body(StatementKind::report, bodies.blocks().at("json report"));
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_EQ(encode(*report), block("text body"));
}

TEST(Bodies, every_kind_has_an_example_that_decodes) {
  const SpecText page("docs/spec/bodies.md");
  EXPECT_EQ(page.blocks().size(), kWords<StatementKind>.size());
  for (const auto& [kind, kind_word] : kWords<StatementKind>) {
    const auto example = page.blocks().find("json " + std::string(kind_word));
    ASSERT_NE(example, page.blocks().end()) << kind_word;
    const base::Result<Body> body = decode_body(kind, example->second);
    EXPECT_TRUE(body) << kind_word << ": " << body.error().to_string();
  }
}

template <class T>
void expect_table(const SpecText& page, const std::string& heading) {
  const auto table = page.tables().find(heading);
  ASSERT_NE(table, page.tables().end()) << heading;
  std::vector<SpecText::Row> rows;
  for (const FieldNames::Field& field : FieldNames::of<T>())
    rows.push_back({std::string(field.name), field.required});
  ASSERT_EQ(table->second.size(), rows.size()) << heading;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(table->second[i].field, rows[i].field) << heading;
    EXPECT_EQ(table->second[i].required, rows[i].required) << heading << "." << rows[i].field;
  }
}

template <std::size_t... Index>
void expect_kind_tables(const SpecText& page, std::index_sequence<Index...>) {
  (expect_table<std::variant_alternative_t<Index, Body>>(
       page, std::string(kWords<StatementKind>[Index].second)),
   ...);
}

TEST(Bodies, every_table_lists_the_fields_in_order_and_which_are_required) {
  const SpecText page("docs/spec/bodies.md");
  expect_kind_tables(page, std::make_index_sequence<std::variant_size_v<Body>>());
  expect_table<base::Interval>(page, "Interval");
  expect_table<When>(page, "When");
  expect_table<Moment>(page, "Moment");
  expect_table<Place>(page, "Place");
  expect_table<geo::Point>(page, "Point");
  expect_table<Source>(page, "Source");
  expect_table<Grade>(page, "Grade");
  expect_table<ActorMention>(page, "ActorMention");
  expect_table<ActorRelation>(page, "ActorRelation");
  expect_table<Count>(page, "Count");
  expect_table<TallyPart>(page, "TallyPart");
  expect_table<TermClaim>(page, "TermClaim");
  expect_table<Provision>(page, "Provision");
  expect_table<EventMatch>(page, "EventMatch");
  expect_table<geo::AltitudeBand>(page, "AltitudeBand");
  expect_table<geo::Circle>(page, "Circle");
  expect_table<geo::Corridor>(page, "Corridor");
  expect_table<geo::Waypoint>(page, "Waypoint");
  expect_table<geo::Passage>(page, "Passage");
  expect_table<RequiredSeparation>(page, "RequiredSeparation");
  expect_table<Fix>(page, "Fix");
  expect_table<Height>(page, "Height");
  expect_table<Profile>(page, "Profile");
  expect_table<Cover>(page, "Cover");
  expect_table<Shift>(page, "Shift");
  expect_table<Contact>(page, "Contact");
  expect_table<Reach>(page, "Reach");
  expect_table<Vehicle>(page, "Vehicle");
  expect_table<Verification>(page, "Verification");
  expect_table<ReadKey>(page, "ReadKey");
  expect_table<Escalation>(page, "Escalation");
  expect_table<HostileDistance>(page, "HostileDistance");
  expect_table<Met>(page, "Met");
  EXPECT_EQ(page.tables().size(), std::variant_size_v<Body> + 33) << "a table nobody checks";
}

}  // namespace
}  // namespace truceline::domain

// SPDX-License-Identifier: Apache-2.0
#include "domain/finding.hpp"

#include <gtest/gtest.h>

#include "base/json.hpp"
#include "base/sha256.hpp"

namespace truceline::domain {
namespace {

Finding sample() {
  Finding finding;
  finding.doubts = {Doubt::place};
  finding.severity = Severity::medium;
  finding.evidence = {base::EntryIndex{3}, base::EntryIndex{9}};
  finding.computed_at = base::TreeSize{10};
  finding.when = base::Interval{base::TimeMs{1000}, base::kTimeMax};
  finding.point = geo::Point{.lon_e7 = 366000000, .lat_e7 = 359000000};
  finding.radius_m = 5000;
  finding.agreement = "astana-2017";
  finding.provision = "2a";
  finding.zone = "idlib";
  finding.due = base::TimeMs{2000};
  finding.audience = {AudienceLabel::everyone, {}};
  finding.facts = {{"event", "shelling"}};
  return finding;
}

TEST(Finding, every_rule_has_a_kind_a_version_and_a_severity_method_in_one_sentence) {
  for (const auto& [rule, text] : kWords<Rule>) {
    // A rule's word begins with its kind: "overdue/duty".
    EXPECT_EQ(text.substr(0, text.find('/')), word(kind_of(rule)));
    EXPECT_EQ(version_of(rule), 1);
    const std::string_view method = severity_method(rule);
    EXPECT_FALSE(method.empty());
    EXPECT_EQ(method.find('.'), method.size() - 1) << method;
  }
}

TEST(Finding, the_bytes_cover_everything_but_the_tree_size) {
  const Finding finding = sample();
  EXPECT_EQ(encode(finding),
            R"({"agreement":"astana-2017","audience":{"label":"public"},"doubts":["place"],)"
            R"("due_ms":2000,"evidence":[3,9],"facts":{"event":"shelling"},"id":")" +
                std::string(64, '0') +
                R"(","point":{"lat_e7":359000000,"lon_e7":366000000},"provision":"2a",)"
                R"("radius_m":5000,"rule":"breach/prohibited-event","severity":"medium",)"
                R"("version":1,"when":{"from_ms":1000},"zone":"idlib"})");
  Finding later = finding;
  later.computed_at.value = 11;
  EXPECT_EQ(encode(later), encode(finding));
  std::vector<Finding> changed(12, finding);
  changed[0].rule = Rule::dispute_control;
  changed[1].doubts.clear();
  changed[2].severity = Severity::low;
  changed[3].evidence.pop_back();
  changed[4].when.reset();
  changed[5].point->lat_e7 += 1;
  changed[6].radius_m = 1;
  changed[7].place_name = "Idlib";
  changed[8].must_act = {"turkey"};
  changed[9].due.reset();
  changed[10].audience.label = AudienceLabel::named;
  changed[11].facts.set("x", "y");
  for (const Finding& other : changed) EXPECT_NE(encode(other), encode(finding));
}

TEST(Finding, identity_is_rule_version_evidence_agreement_provision_and_zone) {
  const Finding finding = sample();
  const std::vector<base::Hash> evidence(2);
  const base::Hash id = identify(finding, evidence);
  std::string preimage = "truceline.org/finding/v1";
  preimage += '\0';
  const std::string zeros = "\"" + std::string(64, '0') + "\"";
  preimage += R"({"agreement":"astana-2017","evidence":[)" + zeros + "," + zeros +
              R"(],"provision":"2a","rule":"breach/prohibited-event","version":1,"zone":"idlib"})";
  EXPECT_EQ(id, base::sha256(base::bytes_of(preimage)));

  Finding same = finding;
  same.severity = Severity::critical;
  same.computed_at.value = 999;
  same.evidence.clear();  // Positions in one ledger; the entry ids count.
  EXPECT_EQ(identify(same, evidence), id);
  for (std::string Finding::*member : {&Finding::agreement, &Finding::provision, &Finding::zone}) {
    Finding other = finding;
    other.*member += "x";
    EXPECT_NE(identify(other, evidence), id);
  }
  EXPECT_NE(identify(finding, std::vector<base::Hash>(1)), id);
}

TEST(Finding, possible_means_that_a_doubt_is_left) {
  Finding finding = sample();
  EXPECT_TRUE(finding.possible());
  finding.doubts.clear();
  EXPECT_FALSE(finding.possible());
}

}  // namespace
}  // namespace truceline::domain

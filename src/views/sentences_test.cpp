// SPDX-License-Identifier: Apache-2.0
#include "views/sentences.hpp"

#include <gtest/gtest.h>
#include <map>
#include <set>

#include "views/sample_mission.hpp"

namespace truceline::views {
namespace {

class Sentences : public testing::Test {
 protected:
  /// The sentence of the one finding of `rule` (and `possible`) in the sample.
  std::string said(domain::Rule rule, Lang lang, bool possible = false) {
    for (const domain::Finding* finding : snapshot->findings())
      if (finding->rule == rule && finding->possible() == possible)
        return sentence(*finding, Naming(*snapshot, lang));
    return "no such finding";
  }
  SampleMission mission;
  std::shared_ptr<const Snapshot> snapshot = mission.snapshot();
};

TEST_F(Sentences, are_fit_to_be_read_out) {
  const std::map<domain::Rule, std::string> expected = {
      {domain::Rule::breach_prohibited_event,
       "Lake Watch reports shelling on 4 March 2020 at Lakeside (The Lake), naming River Front and "
       "Northern Army, 6 deaths by its best estimate. This may breach provision 2a of Memorandum "
       "on the lake: use of any weapon."},
      {domain::Rule::overdue_duty,
       "Provision 4 of Memorandum on the lake (complete the maps) was due by 1 May 2020; no step "
       "that meets it is on record, 30 days later."},
      {domain::Rule::overdue_duty_late,
       "Provision 3 of Memorandum on the lake (form the joint committee) was due by 24 January "
       "2020; the step that meets it is reported on 10 February 2020, 16 days late."},
      {domain::Rule::dispute_post_status,
       "Hill State Ministry says that the post Mill was open on 20 February 2020, Lake Watch that "
       "it was closed: the sources contradict each other."},
      {domain::Rule::dispute_control,
       "Lake Watch says that Ford was held by Northern Army on 2 April 2020, Joint Bulletin says "
       "by River Front: the sources contradict each other."},
      {domain::Rule::tally_parts,
       "Joint Bulletin gives 143 cases of firing on 3 April 2020, but the parts it names (100 "
       "rifle + 40 mortar) add up to 140."},
      {domain::Rule::tally_two_figures,
       "Joint Bulletin gives two figures for one thing (cases of firing, north, lake) on 3 April "
       "2020: 65 and 143."},
      {domain::Rule::term_against_register,
       "Lake Watch gives \"ten days\" for the deadline in provision 3 of Memorandum on the lake; "
       "the register has \"signed + 24 days\"."},
      {domain::Rule::author_equivocation,
       "Mission signed two different statements under one number."},
  };
  for (const auto& [rule, text] : expected) EXPECT_EQ(said(rule, Lang::en), text);
}

TEST_F(Sentences, say_what_is_not_settled_and_how_far) {
  EXPECT_EQ(said(domain::Rule::breach_prohibited_event, Lang::en, true),
            "Lake Watch reports an armed clash on 2 March 2020 at Easton (perhaps The Lake), "
            "naming Northern Army and River Front. It is possible that this breaches provision 2a "
            "of Memorandum on the lake: use of any weapon. Not settled: the place is known only "
            "to within 25 km and may lie outside The Lake.");
}

TEST_F(Sentences, speak_arabic) {
  EXPECT_EQ(said(domain::Rule::overdue_duty_late, Lang::ar),
            "كان البند 3 من مذكرة البحيرة (form the joint committee) واجب الوفاء في موعد أقصاه 24 "
            "كانون الثاني/يناير 2020؛ وأُبلغ عن الخطوة التي تفي به في 10 شباط/فبراير 2020، أي "
            "بتأخير 16 يومًا.");
  EXPECT_EQ(said(domain::Rule::dispute_post_status, Lang::ar),
            "يقول Hill State Ministry إن النقطة الطاحونة كانت مفتوحة في 20 شباط/فبراير 2020، ويقول "
            "Lake Watch إنها كانت مغلقة: المصدران متناقضان.");
}

/// A finding of `rule` with every fact a rule may give and every doubt there is.
domain::Finding full_finding(domain::Rule rule) {
  domain::Finding finding;
  finding.rule = rule;
  for (const auto& [doubt, word] : domain::kWords<domain::Doubt>) finding.doubts.push_back(doubt);
  finding.when = base::Interval{{0}, {base::kDayMs}};
  finding.due = base::TimeMs{0};
  finding.radius_m = 1500;
  finding.zone = "lake";
  finding.agreement = "lake-2020";
  finding.provision = "2a";
  for (const char* name :
       {"publisher", "publisher_1", "publisher_2", "side_a",    "side_b",      "provision_what",
        "unit",      "count",       "sum",         "parts",     "figure_1",    "figure_2",
        "low",       "best",        "high",        "name",      "distance_km", "party",
        "claimed",   "registered",  "holders_1",   "holders_2", "post"})
    finding.facts.set(name, std::string("<") + name + ">");
  finding.facts.set("days_late", "5");
  return finding;
}

TEST_F(Sentences, every_rule_has_one_of_its_own_in_each_language_and_none_judges) {
  for (const Lang lang : {Lang::en, Lang::ar}) {
    std::set<std::string> seen;
    for (const auto& [rule, word] : domain::kWords<domain::Rule>) {
      const std::string text = sentence(full_finding(rule), Naming(*snapshot, lang));
      EXPECT_TRUE(seen.insert(text).second) << word;
      EXPECT_TRUE(text.ends_with('.')) << text;
      EXPECT_EQ(text.find('{'), std::string::npos) << text;
      EXPECT_EQ(text.find("guilty"), std::string::npos) << text;
      EXPECT_EQ(text.find("violated"), std::string::npos) << text;
      EXPECT_FALSE(severity_method_text(rule, lang).empty());
    }
  }
}

TEST_F(Sentences, a_finding_without_facts_is_still_a_sentence) {
  for (const auto& [rule, word] : domain::kWords<domain::Rule>) {
    domain::Finding bare;
    bare.rule = rule;
    EXPECT_FALSE(sentence(bare, Naming(*snapshot, Lang::en)).empty()) << word;
  }
}

TEST(DistanceText, a_doubt_is_never_made_smaller) {
  EXPECT_EQ(distance_text(300, Lang::en), "within 300 m");
  EXPECT_EQ(distance_text(1000, Lang::en), "within 1 km");
  EXPECT_EQ(distance_text(1001, Lang::en), "within 2 km");
  EXPECT_EQ(distance_text(25'000, Lang::ar), "في حدود 25 كم");
}

}  // namespace
}  // namespace truceline::views

// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "engine/queries.hpp"
#include "views/colour.hpp"
#include "views/entry_text.hpp"
#include "views/findings_text.hpp"
#include "views/sample_mission.hpp"

namespace truceline::views {
namespace {

class TerminalText : public testing::Test {
 protected:
  engine::FindingList breaches() const {
    engine::FindingQuery query;
    query.kinds = {domain::FindingKind::breach};
    return engine::select(snapshot->findings(), query);
  }
  SampleMission mission;
  std::shared_ptr<const Snapshot> snapshot = mission.snapshot();
  Naming naming{*snapshot, Lang::en};
};

TEST_F(TerminalText, findings_are_a_list_to_be_read_from_the_top) {
  const std::string id_1 = base::to_hex(breaches()[0]->id).substr(0, 12);
  const std::string id_2 = base::to_hex(breaches()[1]->id).substr(0, 12);
  EXPECT_EQ(
      findings_text(breaches(), naming, 2, false),
      "MEDIUM  breach\n"
      "  4 March 2020  [2020-03-03T22:00:00Z/2020-03-04T22:00:00Z]\n"
      "  Lakeside  36.1, 37.1  <The Lake>\n"
      "  Lake Watch reports shelling on 4 March 2020 at Lakeside (The Lake), naming River "
      "Front and Northern Army, 6 deaths by its best estimate. This may breach provision 2a "
      "of Memorandum on the lake: use of any weapon.\n"
      "  " +
          id_1 +
          "  evidence 5 6 11\n"
          "\n"
          "LOW  possible breach\n"
          "  2 March 2020  [2020-03-01T22:00:00Z/2020-03-02T22:00:00Z]\n"
          "  Easton  36.1, 37.25 (within 25 km)  <The Lake>\n"
          "  Lake Watch reports an armed clash on 2 March 2020 at Easton (perhaps The Lake), "
          "naming Northern Army and River Front. It is possible that this breaches provision 2a "
          "of Memorandum on the lake: use of any weapon. Not settled: the place is known only "
          "to within 25 km and may lie outside The Lake.\n"
          "  " +
          id_2 +
          "  evidence 5 6 8\n"
          "\n"
          "1 more; --limit shows more of them\n"
          "Findings: 3. Breach 3\n");
  EXPECT_EQ(findings_text({}, naming, 2, false), "No findings.\n");
}

TEST_F(TerminalText, a_finding_is_shown_with_its_evidence) {
  const std::string text = finding_text(*breaches()[0], naming, false);
  EXPECT_NE(text.find(base::to_hex(breaches()[0]->id)), std::string::npos);
  EXPECT_NE(text.find("By the best estimate of deaths"), std::string::npos);
  EXPECT_NE(text.find("  #5  Agreement: Memorandum on the lake\n"
                      "  #6  The Lake: de-escalation zone\n"
                      "  #11  Shelling at Lakeside, 4 March 2020"),
            std::string::npos)
      << text;
}

TEST_F(TerminalText, colour_is_an_ornament_only) {
  const std::string plain = findings_text(breaches(), naming, 9, false);
  std::string bare;
  bool inside = false;
  for (const char c : findings_text(breaches(), naming, 9, true)) {
    if (c == '\x1b') inside = true;
    if (!inside) bare += c;
    if (inside && c == 'm') inside = false;
  }
  EXPECT_EQ(bare, plain);
}

TEST_F(TerminalText, the_log_has_a_line_for_each_entry) {
  const auto text = log_text({7}, {15}, naming, false);
  ASSERT_TRUE(text) << text.error().to_string();
  EXPECT_EQ(*text,
            "#7  report  mission  2020-05-01T04:00:00Z  Shelling at Lakeside, 1 March 2020: "
            "Northern Army - River Front, 3 deaths (Lake Watch)\n"
            "#8  report  mission  2020-05-01T05:00:00Z  Armed clash at Easton, 2 March 2020: "
            "Northern Army - River Front, 0 deaths (Lake Watch)\n"
            "#9  report  mission  2020-05-01T06:00:00Z  Air strike at Lakeside, 3 March 2020: "
            "Northern Army - Black Band, 12 deaths (Lake Watch)\n"
            "#10  report  mission  2020-05-01T07:00:00Z  Shelling at Lakeside, 4 March 2020: "
            "River Front - Northern Army, 60 deaths (Lake Watch)\n"
            "#11  report  mission  2020-05-01T08:00:00Z  Shelling at Lakeside, 4 March 2020: "
            "River Front - Northern Army, 6 deaths (Lake Watch)\n"
            "#12  report  mission  2020-05-01T09:00:00Z  Report by mission, not public\n"
            "#13  report  mission  2020-05-01T10:00:00Z  Protest, 6 March 2020: "
            "Townspeople - Northern Army, 0 deaths (Lake Watch)\n"
            "#14  report  mission  2020-05-01T11:00:00Z  Report by mission, its content is not "
            "held\n");
}

TEST_F(TerminalText, an_entry_is_shown_with_its_body_where_it_may_be) {
  const auto shown = show_text({13}, naming, {}, false);
  ASSERT_TRUE(shown) << shown.error().to_string();
  EXPECT_NE(shown->find("  seen by: public\n  {\n    \"counts\": [{\"best\": 0, \"high\": 2, "
                        "\"low\": 0, \"unit\": \"deaths\"}],\n"),
            std::string::npos)
      << *shown;
  EXPECT_NE(show_text({12}, naming, {}, false)->find("(the body is not for this reader)"),
            std::string::npos);
  EXPECT_NE(show_text({14}, naming, {}, false)
                ->find("(the body was erased by entry 27: asked for by a person named in it; "
                       "decided by the mission's lawyer)"),
            std::string::npos);
  EXPECT_FALSE(show_text({99}, naming, {}, false));
}

TEST(ForTerminal, foreign_text_cannot_drive_the_terminal) {
  EXPECT_EQ(for_terminal("a\x1b[2Jb\nc\x7f\xc2\x9b"
                         "d إدلب"),
            "a?[2Jb?c??d إدلب");
  EXPECT_EQ(for_terminal("a\nb", true), "a\nb");
}

}  // namespace
}  // namespace truceline::views

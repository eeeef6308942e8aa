// SPDX-License-Identifier: Apache-2.0
//
// The example mission, made by its own script with the built program, and UCDP's real events for
// Syria imported into it: what the page shows must follow from real input, end to end. The import
// is skipped where the data set is not beside the project; nothing in the product needs it.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <set>
#include <string>

#include "app/mission.hpp"
#include "app/temporary_folder.hpp"
#include "app/verify.hpp"
#include "base/time_zone.hpp"
#include "engine/actors.hpp"
#include "engine/findings.hpp"
#include "engine/queries.hpp"

namespace truceline {
namespace {

namespace fs = std::filesystem;
using domain::Finding;
using domain::Rule;

const fs::path kSource = TRUCELINE_SOURCE_DIR;
const fs::path kEvents = kSource / "../shared/data/ucdp_ged_syria_20160101_20191130_full.csv.gz";
constexpr std::uint64_t kEventRows = 16'566;

/// Runs a shell command; the paths in it are our own.
bool run(const std::string& command) {
  return std::system(command.c_str()) == 0;
}  // NOLINT

class RealMission : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new app::TemporaryFolder;
    fs::copy(kSource / "examples/syria-2017", path(), fs::copy_options::recursive);
    for (const char* made : {"ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "log.vkey"})
      fs::remove(path() / made);
    fs::remove_all(path() / "keys");
    made_ = run("TRUCELINE=" TRUCELINE_PROGRAM " " + (path() / "make.sh").string() +
                " >/dev/null 2>&1");
    if (made_ && fs::exists(kEvents)) imported_ = run(import_command());
  }
  static void TearDownTestSuite() { delete folder_; }

  static fs::path path() { return folder_->path() / "syria-2017"; }
  static std::string import_command() {
    return TRUCELINE_PROGRAM " import ucdp " + kEvents.string() + " --mission " + path().string() +
           " >/dev/null 2>&1";
  }

  void SetUp() override {
    ASSERT_TRUE(made_) << "make.sh failed";
    auto mission = app::Mission::open(path(), app::Mission::Mode::write);
    ASSERT_TRUE(mission) << mission.error().to_string();
    mission_ = *std::move(mission);
    auto replayed = mission_->replay();
    ASSERT_TRUE(replayed) << replayed.error().to_string();
    state_ = std::move(replayed->state);
    findings_ = engine::derive_findings(state_, at("2020-01-01"));
  }

  base::TimeMs at(const char* day) const {
    return mission_->time_zone().instant_of({*base::parse_date(day), 0});
  }
  std::vector<const Finding*> by_rule(Rule rule) const {
    engine::FindingQuery query;
    query.rule = rule;
    return engine::select(findings_, query);
  }
  /// Reports in a zone between two days: certain and possible together.
  std::int64_t reports(const std::string& zone, const char* from, const char* to) const {
    const auto buckets = engine::series(state_, {zone, {}}, {at(from), at(to)});
    return buckets.at(0).settled + buckets.at(0).possible;
  }

  static app::TemporaryFolder* folder_;
  static bool made_;
  static bool imported_;
  std::unique_ptr<app::Mission> mission_;
  engine::State state_;
  std::vector<Finding> findings_;
};
app::TemporaryFolder* RealMission::folder_ = nullptr;
bool RealMission::made_ = false;
bool RealMission::imported_ = false;

#define NEEDS_EVENTS()                                                      \
  if (!fs::exists(kEvents)) GTEST_SKIP() << "no event data at " << kEvents; \
  ASSERT_TRUE(imported_)

/// Calls `visit(source)` for the source of everything said.
template <class Visit>
void each_source(const engine::State& state, Visit visit) {
  const auto all = [&visit](const auto& said) {
    for (const auto& one : said) visit(one.what.source);
  };
  all(state.posts());
  all(state.reports());
  all(state.tallies());
  all(state.controls());
  all(state.statuses());
}

TEST_F(RealMission, holds_the_four_agreements_and_all_51_facts) {
  for (const char* id : {"cessation-2016", "nationwide-2016", "astana-2017", "idleb-2018"})
    EXPECT_NE(state_.agreement(id), nullptr) << id;
  std::set<std::string> facts;
  each_source(state_, [&facts](const domain::Source& source) {
    if (source.id.starts_with("t")) facts.insert(source.id.substr(0, 3));
  });
  for (int number = 1; number <= 51; ++number) {
    const std::string id = (number < 10 ? "t0" : "t") + std::to_string(number);
    EXPECT_TRUE(facts.contains(id)) << id;
  }
}

TEST_F(RealMission, one_bulletin_with_65_and_143_is_an_inconsistency) {
  const auto found = by_rule(Rule::tally_two_figures);
  const bool noticed = std::ranges::any_of(found, [](const Finding* finding) {
    const std::set<std::string> figures = {finding->facts.at("figure_1"),
                                           finding->facts.at("figure_2")};
    return figures == std::set<std::string>{"65", "143"};
  });
  EXPECT_TRUE(noticed);
}

TEST_F(RealMission, ten_days_against_two_weeks_is_an_inconsistency) {
  const auto found = by_rule(Rule::term_against_register);
  const bool noticed = std::ranges::any_of(found, [](const Finding* finding) {
    return finding->agreement == "astana-2017" && finding->provision == "6-working-group";
  });
  EXPECT_TRUE(noticed);
}

TEST_F(RealMission, verifies_from_the_first_byte) {
  const auto verified = app::verify_log(mission_->store(), mission_->config().origin,
                                        mission_->log_key(), at("2020-01-01"), {});
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->faults_total, 0u);
  EXPECT_EQ(verified->state_digest, state_.digest());
  EXPECT_EQ(verified->findings_digest, engine::digest(findings_));
}

TEST_F(RealMission, every_row_of_the_event_data_is_accounted_for) {
  NEEDS_EVENTS();
  std::uint64_t events = 0;
  for (const auto& report : state_.reports())
    events += report.what.source.id.starts_with("ucdp:") ? 1 : 0;
  EXPECT_EQ(events, kEventRows);
}

TEST_F(RealMission, importing_again_adds_nothing) {
  NEEDS_EVENTS();
  ASSERT_TRUE(run(import_command()));
  const auto head = mission_->store().head();
  ASSERT_TRUE(head);
  EXPECT_EQ(head->size, state_.size());
}

TEST_F(RealMission, an_attack_by_or_on_islamic_state_alone_is_never_a_breach) {
  NEEDS_EVENTS();
  std::set<base::EntryIndex> with_islamic_state;
  for (const auto& report : state_.reports()) {
    const auto alone = [](const std::vector<domain::ActorMention>& side) {
      return side.size() == 1 && side[0].name == "IS";
    };
    if (alone(report.what.side_a) || alone(report.what.side_b))
      with_islamic_state.insert(report.index);
  }
  ASSERT_GT(with_islamic_state.size(), 5'000u);
  for (const Finding* breach : by_rule(Rule::breach_prohibited_event))
    for (const base::EntryIndex entry : breach->evidence)
      ASSERT_FALSE(with_islamic_state.contains(entry)) << "entry " << entry.value;
}

TEST_F(RealMission, a_place_known_only_to_its_province_is_never_a_settled_breach) {
  NEEDS_EVENTS();
  std::set<base::EntryIndex> coarse;
  for (const auto& report : state_.reports())
    if (report.what.place.precision >= domain::kCoarsePlace) coarse.insert(report.index);
  ASSERT_GT(coarse.size(), 1'000u);
  std::size_t possible = 0;
  for (const Finding* breach : by_rule(Rule::breach_prohibited_event))
    for (const base::EntryIndex entry : breach->evidence)
      if (coarse.contains(entry)) {
        ASSERT_TRUE(breach->possible()) << "entry " << entry.value;
        ++possible;
      }
  EXPECT_GT(possible, 0u);
}

TEST_F(RealMission, violence_in_the_idlib_area_fell_after_both_ceasefires) {
  NEEDS_EVENTS();
  EXPECT_LT(reports("idlib", "2017-01-01", "2017-02-01"),
            reports("idlib", "2016-12-01", "2017-01-01"));
  EXPECT_LT(reports("idlib", "2017-06-01", "2017-07-01"),
            reports("idlib", "2017-04-01", "2017-05-01"));
}

TEST_F(RealMission, as_known_before_the_import_nothing_of_it_is_known) {
  NEEDS_EVENTS();
  std::uint64_t before = 0;
  for (const auto& report : state_.reports()) {
    if (!report.what.source.id.starts_with("ucdp:")) continue;
    before = report.index.value;
    break;
  }
  const auto earlier = mission_->replay(base::TreeSize{before});
  ASSERT_TRUE(earlier);
  EXPECT_EQ(earlier->state.size().value, before);
  for (const auto& report : earlier->state.reports())
    EXPECT_FALSE(report.what.source.id.starts_with("ucdp:"));
}

}  // namespace
}  // namespace truceline

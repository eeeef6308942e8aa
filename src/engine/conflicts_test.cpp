// SPDX-License-Identifier: Apache-2.0
#include "engine/conflicts.hpp"

#include <gtest/gtest.h>
#include <random>

#include "engine/findings.hpp"
#include "engine/story.hpp"

namespace truceline::engine {
namespace {

using domain::SubjectKind;

constexpr base::TimeMs kClock{1'530'000'000'000};

/// A mission in which anything may happen next: things notified, changed, withdrawn, replaced and
/// erased, zones redrawn, areas that change hands, arrangements that change their minds.
class Turmoil {
 public:
  explicit Turmoil(std::uint64_t seed) : dice_(seed) { arrange(); }

  void go_on() {
    switch (below(12)) {
      case 0:
        return arrange();
      case 1:
      case 2:
        return draw();
      case 3:
        return take_back();
      default:
        return notify();
    }
  }

  domain::Notification plan() {
    domain::Notification notice;
    notice.id = "n" + std::to_string(below(12));
    notice.kind = static_cast<domain::NotificationKind>(below(7));
    notice.phase = below(8) == 0 ? domain::Phase::withdrawn : domain::Phase::planned;
    const std::int64_t from = midnight("2018-01-01").value + below(48) * 1'800'000;
    notice.when.interval.from = base::TimeMs{from};
    notice.when.interval.to = base::TimeMs{from + (1 + below(12)) * 1'800'000};
    notice.altitude.floor_cm = below(10) * 10'000;
    notice.altitude.ceiling_cm = notice.altitude.floor_cm + 20'000;
    notice.circle = geo::Circle{somewhere(), 200 + below(3000)};
    return notice;
  }
  std::string party() { return "party-" + std::to_string(below(3)); }
  domain::Audience audience() {
    if (below(3) > 0) return {domain::AudienceLabel::everyone, {}};
    return {domain::AudienceLabel::named, {"mission", "party-" + std::to_string(below(3))}};
  }
  Story& story() { return story_; }

 private:
  std::int32_t below(std::uint64_t bound) { return static_cast<std::int32_t>(dice_() % bound); }
  geo::Point somewhere() {
    return {.lon_e7 = 360'000'000 + below(1'500'000), .lat_e7 = 350'000'000 + below(1'500'000)};
  }
  void say(const std::string& who, domain::Body body, Story::References references = {}) {
    said_.emplace_back(story_.say(who, std::move(body), std::move(references)), who);
  }

  void arrange() {
    domain::Arrangement arrangement;
    arrangement.id = "a" + std::to_string(below(2));
    arrangement.title = arrangement.id;
    for (int i = 0; i < 6; ++i) {
      const auto first = static_cast<SubjectKind>(below(15));
      const auto second = static_cast<SubjectKind>(below(7));
      const bool is_there = std::ranges::any_of(arrangement.separations, [&](const auto& one) {
        return (one.first == first && one.second == second) ||
               (one.first == second && one.second == first);
      });
      if (is_there) continue;
      arrangement.separations.push_back({first, second, below(3) * 700, std::nullopt, 0});
      if (below(2) == 0) arrangement.separations.back().vertical_cm = 15'000;
      if (below(2) == 0) arrangement.separations.back().time_ms = base::kMinuteMs * 45;
    }
    story_.audience = {domain::AudienceLabel::everyone, {}};
    say("mission", arrangement);
  }

  void draw() {
    domain::Zone zone;
    zone.id = "z" + std::to_string(below(3));
    zone.kind = static_cast<domain::ZoneKind>(below(8));
    const geo::Point corner = somewhere();
    const std::int32_t side = 100'000 + below(500'000);
    zone.area = {{.outer = {corner,
                            {.lon_e7 = corner.lon_e7 + side, .lat_e7 = corner.lat_e7},
                            {.lon_e7 = corner.lon_e7, .lat_e7 = corner.lat_e7 + side}},
                  .holes = {}}};
    zone.valid.from = base::TimeMs{midnight("2018-01-01").value + below(48) * 1'800'000};
    if (below(2) == 0) zone.responsible = {"party-" + std::to_string(below(3))};
    story_.audience = {domain::AudienceLabel::everyone, {}};
    say("mission", zone);
  }

  void notify() {
    story_.audience = audience();
    say(party(), plan());
  }

  /// Something said before is replaced by something else, or erased.
  void take_back() {
    const auto [id, who] = said_[static_cast<std::size_t>(below(said_.size()))];
    story_.audience = audience();
    if (below(2) == 0)
      say(who, plan(), {{domain::ReferenceKind::supersedes, id}});
    else
      say("mission", domain::Erasure{id, "a test", "the dice"});
  }

  std::mt19937_64 dice_;
  Story story_;
  std::vector<std::pair<base::Hash, std::string>> said_;
};

rules::Findings conflicts_of(std::vector<domain::Finding> findings) {
  std::erase_if(findings, [](const domain::Finding& finding) {
    return finding.kind() != domain::FindingKind::conflict;
  });
  return findings;
}

TEST(Conflicts, WithAMemoryAreThoseWithoutWhateverHappensNext) {
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    Turmoil turmoil(seed);
    FindingMemory memory;
    State state;
    for (int round = 0; round < 40; ++round) {
      for (int i = 0; i < 3; ++i) turmoil.go_on();
      const auto& told = turmoil.story().told();
      for (std::size_t next = state.size().value; next < told.size(); ++next)
        state.apply(told[next]);
      const auto anew = derive_findings(state, kClock);
      ASSERT_EQ(derive_findings(state, kClock, one_by_one, &memory), anew) << seed << " " << round;
      found += conflicts_of(anew).size();
    }
  }
  EXPECT_GT(found, 1000u);
}

/// What of a finding an answer shows before its statement is made.
domain::Finding but_for_its_entry(domain::Finding finding, base::EntryIndex entry) {
  std::erase(finding.evidence, entry);
  finding.id = {};
  finding.audience = {};
  finding.computed_at = {};
  return finding;
}

TEST(Conflicts, ForeseenAreThoseThatAreFoundOnceItIsSaid) {
  std::size_t found = 0;
  for (std::uint64_t seed = 10; seed <= 30; ++seed) {
    Turmoil turmoil(seed);
    for (int i = 0; i < 60; ++i) turmoil.go_on();
    State state = turmoil.story().state();
    FindingMemory memory;
    derive_findings(state, kClock, one_by_one, &memory);
    for (int round = 0; round < 25; ++round) {
      const Said<domain::Notification> planned{{state.size().value},
                                               {},
                                               turmoil.party(),
                                               {},
                                               turmoil.audience(),
                                               turmoil.plan(),
                                               {},
                                               {}};
      Foreseen foreseen =
          foresee(planned, state, *ground_of(memory), domain::Reader::keeper(), 1000);
      EXPECT_FALSE(foreseen.more);
      EXPECT_FALSE(foreseen.unseen_nearby);
      turmoil.story().audience = planned.audience;
      turmoil.story().say(planned.party, planned.what);
      state.apply(turmoil.story().told().back());
      rules::Findings raised;
      for (const domain::Finding& finding : derive_findings(state, kClock, one_by_one, &memory))
        if (finding.kind() == domain::FindingKind::conflict &&
            std::ranges::binary_search(finding.evidence, planned.index))
          raised.push_back(but_for_its_entry(finding, planned.index));
      for (domain::Finding& finding : foreseen.findings)
        finding = but_for_its_entry(finding, planned.index);
      ASSERT_EQ(foreseen.findings, raised) << seed << " " << round;
      found += raised.size();
    }
  }
  EXPECT_GT(found, 50u);
}

// Plans of two parties that only they and the mission may see, one beside the clinic of the asker.
class Unseen : public testing::Test {
 protected:
  Unseen() {
    domain::Arrangement arrangement;
    arrangement.id = arrangement.title = "rules";
    arrangement.separations = {{SubjectKind::site, SubjectKind::operation, 500, std::nullopt, 0}};
    story_.say("mission", arrangement);
    story_.audience = {domain::AudienceLabel::named, {"mission", "north"}};
    story_.say("north", notice(domain::NotificationKind::operation, 36.1, 35.1));
    state_ = story_.state();
    derive_findings(state_, kClock, one_by_one, &memory_);
  }
  static domain::Notification notice(domain::NotificationKind kind, double lon, double lat) {
    domain::Notification one;
    one.id = "one";
    one.kind = kind;
    one.when.interval = {midnight("2018-01-01"), midnight("2018-01-02")};
    one.circle = geo::Circle{point(lon, lat), 200};
    return one;
  }
  Foreseen ask(const domain::Notification& plan, bool sees_all = false) {
    const Said<domain::Notification> planned{
        {state_.size().value}, {}, "ngo", {}, {domain::AudienceLabel::everyone, {}}, plan, {}, {}};
    return foresee(planned, state_, *ground_of(memory_),
                   sees_all ? domain::Reader::keeper() : domain::Reader::anyone(), 100);
  }
  Story story_;
  State state_;
  FindingMemory memory_;
};

TEST_F(Unseen, WhatMayNotBeSeenIsNoMoreThanSomewhereWithinHalfADegreeThatDay) {
  const auto site = domain::NotificationKind::site;
  EXPECT_EQ(ask(notice(site, 36.1, 35.1), true).findings.size(), 1u);
  // Upon it, and as far off as the cell goes: the same answer.
  for (const auto& [lon, lat] : {std::pair{36.1, 35.1}, {36.45, 35.45}, {36.02, 35.4}}) {
    const Foreseen told = ask(notice(site, lon, lat));
    EXPECT_TRUE(told.findings.empty());
    EXPECT_TRUE(told.unseen_nearby) << lon << " " << lat;
  }
  EXPECT_FALSE(ask(notice(site, 36.6, 35.1)).unseen_nearby);
  domain::Notification later = notice(site, 36.1, 35.1);
  later.when.interval = {midnight("2018-01-03"), midnight("2018-01-04")};
  EXPECT_FALSE(ask(later).unseen_nearby);
}

TEST_F(Unseen, IsWhatIsOverTheAntimeridianToo) {
  story_.say("north", notice(domain::NotificationKind::operation, 179.9995, 35.1));
  state_.apply(story_.told().back());
  derive_findings(state_, kClock, one_by_one, &memory_);
  EXPECT_TRUE(ask(notice(domain::NotificationKind::site, -179.9, 35.1)).unseen_nearby);
  EXPECT_FALSE(ask(notice(domain::NotificationKind::site, 178.9, 35.1)).unseen_nearby);
}

TEST_F(Unseen, IsNothingForAPlanThatIsWithdrawn) {
  domain::Notification plan = notice(domain::NotificationKind::site, 36.1, 35.1);
  plan.phase = domain::Phase::withdrawn;
  EXPECT_FALSE(ask(plan).unseen_nearby);
  EXPECT_TRUE(ask(plan, true).findings.empty());
}

}  // namespace
}  // namespace truceline::engine

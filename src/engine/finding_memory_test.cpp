// SPDX-License-Identifier: Apache-2.0
//
// Whatever happens on the duty desk, and whatever the clock does: what is found with a memory of
// the state before is what is found without, and a state that shares memory with another is the
// one that does not.
#include "engine/finding_memory.hpp"

#include <gtest/gtest.h>
#include <random>

#include "domain/reader.hpp"
#include "engine/findings.hpp"
#include "engine/story.hpp"

namespace truceline::engine {
namespace {

constexpr base::TimeMs kBegin{1'500'000'000'000};

/// Things notified, changed, answered, objected to, replaced and erased; officers on rosters or
/// not; clocks that are wrong; arrangements that ask for other things.
class BusyDesk {
 public:
  explicit BusyDesk(std::uint64_t seed) : dice_(seed) { arrange(); }

  void go_on() {
    story_.audience = audience();
    story_.time = base::TimeMs{now_.value + below(4 * base::kMinuteMs * 60) - base::kMinuteMs * 60};
    switch (below(16)) {
      case 0:
        return arrange();
      case 1:
        return roster();
      case 2:
        return take_back();
      case 3:
        return except();
      case 4:
      case 5:
      case 6:
      case 7:
      case 8:
        return notify();
      default:
        return answer();
    }
  }
  void wait() {
    // Now and then it is set back.
    now_.value += below(8) == 0 ? -below(6 * 60) * base::kMinuteMs : below(300) * base::kMinuteMs;
  }
  base::TimeMs now() const { return now_; }
  const Story& story() const { return story_; }

 private:
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(dice_() % static_cast<std::uint64_t>(bound));
  }
  std::string party() { return "party-" + std::to_string(below(4)); }
  domain::Audience audience() {
    if (below(3) == 0) return {domain::AudienceLabel::everyone, {}};
    std::vector<std::string> named{party(), party()};
    std::ranges::sort(named);
    named.erase(std::ranges::unique(named).begin(), named.end());
    return {domain::AudienceLabel::named, named};
  }
  base::Hash any() { return ids_[static_cast<std::size_t>(below(std::ssize(ids_)))].first; }
  void say(const std::string& who, domain::Body body, Story::References references = {}) {
    ids_.emplace_back(story_.say(who, std::move(body), std::move(references)), who);
  }

  void arrange() {
    domain::Arrangement rules;
    rules.id = rules.title = "a" + std::to_string(below(2));
    rules.separations = {{domain::SubjectKind::site, domain::SubjectKind::movement, 2000, {}, 0}};
    domain::Profile profile;
    profile.kinds = {domain::NotificationKind::site};
    if (below(2) == 0) profile.kinds.push_back(domain::NotificationKind::movement);
    if (below(2) == 0) profile.recipients = {"party-0", "party-1"};
    if (below(2) == 0) profile.needs = {domain::Need::contacts};
    const auto hours = [&] { return below(3) * 60 * base::kMinuteMs; };
    profile.lead_time_ms = hours();
    profile.acknowledge_within_ms = hours();
    profile.relay_within_ms = hours();
    profile.in_effect_before_ms = hours();
    profile.revalidate_every_ms = below(2) * base::kDayMs;
    rules.profiles = {profile};
    story_.audience = {domain::AudienceLabel::everyone, {}};
    say("mission", rules);
  }

  void notify() {
    domain::Notification notice;
    notice.id = "n" + std::to_string(below(10));
    notice.kind =
        below(2) == 0 ? domain::NotificationKind::site : domain::NotificationKind::movement;
    notice.phase = static_cast<domain::Phase>(below(6));
    notice.when.interval.from = {now_.value + (below(60) - 10) * 60 * base::kMinuteMs};
    notice.when.interval.to = {notice.when.interval.from.value + base::kDayMs};
    if (below(10) == 0) notice.when.interval = {base::kTimeMin, base::kTimeMax};
    notice.circle = geo::Circle{
        {.lon_e7 = 360'000'000 + static_cast<std::int32_t>(below(400'000)), .lat_e7 = 350'000'000},
        200};
    notice.source.publisher = below(2) == 0 ? "" : "somebody";  // tells the same all the same
    say(party(), notice);
    notified_.push_back(ids_.back().first);
  }

  void answer() {
    domain::Acknowledgement said;
    if (!notified_.empty())
      said.notification = notified_[static_cast<std::size_t>(below(std::ssize(notified_)))];
    said.step = static_cast<domain::AcknowledgementStep>(below(4));
    if (below(4) == 0) said.recipient = party();
    said.officer = "Officer " + std::to_string(below(3));
    said.unit = "a unit";
    said.reason = "a reason";
    said.at.time = {now_.value + (below(300) - 200) * base::kMinuteMs};
    say(party(), said);
  }

  void roster() {
    domain::Roster roster;
    roster.id = "desk";
    domain::Shift shift;
    shift.officer.name = "Officer " + std::to_string(below(3));
    shift.interval = {{now_.value - base::kDayMs}, {now_.value + below(2) * base::kDayMs}};
    roster.shifts = {shift};
    say(party(), roster);
  }

  void except() {
    if (notified_.size() < 2) return;
    domain::Exception exception;
    exception.between = {any(), notified_.back()};
    std::ranges::sort(exception.between);
    exception.reason = "one waits";
    if (below(2) == 0)
      exception.until = domain::Moment{{now_.value + below(200) * base::kMinuteMs}, {}};
    say(party(), exception);
  }

  void take_back() {
    const auto [id, who] = ids_[static_cast<std::size_t>(below(std::ssize(ids_)))];
    if (below(4) == 0)
      say("mission", domain::Erasure{id, "a test", "the dice"});
    else
      say(who, domain::Supersede{}, {{domain::ReferenceKind::supersedes, id}});
  }

  std::mt19937_64 dice_;
  base::TimeMs now_ = kBegin;
  Story story_;
  std::vector<std::pair<base::Hash, std::string>> ids_;
  std::vector<base::Hash> notified_;
};

TEST(FindingMemory, FindsWhatIsFoundWithoutWhateverHappensNext) {
  std::map<domain::Rule, std::size_t> found;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    BusyDesk desk(seed);
    FindingMemory memory;
    State state;
    for (int round = 0; round < 40; ++round) {
      for (int i = 0; i < 4; ++i) desk.go_on();
      desk.wait();
      for (auto next = state.size().value; next < desk.story().told().size(); ++next)
        state.apply(desk.story().told()[next]);
      const State published = state;
      const auto anew = derive_findings(published, desk.now());
      ASSERT_EQ(derive_findings(published, desk.now(), one_by_one, &memory), anew)
          << seed << " " << round;
      for (const domain::Finding& finding : anew) ++found[finding.rule];
    }
  }
  using domain::Rule;
  for (const Rule rule :
       {Rule::overdue_acknowledgement, Rule::overdue_relay, Rule::overdue_in_effect,
        Rule::overdue_revalidation, Rule::dispute_objection, Rule::not_on_roster,
        Rule::told_too_widely, Rule::not_addressed, Rule::short_notice, Rule::incomplete_notice,
        Rule::conflict_separation, Rule::clock_ahead})
    EXPECT_GT(found[rule], 20U) << domain::word(rule) << ": too seldom to tell anything";
}

TEST(FindingMemory, WhatWasPublishedIsNotTouchedByWhatComesAfter) {
  BusyDesk desk(77);
  State state;
  std::vector<std::pair<State, std::vector<domain::Finding>>> published;
  for (int round = 0; round < 40; ++round) {
    for (int i = 0; i < 4; ++i) desk.go_on();
    for (auto next = state.size().value; next < desk.story().told().size(); ++next)
      state.apply(desk.story().told()[next]);
    published.emplace_back(state, derive_findings(state, kBegin));
  }
  for (const auto& [then, findings] : published) {
    EXPECT_EQ(derive_findings(then, kBegin), findings);
    EXPECT_EQ(then.digest(), desk.story().state(then.size().value).digest());
  }
}

TEST(FindingMemory, AReadersStateIsTheSameWhetherItSharesTheWholeOneOrNot) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    BusyDesk desk(seed);
    for (int i = 0; i < 150; ++i) desk.go_on();
    const domain::Reader reader = domain::Reader::of("party-1");
    const State complete = desk.story().state();
    State whole, along, behind, alone;
    for (const domain::Statement& told : desk.story().told()) {
      whole.apply(told);
      along.apply(domain::as_read_by(reader, told), &whole);
      behind.apply(domain::as_read_by(reader, told), &complete);
      alone.apply(domain::as_read_by(reader, told));
      ASSERT_EQ(along.digest(), alone.digest());
      ASSERT_EQ(along.quick_digest(), alone.quick_digest());
    }
    const auto expected = derive_findings(alone, desk.now());
    EXPECT_EQ(derive_findings(along, desk.now()), expected) << seed;
    EXPECT_EQ(derive_findings(behind, desk.now()), expected) << seed;
    EXPECT_NE(alone.quick_digest(), complete.quick_digest());
  }
}

}  // namespace
}  // namespace truceline::engine

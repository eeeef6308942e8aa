// SPDX-License-Identifier: Apache-2.0
#include "app/live_mission.hpp"

#include <gtest/gtest.h>

#include "app/test_mission.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/proof.hpp"

namespace truceline::app {
namespace {

/// What the follower told, to be waited for.
class Heard {
 public:
  void operator()(const News& news) {
    const std::lock_guard lock(mutex_);
    size_ = news.snapshot->state().size().value;
    for (const domain::Finding* finding : news.findings) ids_.push_back(finding->id);
    changed_.notify_all();
  }
  bool wait_for_size(std::uint64_t size) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(20), [&] { return size_ >= size; });
  }
  std::vector<base::Hash> ids() {
    const std::lock_guard lock(mutex_);
    return ids_;
  }

 private:
  std::mutex mutex_;  // guards the rest
  std::condition_variable changed_;
  std::uint64_t size_ = 0;
  std::vector<base::Hash> ids_;
};

class LiveMissionTest : public testing::Test {
 protected:
  void SetUp() override {
    auto live = LiveMission::load(here_.mission(), "test");
    ASSERT_TRUE(live) << live.error().to_string();
    live_ = *std::move(live);
  }
  void TearDown() override { live_->stop(); }
  void follow() {
    live_->follow([this](const News& news) { heard_(news); },
                  [](const base::Error& error) { ADD_FAILURE() << error.to_string(); });
  }

  TestMission here_;
  Heard heard_;
  std::unique_ptr<LiveMission> live_;
};

TEST(LiveMissionClock, a_snapshot_is_made_anew_each_minute_and_when_the_clock_was_set_back) {
  constexpr std::int64_t kTenYearsMs = 3652 * base::kDayMs;
  const base::TimeMs shown{1'500'000'000'000};
  EXPECT_FALSE(is_outdated(shown, shown));
  EXPECT_FALSE(is_outdated(shown, {shown.value + base::kMinuteMs - 1}));
  EXPECT_TRUE(is_outdated(shown, {shown.value + base::kMinuteMs}));
  EXPECT_FALSE(is_outdated(shown, {shown.value - base::kMinuteMs + 1}));
  EXPECT_TRUE(is_outdated(shown, {shown.value - kTenYearsMs}));
  EXPECT_TRUE(is_outdated(shown, {shown.value + kTenYearsMs}));
}

TEST_F(LiveMissionTest, is_there_before_anybody_follows) {
  EXPECT_EQ(live_->newest()->state().size().value, here_.entries());
  EXPECT_EQ(live_->size_as_loaded().value, here_.entries());
  EXPECT_EQ(live_->mission().config.id, "valley");
}

TEST_F(LiveMissionTest, tells_what_another_process_adds_and_each_finding_once) {
  follow();
  here_.append(engine::shelling("2017-08-01"));
  ASSERT_TRUE(heard_.wait_for_size(here_.entries()));
  ASSERT_EQ(heard_.ids().size(), 1u);
  here_.append(engine::shelling("2017-08-02"));
  ASSERT_TRUE(heard_.wait_for_size(here_.entries()));
  const auto ids = heard_.ids();
  ASSERT_EQ(ids.size(), 2u);
  EXPECT_NE(ids[0], ids[1]);
}

TEST_F(LiveMissionTest, destroys_what_another_process_erases_and_forgets_it_in_the_past_too) {
  here_.append(engine::shelling("2017-08-01"));
  const base::EntryIndex report{here_.entries() - 1};
  const base::TreeSize before{here_.entries()};
  follow();
  ASSERT_TRUE(heard_.wait_for_size(before.value));
  const base::Hash id = live_->newest()->state().id_of(report);
  here_.append(TestMission::remark("later"));
  ASSERT_TRUE(heard_.wait_for_size(here_.entries()));
  ASSERT_EQ((*live_->at(domain::Reader::anyone(), before, {}))->findings().size(), 1u);
  here_.append(domain::Erasure{id, "a request", "the desk"});
  ASSERT_TRUE(heard_.wait_for_size(here_.entries()));
  EXPECT_TRUE(live_->newest()->findings().empty());
  const auto forgotten = [&] {
    return here_.mission().store().read(report)->sealed.empty() &&
           (*live_->at(domain::Reader::anyone(), before, {}))->findings().empty();
  };
  for (int i = 0; i < 1000 && !forgotten(); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_TRUE(forgotten());
}

TEST_F(LiveMissionTest, gives_what_was_known_and_what_stood_at_a_moment) {
  here_.append(engine::shelling("2017-08-01"));
  here_.append(engine::shelling("2017-08-02"));
  const std::uint64_t all = here_.entries();
  follow();
  ASSERT_TRUE(heard_.wait_for_size(all));
  for (std::uint64_t size = 0; size <= all; ++size) {
    const auto then = live_->at(domain::Reader::anyone(), base::TreeSize{size}, {});
    ASSERT_TRUE(then) << then.error().to_string();
    EXPECT_EQ((*then)->state().size().value, size);
    EXPECT_EQ((*then)->state().digest(),
              here_.mission().replay(base::TreeSize{size})->state.digest());
    EXPECT_EQ((*then)->entries().value, all) << "the checkpoint is the newest";
  }
  EXPECT_EQ((*live_->at(domain::Reader::anyone(), base::TreeSize{all - 1}, {}))->findings().size(),
            1u);
  EXPECT_EQ(live_->at(domain::Reader::anyone(), base::TreeSize{all + 1}, {}).error().code,
            base::ErrorCode::not_found);
  const auto moment = live_->at(domain::Reader::anyone(), {}, engine::midnight("2017-07-15"));
  ASSERT_TRUE(moment);
  EXPECT_EQ((*moment)->at(), engine::midnight("2017-07-15"));
  EXPECT_EQ(*live_->at(domain::Reader::anyone(), {}, engine::midnight("2017-07-15")), *moment)
      << "kept";
}

TEST_F(LiveMissionTest, a_snapshot_stays_as_it_is_while_the_ledger_grows) {
  const auto before = live_->newest();
  const std::uint64_t size = before->state().size().value;
  follow();
  here_.append(engine::shelling("2017-08-01"));
  ASSERT_TRUE(heard_.wait_for_size(size + 1));
  EXPECT_EQ(before->state().size().value, size);
  EXPECT_TRUE(before->findings().empty());
  EXPECT_EQ(live_->newest()->state().size().value, size + 1);
}

TEST_F(LiveMissionTest, a_snapshot_that_nobody_holds_goes_when_the_next_is_there) {
  const std::weak_ptr before = live_->newest();
  follow();
  here_.append(engine::shelling("2017-08-01"));
  ASSERT_TRUE(heard_.wait_for_size(here_.entries()));
  here_.append(engine::shelling("2017-08-02"));
  ASSERT_TRUE(heard_.wait_for_size(here_.entries()));
  EXPECT_TRUE(before.expired());
}

TEST_F(LiveMissionTest, proves_that_an_entry_stands_under_the_checkpoint) {
  const auto newest = live_->newest();
  const std::array known = {
      ledger::ed25519_verifier(here_.mission().config().origin, here_.mission().log_key())};
  const auto checkpoint =
      ledger::open_checkpoint(newest->checkpoint(), here_.mission().config().origin, known);
  ASSERT_TRUE(checkpoint);
  const auto proof = newest->inclusion_proof({1});
  ASSERT_TRUE(proof);
  EXPECT_TRUE(ledger::verify_inclusion({1}, checkpoint->size, newest->state().id_of({1}), *proof,
                                       checkpoint->root));
}

TEST_F(LiveMissionTest, readers_and_a_growing_ledger_do_not_disturb_each_other) {
  follow();
  std::atomic<bool> done = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i)
    readers.emplace_back([&] {
      while (!done) {
        const auto newest = live_->newest();
        EXPECT_EQ(newest->state().size(), newest->entries());
        const auto past = live_->at(domain::Reader::anyone(), base::TreeSize{2}, {});
        EXPECT_TRUE(past);
      }
    });
  for (int i = 1; i <= 5; ++i) {
    here_.append(engine::shelling("2017-08-0" + std::to_string(i)));
    EXPECT_TRUE(heard_.wait_for_size(here_.entries()));
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(live_->newest()->findings().size(), 5u);
}

TEST_F(LiveMissionTest, a_party_that_asks_late_is_shown_what_one_that_asked_early_is) {
  const domain::Audience north{domain::AudienceLabel::named, {"north"}};
  const domain::Audience south{domain::AudienceLabel::named, {"south"}};
  follow();
  const auto early = domain::Reader::of("north");
  ASSERT_TRUE(live_->at(early, {}, {}));
  EXPECT_EQ(*live_->at(early, {}, {}), live_->newest()) << "nothing is hidden yet: one for all";
  here_.append(engine::shelling("2017-08-01"), KeyUse::author, north);
  here_.append(engine::shelling("2017-08-02"));
  here_.append(engine::shelling("2017-08-03"), KeyUse::author, south);
  ASSERT_TRUE(heard_.wait_for_size(here_.entries()));
  const auto other = LiveMission::load(here_.mission(), "test");
  ASSERT_TRUE(other);
  (*other)->follow([](const News&) {},
                   [](const base::Error& error) { ADD_FAILURE() << error.to_string(); });
  std::set<base::Hash> different;
  for (const auto& reader :
       {domain::Reader::anyone(), early, domain::Reader::of("south"), domain::Reader::keeper()}) {
    const auto here = live_->at(reader, {}, {});
    const auto there = (*other)->at(reader, {}, {});
    ASSERT_TRUE(here && there);
    EXPECT_EQ((*here)->state().digest(), (*there)->state().digest()) << reader.name();
    EXPECT_EQ((*here)->findings().size(), (*there)->findings().size()) << reader.name();
    different.insert((*here)->state().digest());
    const auto past = live_->at(reader, base::TreeSize{here_.entries() - 1}, {});
    ASSERT_TRUE(past);
    EXPECT_EQ((*past)->reports().size() + (reader.may_read(south, "mission") ? 1 : 0),
              (*here)->reports().size())
        << reader.name();
  }
  EXPECT_EQ(different.size(), 4u);
  EXPECT_EQ((*live_->at(early, {}, {}))->findings().size(), 2u);
  EXPECT_EQ((*live_->at(domain::Reader::anyone(), {}, {}))->findings().size(), 1u);
  EXPECT_EQ(live_->newest()->findings().size(), 3u);
}

TEST_F(LiveMissionTest, a_party_that_asks_while_more_is_said_misses_nothing) {
  follow();
  std::thread saying([this] {
    for (int i = 1; i <= 8; ++i) {
      const std::string to = i % 2 == 0 ? "north" : "south";
      here_.append(engine::shelling("2017-08-0" + std::to_string(i)), KeyUse::author,
                   {domain::AudienceLabel::named, {to}});
    }
  });
  const std::array readers = {domain::Reader::of("north"), domain::Reader::of("south"),
                              domain::Reader::of("east")};
  for (const auto& reader : readers) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_TRUE(live_->at(reader, {}, {}));
  }
  saying.join();
  ASSERT_TRUE(heard_.wait_for_size(here_.entries()));
  const auto other = LiveMission::load(here_.mission(), "test");
  ASSERT_TRUE(other);
  (*other)->follow([](const News&) {},
                   [](const base::Error& error) { ADD_FAILURE() << error.to_string(); });
  for (const auto& reader : readers) {
    const auto here = live_->at(reader, {}, {});
    const auto there = (*other)->at(reader, {}, {});
    ASSERT_TRUE(here && there);
    EXPECT_EQ((*here)->state().digest(), (*there)->state().digest()) << reader.name();
    EXPECT_EQ((*here)->findings().size(), reader.party() == "east" ? 0U : 4U) << reader.name();
  }
}

TEST_F(LiveMissionTest, nobody_new_is_let_in_where_nobody_follows) {
  EXPECT_EQ(live_->at(domain::Reader::of("north"), {}, {}).error().code,
            base::ErrorCode::unavailable);
}

}  // namespace
}  // namespace truceline::app

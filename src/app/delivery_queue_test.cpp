// SPDX-License-Identifier: Apache-2.0
//
// The queue against endpoints that work, hang, fail and recover, in simulated time, seed by seed.
#include "app/delivery_queue.hpp"

#include <gtest/gtest.h>
#include <random>

namespace truceline::app {
namespace {

using Queue = DeliveryQueue;
using To = Queue::Change::To;

Queue::Waiting one(std::uint64_t number, std::uint64_t endpoint, std::int64_t since = 0) {
  return {number, endpoint, {since}, 0, {since}};
}

TEST(DeliveryQueue, waits_twice_as_long_after_each_failure_and_the_dice_take_up_to_half) {
  const DeliveryRules rules;
  EXPECT_EQ(delivery_delay_ms(rules, 1, 0), 2'000);
  EXPECT_EQ(delivery_delay_ms(rules, 2, 0), 4'000);
  EXPECT_EQ(delivery_delay_ms(rules, 5, 0), 32'000);
  EXPECT_EQ(delivery_delay_ms(rules, 1'000'000, 0), rules.longest_ms);
  std::set<std::int64_t> seen;
  for (std::uint64_t dice = 0; dice < 1000; ++dice) {
    const std::int64_t delay = delivery_delay_ms(rules, 3, dice * 7919);
    EXPECT_GE(delay, 4'000);
    EXPECT_LE(delay, 8'000);
    seen.insert(delay);
  }
  EXPECT_GT(seen.size(), 900u);
}

TEST(DeliveryQueue, an_endpoint_holds_one_slot) {
  Queue queue;
  queue.add(one(1, 7));
  queue.add(one(2, 7));
  queue.add(one(3, 8));
  EXPECT_EQ(queue.begin({0})->number, 1u);
  EXPECT_EQ(queue.begin({0})->number, 3u) << "the hanging one keeps nobody else waiting";
  EXPECT_FALSE(queue.begin({0}));
  EXPECT_FALSE(queue.next_at());
  EXPECT_EQ(queue.end(1, Verdict::delivered, {5}, 0).front().to, To::delivered);
  EXPECT_EQ(queue.begin({5})->number, 2u);
}

TEST(DeliveryQueue, a_flood_to_one_endpoint_delays_no_other) {
  DeliveryRules rules;
  rules.slots = 1;
  rules.slots_of_doubtful = 0;
  Queue queue(rules);
  for (std::uint64_t i = 0; i < 1000; ++i) queue.add(one(i, 1));
  for (std::uint64_t i = 0; i < 100; ++i) {
    ASSERT_EQ(queue.begin({1})->endpoint, 1u);
    queue.add(one(5000 + i, 2, 1));
    queue.end(i, Verdict::delivered, {1}, 0);
    ASSERT_EQ(queue.begin({1})->endpoint, 2u) << "it is the next, whatever waits for the other";
    queue.end(5000 + i, Verdict::delivered, {1}, 0);
  }
}

TEST(DeliveryQueue, those_that_fail_leave_slots_to_those_that_work) {
  DeliveryRules rules;
  rules.slots = 4;
  rules.slots_of_doubtful = 2;
  Queue queue(rules);
  for (std::uint64_t i = 0; i < 10; ++i) {
    queue.set_failures(i, 1);
    queue.add(one(i, i));
  }
  EXPECT_TRUE(queue.begin({0}));
  EXPECT_TRUE(queue.begin({0}));
  EXPECT_FALSE(queue.begin({0})) << "half of the slots at most";
  queue.add(one(100, 100));
  EXPECT_EQ(queue.begin({0})->number, 100u);
}

TEST(DeliveryQueue, who_asks_for_time_gets_it_and_no_more_than_the_longest_delay) {
  const DeliveryRules rules;
  Queue queue;
  queue.add(one(1, 1));
  queue.add(one(2, 1));
  ASSERT_TRUE(queue.begin({0}));
  EXPECT_EQ(queue.end(1, Verdict::failed, {0}, 0, 60'000).front().next.value, 60'000);
  EXPECT_FALSE(queue.begin({59'999})) << "nor anything else for that endpoint";
  ASSERT_TRUE(queue.begin({60'000}));
  queue.end(2, Verdict::failed, {60'000}, 0, 100 * rules.longest_ms);
  EXPECT_EQ(queue.next_at()->value, 60'000 + rules.longest_ms);
}

TEST(DeliveryQueue, what_is_refused_is_dead_at_once_and_its_endpoint_goes_on) {
  Queue queue;
  queue.add(one(1, 1));
  queue.add(one(2, 1));
  ASSERT_TRUE(queue.begin({0}));
  EXPECT_EQ(queue.end(1, Verdict::refused, {1}, 0).front().to, To::dead);
  EXPECT_EQ(queue.begin({1})->number, 2u);
}

TEST(DeliveryQueue, when_an_endpoint_is_back_nothing_waits_for_its_time_any_longer) {
  Queue queue;
  for (std::uint64_t i = 1; i <= 8; ++i) queue.add(one(i, 1));
  base::TimeMs now{0};
  for (int failures = 0; failures < 10; ++failures) {
    now = *queue.next_at();
    const auto begun = queue.begin(now);
    ASSERT_TRUE(begun);
    queue.end(begun->number, Verdict::failed, now, 0);
    EXPECT_GE(queue.next_at()->value - now.value, 2'000) << "not even another message at once";
  }
  now = *queue.next_at();
  queue.end(queue.begin(now)->number, Verdict::delivered, now, 0);
  for (int left = 7; left > 0; --left) {
    const auto begun = queue.begin(now);
    ASSERT_TRUE(begun) << left;
    queue.end(begun->number, Verdict::delivered, now, 0);
  }
  EXPECT_EQ(queue.size(), 0u);
}

TEST(DeliveryQueue, one_message_that_is_never_taken_holds_up_no_other) {
  Queue queue;
  queue.add(one(1, 1));
  base::TimeMs now{0};
  int tried = 0;
  std::uint64_t next = 2;
  for (int i = 0; i < 2'000; ++i) {
    if (i % 4 == 0) queue.add(one(next++, 1, now.value));
    now.value += 10'000;
    while (const auto begun = queue.begin(now)) {
      tried += begun->number == 1;
      queue.end(begun->number, begun->number == 1 ? Verdict::failed : Verdict::delivered, now, 7);
    }
    EXPECT_LE(queue.size(), 3u);
  }
  EXPECT_LT(tried, 60) << "and it does not get more tries for others' successes";
}

TEST(DeliveryQueue, what_is_dropped_is_forgotten_and_the_end_of_what_runs_is_no_news) {
  Queue queue;
  queue.add(one(1, 1));
  queue.add(one(2, 1));
  ASSERT_TRUE(queue.begin({0}));
  queue.drop(1);
  EXPECT_EQ(queue.size(), 0u);
  EXPECT_EQ(queue.running(), 1u);
  EXPECT_TRUE(queue.end(1, Verdict::failed, {1}, 0).empty());
  EXPECT_EQ(queue.running(), 0u);
  EXPECT_FALSE(queue.next_at());
}

/// Endpoints with moods, messages that come, a clock that jumps to whatever comes next.
class World {
 public:
  explicit World(std::uint64_t seed) : random_(seed) {
    rules_.slots = 1 + random_() % 6;
    rules_.slots_of_doubtful = random_() % rules_.slots + (rules_.slots == 1 ? 1 : 0);
    rules_.slots_of_doubtful = std::max<std::size_t>(1, rules_.slots_of_doubtful);
    rules_.tries = 2 + static_cast<int>(random_() % 20);
    rules_.age_ms = 60'000 + static_cast<std::int64_t>(random_() % 3'600'000);
    queue_ = Queue(rules_);
  }

  void run() {
    for (int step = 0; step < 3'000; ++step) {
      if (step < 1'000 && random_() % 3 == 0) say();
      if (random_() % 50 == 0) mood_[random_() % kEndpoints] = static_cast<int>(random_() % 4);
      begin_all();
      advance();
      if (queue_.size() == 0 && step > 1'000) break;
    }
    // Whatever their mood: in the end each has ended.
    for (int step = 0; queue_.size() > 0 && step < 100'000; ++step) {
      begin_all();
      advance();
    }
    EXPECT_EQ(queue_.size(), 0u);
    EXPECT_EQ(queue_.running(), 0u);
    for (const auto& [number, ends] : ended_) EXPECT_EQ(ends, 1) << number;
    EXPECT_EQ(ended_.size(), said_) << "none is lost";
  }

 private:
  static constexpr std::uint64_t kEndpoints = 7;

  void say() {
    queue_.add(one(++said_, random_() % kEndpoints, now_.value));
    queue_.add(one(said_, 0, now_.value));  // a second time is no other delivery
  }
  void begin_all() {
    while (const auto begun = queue_.begin(now_)) {
      EXPECT_TRUE(running_.emplace(begun->number, begun->endpoint).second) << "never two at once";
      EXPECT_EQ(ended_.count(begun->number), 0u) << "what has ended is not tried again";
      EXPECT_EQ(begun->tries, ++tries_[begun->number]);
      EXPECT_LE(begun->tries, rules_.tries);
      std::set<std::uint64_t> holding;
      for (const auto& [number, endpoint] : running_)
        EXPECT_TRUE(holding.insert(endpoint).second) << "one slot for one endpoint";
      EXPECT_LE(running_.size(), rules_.slots);
    }
  }
  void advance() {
    if (running_.empty()) {
      const auto next = queue_.next_at();
      if (next) now_ = std::max(now_, *next);
      return;
    }
    auto it = running_.begin();
    std::advance(it, static_cast<std::ptrdiff_t>(random_() % running_.size()));
    const auto [number, endpoint] = *it;
    running_.erase(it);
    const int mood = mood_[endpoint];
    now_.value += static_cast<std::int64_t>(random_() % (mood == 1 ? 30'000 : 50));
    const Verdict verdict = mood == 0                    ? Verdict::delivered
                            : mood == 3 && random_() % 2 ? Verdict::refused
                                                         : Verdict::failed;
    for (const auto& change : queue_.end(number, verdict, now_, random_())) {
      EXPECT_EQ(change.to == To::waits, queue_.has(change.number));
      if (change.to == To::waits) {
        EXPECT_GT(change.next, now_);
        continue;
      }
      ++ended_[change.number];
      if (change.to == To::delivered) {
        EXPECT_EQ(verdict, Verdict::delivered);
      }
      if (change.aged) {
        EXPECT_NE(change.number, number);
      }
    }
  }

  std::mt19937_64 random_;
  DeliveryRules rules_;
  Queue queue_;
  base::TimeMs now_{1'000'000};
  std::array<int, kEndpoints> mood_{};
  std::map<std::uint64_t, std::uint64_t> running_;
  std::map<std::uint64_t, int> tries_;
  std::map<std::uint64_t, int> ended_;
  std::size_t said_ = 0;
};

TEST(DeliveryQueue, none_is_lost_none_runs_twice_at_once_and_each_ends) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    World(seed).run();
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace truceline::app

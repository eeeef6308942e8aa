// SPDX-License-Identifier: Apache-2.0
#include "app/login_brake.hpp"

#include <gtest/gtest.h>

namespace truceline::app {
namespace {

namespace limits = base::limits;

constexpr base::TimeMs kNow{1'700'000'000'000};

base::TimeMs later(std::int64_t ms) {
  return {kNow.value + ms};
}

TEST(TokenBucket, gives_so_many_at_once_and_then_one_for_each_interval) {
  constexpr BucketRule kRule{3, 1'000'000};
  TokenBucket bucket;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(bucket.take(kRule, kNow), 0);
  EXPECT_EQ(bucket.take(kRule, kNow), 1000);
  EXPECT_EQ(bucket.take(kRule, later(400)), 600);
  EXPECT_EQ(bucket.take(kRule, later(1000)), 0);
  EXPECT_EQ(bucket.take(kRule, later(1000)), 1000);
  EXPECT_EQ(bucket.take(kRule, later(500)), 1000) << "a clock set back lets no time pass";
  for (int i = 0; i < 3; ++i) EXPECT_EQ(bucket.take(kRule, later(60'000)), 0);
  EXPECT_NE(bucket.take(kRule, later(60'000)), 0);
}

TEST(TokenBucket, counts_work_as_well_and_nobody_waits_for_ever) {
  constexpr BucketRule kRule{10, 1'000'000};  // ten, and one a second
  TokenBucket bucket;
  EXPECT_EQ(bucket.take(kRule, {0}), 0);
  bucket.charge(kRule, {0}, 8'500'000);
  EXPECT_TRUE(bucket.is_half_used(kRule, {0}));
  EXPECT_GT(bucket.take(kRule, {0}), 0) << "half of one is left";
  EXPECT_EQ(bucket.take(kRule, {500}), 0);
  bucket.charge(kRule, {500}, 1'000'000'000);
  EXPECT_EQ(bucket.wait(kRule, {500}), 11'000) << "twice what it holds, and room for one";
}

TEST(Buckets, forget_the_quiet_ones_and_never_grow_beyond_their_limit) {
  Buckets buckets({1, 1'000'000}, 2);
  EXPECT_EQ(buckets.take("a", kNow), 0);
  EXPECT_EQ(buckets.take("b", kNow), 0);
  EXPECT_EQ(buckets.take("c", kNow), 0) << "of the shared one";
  EXPECT_NE(buckets.take("d", kNow), 0) << "which is empty now";
  EXPECT_NE(buckets.take("a", kNow), 0);
  EXPECT_EQ(buckets.take("e", later(2000)), 0) << "a and b were quiet";
  EXPECT_NE(buckets.take("e", later(2000)), 0);
}

TEST(LoginBrake, slows_guessing_at_one_account_from_many_addresses) {
  LoginBrake brake;
  int tried = 0;
  for (int i = 0; i < 1000; ++i)
    tried += brake.begin("north.duty", "10.0.0." + std::to_string(i), later(i * 100)) == 0;
  // 100 seconds: five at once, and then one for every ten seconds.
  EXPECT_EQ(tried, 5 + 9);
}

TEST(LoginBrake, slows_guessing_at_many_accounts_from_one_address) {
  LoginBrake brake;
  int tried = 0;
  for (int i = 0; i < 1000; ++i)
    tried += brake.begin("name" + std::to_string(i), "10.0.0.1", later(i * 100)) == 0;
  EXPECT_EQ(tried, limits::kAddressTries + 99'900 / limits::kAddressTryEveryMs);
}

TEST(LoginBrake, nobody_waits_longer_than_one_interval_whatever_others_try) {
  LoginBrake brake;
  for (int i = 0; i < 1000; ++i) brake.begin("north.duty", "10.0.0." + std::to_string(i), kNow);
  EXPECT_LE(brake.begin("north.duty", "192.0.2.7", kNow), limits::kLoginTryEveryMs);
  EXPECT_EQ(brake.begin("north.duty", "192.0.2.7", later(limits::kLoginTryEveryMs)), 0);
}

TEST(LoginBrake, where_an_account_has_come_in_before_the_guesses_of_others_do_not_count) {
  LoginBrake brake;
  ASSERT_EQ(brake.begin("north.duty", "192.0.2.7", kNow), 0);
  brake.succeeded("north.duty", "192.0.2.7");
  for (int i = 0; i < 1000; ++i) brake.begin("north.duty", "10.0.0." + std::to_string(i), kNow);
  EXPECT_EQ(brake.begin("north.duty", "192.0.2.7", kNow), 0);
  // Nor does it open the door wider: from there, too, guessing is slow.
  int tried = 0;
  for (int i = 0; i < 100; ++i) tried += brake.begin("north.duty", "192.0.2.7", kNow) == 0;
  EXPECT_EQ(tried, limits::kLoginTries - 1);
}

}  // namespace
}  // namespace truceline::app

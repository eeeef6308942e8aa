// SPDX-License-Identifier: Apache-2.0
#include "app/intake.hpp"

#include <atomic>
#include <future>
#include <gtest/gtest.h>
#include <thread>

#include "app/test_mission.hpp"
#include "app/verify.hpp"

namespace truceline::app {
namespace {

using base::ErrorCode;

class IntakeTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto replayed = here_.mission().replay();
    ASSERT_TRUE(replayed);
    auto intake = Intake::open(here_.mission(), replayed->authors, replayed->state.size(), nullptr);
    ASSERT_TRUE(intake) << intake.error().to_string();
    intake_ = *std::move(intake);
  }

  std::future<base::Result<Intake::Outcome>> send(const Submission& submission) {
    const auto promise = std::make_shared<std::promise<base::Result<Intake::Outcome>>>();
    intake_->take(submission, [promise](const auto& outcome) { promise->set_value(outcome); });
    return promise->get_future();
  }
  base::Result<Intake::Outcome> take(const Submission& submission) {
    return send(submission).get();
  }
  std::uint64_t faults() {
    const auto verified = verify_log(here_.mission().store(), here_.mission().config().origin,
                                     here_.mission().log_key(), now(), {});
    EXPECT_TRUE(verified);
    return verified ? verified->faults_total : 1;
  }

  TestMission here_;
  std::unique_ptr<Intake> intake_;
};

TEST_F(IntakeTest, takes_statements_in_order_and_gives_the_same_index_twice) {
  const Submission first = here_.monitor_says(TestMission::remark("one"));
  const Submission second = here_.monitor_says(TestMission::remark("two"));
  const auto one = take(first);
  const auto two = take(second);
  const auto again = take(first);
  ASSERT_TRUE(one) << one.error().to_string();
  ASSERT_TRUE(two);
  ASSERT_TRUE(again);
  EXPECT_TRUE(one->is_new);
  EXPECT_EQ(two->index.value, one->index.value + 1);
  EXPECT_FALSE(again->is_new);
  EXPECT_EQ(again->index, one->index);
  EXPECT_EQ(again->id, one->id);
  EXPECT_EQ(faults(), 0u);
}

TEST_F(IntakeTest, a_gap_in_the_numbers_is_a_conflict_and_nothing_is_stored) {
  const std::uint64_t before = here_.entries();
  (void)here_.monitor_says(TestMission::remark("kept back"));
  const auto early = take(here_.monitor_says(TestMission::remark("sent too early")));
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().code, ErrorCode::conflict);
  EXPECT_EQ(here_.entries(), before);
}

TEST_F(IntakeTest, two_statements_under_one_number_are_both_kept) {
  ASSERT_TRUE(take(here_.monitor_says(TestMission::remark("open"))));
  const auto other = take(here_.monitor_says_elsewhere(TestMission::remark("closed")));
  ASSERT_TRUE(other) << other.error().to_string();
  EXPECT_TRUE(other->is_new);
  const auto replayed = here_.mission().replay();
  EXPECT_EQ(replayed->state.equivocations().size(), 1u);
}

TEST_F(IntakeTest, a_key_is_told_the_number_that_is_its_next) {
  const Submission first = here_.monitor_says(TestMission::remark("one"));
  const auto header = check_submission(first, here_.mission().config().origin).value().header;
  const auto before = intake_->standing(header.key);
  ASSERT_TRUE(before) << before.error().to_string();
  EXPECT_EQ(before->key.party, "monitor");
  EXPECT_EQ(before->chain.next_sequence, header.sequence);
  EXPECT_EQ(before->chain.last, header.previous);
  const auto taken = take(first);
  ASSERT_TRUE(taken);
  const auto after = intake_->standing(header.key);
  ASSERT_TRUE(after);
  EXPECT_EQ(after->chain.next_sequence, header.sequence + 1);
  EXPECT_EQ(after->chain.last, taken->id);
  EXPECT_EQ(intake_->standing({}).error().code, ErrorCode::not_found);
}

TEST_F(IntakeTest, a_stranger_and_a_changed_body_are_refused) {
  const TestMission elsewhere;
  Submission changed = here_.monitor_says(TestMission::remark("five shells"));
  changed.body = here_.monitor_says_elsewhere(TestMission::remark("no shells")).body;
  EXPECT_EQ(take(changed).error().code, ErrorCode::invalid_input);
  EXPECT_EQ(take(elsewhere.monitor_says_elsewhere(TestMission::remark("hello"))).error().code,
            ErrorCode::forbidden);
}

TEST_F(IntakeTest, knows_a_key_that_another_process_has_revoked) {
  ASSERT_TRUE(take(here_.monitor_says(TestMission::remark("still valid"))));
  here_.monitors_root_says(here_.change_of_key(domain::KeyAction::revoke));
  const auto late = take(here_.monitor_says(TestMission::remark("too late")));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::forbidden);
  EXPECT_EQ(faults(), 0u);
}

TEST_F(IntakeTest, a_key_revoked_by_another_process_meanwhile_adds_nothing_after_it) {
  const domain::Key revoke = here_.change_of_key(domain::KeyAction::revoke);
  std::atomic<bool> revoked = false;
  std::vector<std::future<base::Result<Intake::Outcome>>> answers;
  std::thread other([&] {
    here_.monitors_root_says(revoke);
    revoked = true;
  });
  while (!revoked) {
    answers.push_back(send(here_.monitor_says(TestMission::remark("still here"))));
    if (answers.size() % 50 == 0) answers.back().wait();  // the queue is not endless
  }
  other.join();
  answers.push_back(send(here_.monitor_says(TestMission::remark("too late"))));
  answers.push_back(send(here_.monitor_says(TestMission::remark("later still"))));
  for (std::size_t i = answers.size() - 2; i < answers.size(); ++i)
    EXPECT_EQ(answers[i].get().error().code, ErrorCode::forbidden);
  EXPECT_EQ(faults(), 0u) << "an entry stands after the revocation of its key";
}

TEST_F(IntakeTest, others_in_the_same_group_as_a_refused_one_are_added) {
  const domain::Key revoke = here_.change_of_key(domain::KeyAction::revoke);
  here_.monitors_root_says(revoke);
  const std::uint64_t before = here_.entries();
  auto refused = send(here_.monitor_says(TestMission::remark("revoked")));
  auto taken = send(here_.mission_says(TestMission::remark("still here")));
  EXPECT_EQ(refused.get().error().code, ErrorCode::forbidden);
  const auto good = taken.get();
  ASSERT_TRUE(good) << good.error().to_string();
  EXPECT_EQ(good->index.value, before);
  EXPECT_EQ(faults(), 0u);
}

TEST_F(IntakeTest, many_at_once_keep_each_authors_order) {
  // The answers of one author's statements are not waited for: the next rests on what is on its
  // way.
  std::vector<std::future<base::Result<Intake::Outcome>>> answers;
  for (int i = 0; i < 200; ++i)
    answers.push_back(send(here_.monitor_says(TestMission::remark(std::to_string(i)))));
  std::uint64_t last = 0;
  for (auto& answer : answers) {
    const auto outcome = answer.get();
    ASSERT_TRUE(outcome) << outcome.error().to_string();
    EXPECT_GT(outcome->index.value, last);
    last = outcome->index.value;
  }
  EXPECT_EQ(faults(), 0u);
}

TEST_F(IntakeTest, the_same_statement_from_many_threads_is_one_entry) {
  const std::uint64_t before = here_.entries();
  const Submission submission = here_.monitor_says(TestMission::remark("once"));
  std::atomic<int> fresh = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      const auto outcome = take(submission);
      ASSERT_TRUE(outcome) << outcome.error().to_string();
      fresh += outcome->is_new;
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(fresh, 1);
  EXPECT_EQ(here_.entries(), before + 1);
}

TEST_F(IntakeTest, after_stop_nothing_is_taken) {
  intake_->stop();
  EXPECT_EQ(take(here_.monitor_says(TestMission::remark("late"))).error().code,
            ErrorCode::unavailable);
}

}  // namespace
}  // namespace truceline::app

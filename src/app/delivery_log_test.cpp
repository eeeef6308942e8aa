// SPDX-License-Identifier: Apache-2.0
#include "app/delivery_log.hpp"

#include <array>
#include <functional>
#include <gtest/gtest.h>

#include "app/endpoint_store.hpp"
#include "app/files.hpp"
#include "app/temporary_folder.hpp"

namespace truceline::app {
namespace {

class Log : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(DeliveryFile::create(path_));
    open();
    endpoint_ = store_->add({"north", "https://north.example/hook", "", false}, {5}, {100}).value();
  }
  void open() {
    file_ = DeliveryFile::open(path_).value();
    store_.emplace(*file_);
    log_.emplace(*file_);
  }
  Endpoint endpoint() { return store_->endpoint(endpoint_.id).value(); }

  static NewDelivery about(std::uint64_t entry, const std::string& author = "south") {
    views::Notice notice;
    notice.kind = views::NoticeKind::notification;
    notice.party = "north";
    notice.author = author;
    notice.entry = base::EntryIndex{entry};
    notice.id[0] = static_cast<std::uint8_t>(entry);
    return {"dlv_" + std::to_string(entry), notice, "message " + std::to_string(entry)};
  }
  static NewDelivery finding(std::uint8_t number) {
    views::Notice notice;
    notice.kind = views::NoticeKind::finding;
    notice.party = "north";
    notice.finding = domain::FindingKind::overdue;
    notice.id[0] = number;
    return {"dlv_f" + std::to_string(number), notice, "finding"};
  }
  DeliveryQueue::Waiting take(std::uint64_t entry) {
    return log_->take_in(endpoint_, std::vector{about(entry)}, {entry + 1}, {200}).value().front();
  }
  void attempt(DeliveryQueue::Waiting& one, Verdict verdict, DeliveryQueue::Change change,
               base::TimeMs now) {
    ++one.tries;
    const auto number = log_->begin(one, base::Hash{1}, now);
    ASSERT_TRUE(number);
    change.number = one.number;
    ASSERT_TRUE(log_->end(*number, one,
                          {verdict, verdict == Verdict::delivered ? 204 : 500, "said"},
                          std::array{change}, {now.value + 7}));
  }
  Delivery one(DeliveryNumber number) { return log_->delivery(number).value(); }

  static constexpr DeliveryQueue::Change kDelivered{
      0, DeliveryQueue::Change::To::delivered, {}, {}};
  static constexpr DeliveryQueue::Change kDead{0, DeliveryQueue::Change::To::dead, {}, {}};
  static constexpr DeliveryQueue::Change kWaits{0, DeliveryQueue::Change::To::waits, {9'000}, {}};

  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / DeliveryFile::kName;
  std::unique_ptr<DeliveryFile> file_;
  std::optional<EndpointStore> store_;
  std::optional<DeliveryLog> log_;
  Endpoint endpoint_;
};

TEST_F(Log, what_was_taken_in_waits_whatever_becomes_of_the_process) {
  const auto waits =
      log_->take_in(endpoint_, std::vector{about(5), about(6), finding(1)}, {7}, {200});
  ASSERT_TRUE(waits) << waits.error().to_string();
  EXPECT_EQ(waits->size(), 3u);
  open();  // another process
  EXPECT_EQ(log_->waiting()->size(), 3u);
  EXPECT_EQ(endpoint().next_entry.value, 7u);
  EXPECT_EQ(endpoint().waiting, 3u);
  EXPECT_EQ(endpoint().unmet_since, base::TimeMs{200});
  EXPECT_EQ(*log_->message_of(waits->front().number), "message 5");
  const Delivery first = one(waits->front().number);
  EXPECT_EQ(first.id, "dlv_5");
  EXPECT_EQ(first.author, "south");
  EXPECT_EQ(first.entry, base::EntryIndex{5});
  EXPECT_EQ(first.state, DeliveryState::waiting);
}

TEST_F(Log, the_same_is_not_taken_in_twice) {
  EXPECT_EQ(log_->take_in(endpoint_, std::vector{about(5)}, {6}, {200})->size(), 1u);
  EXPECT_EQ(log_->take_in(endpoint_, std::vector{about(5), about(6)}, {7}, {200})->size(), 1u);
  EXPECT_EQ(log_->waiting()->size(), 2u);
}

TEST_F(Log, a_finding_is_told_once_and_one_of_before_not_at_all) {
  ASSERT_TRUE(log_->see_inbox(endpoint_.id, std::vector{finding(1).notice.id}));
  EXPECT_TRUE(endpoint().has_seen_inbox);
  const std::array all = {finding(1).notice.id, finding(2).notice.id, finding(3).notice.id};
  EXPECT_EQ(log_->not_noticed(endpoint_.id, all)->size(), 2u);
  ASSERT_TRUE(log_->take_in(endpoint_, std::vector{finding(2)}, {5}, {200}));
  EXPECT_EQ(log_->not_noticed(endpoint_.id, all).value(), std::vector{finding(3).notice.id});
  EXPECT_EQ(log_->not_noticed(endpoint_.id + 1, all)->size(), 3u) << "another endpoint, another's";
}

TEST_F(Log, each_attempt_leaves_its_record_and_the_endpoint_says_since_when) {
  auto waiting = take(5);
  attempt(waiting, Verdict::failed, kWaits, {1'000});
  attempt(waiting, Verdict::failed, kWaits, {2'000});
  EXPECT_EQ(endpoint().failing_since, base::TimeMs{1'007});
  EXPECT_EQ(endpoint().failures, 2);
  EXPECT_EQ(endpoint().last_problem, "said");
  EXPECT_EQ(one(waiting.number).failing_since, base::TimeMs{1'007});
  EXPECT_EQ(one(waiting.number).next, base::TimeMs{9'000});
  attempt(waiting, Verdict::delivered, kDelivered, {3'000});
  EXPECT_EQ(endpoint().failing_since, std::nullopt);
  EXPECT_EQ(endpoint().unmet_since, std::nullopt);
  EXPECT_EQ(endpoint().last_success, base::TimeMs{3'007});
  EXPECT_EQ(one(waiting.number).state, DeliveryState::delivered);
  EXPECT_EQ(one(waiting.number).ended, base::TimeMs{3'007});
  EXPECT_EQ(*log_->message_of(waiting.number), "") << "what is delivered is not kept";

  const auto attempts = log_->attempts({}).value();
  ASSERT_EQ(attempts.size(), 3u);
  EXPECT_EQ(attempts.front().result, AttemptResult::delivered);
  EXPECT_EQ(attempts.front().code, 204);
  EXPECT_EQ(attempts.back().result, AttemptResult::failed);
  EXPECT_EQ(attempts.back().begun, base::TimeMs{1'000});
  EXPECT_EQ(attempts.back().ended, base::TimeMs{1'007});
  EXPECT_EQ(attempts.back().sent, base::Hash{1});
  EXPECT_EQ(attempts.back().delivery_id, "dlv_5");
}

TEST_F(Log, where_more_waits_a_success_starts_the_time_of_silence_anew) {
  auto first = take(5);
  take(6);
  attempt(first, Verdict::delivered, kDelivered, {3'000});
  EXPECT_EQ(endpoint().unmet_since, base::TimeMs{3'007});
}

TEST_F(Log, an_endpoint_that_takes_nothing_of_what_it_is_sent_becomes_silent_too) {
  auto waiting = take(5);
  attempt(waiting, Verdict::refused, kDead, {1'000});
  EXPECT_EQ(endpoint().failures, 0) << "it answers";
  EXPECT_TRUE(endpoint().failing_since);
  EXPECT_EQ(endpoint().dead, 1u);
  EXPECT_TRUE(endpoint().is_silent({1'000'000}, 1'000)) << "but nothing got through";
}

TEST_F(Log, an_attempt_that_nobody_lived_to_end_may_have_been_a_delivery) {
  auto waiting = take(5);
  waiting.tries = 1;
  ASSERT_TRUE(log_->begin(waiting, base::Hash{1}, {1'000}));
  open();  // the process was killed; this is the next one
  EXPECT_EQ(*log_->close_open_attempts({2'000}), 1u);
  EXPECT_EQ(*log_->close_open_attempts({3'000}), 0u);
  EXPECT_EQ(log_->attempts({})->front().result, AttemptResult::unknown);
  ASSERT_EQ(log_->waiting()->size(), 1u) << "so it is sent again";
  EXPECT_EQ(log_->waiting()->front().tries, 1);
  EXPECT_EQ(one(waiting.number).id, "dlv_5") << "under the same id";
}

TEST_F(Log, what_is_dead_is_sent_again_by_hand_under_the_same_id) {
  auto waiting = take(5);
  EXPECT_EQ(log_->again("dlv_5", {5'000}).error().code, base::ErrorCode::conflict);
  attempt(waiting, Verdict::failed, kDead, {1'000});
  EXPECT_TRUE(log_->waiting()->empty());
  EXPECT_EQ(log_->again("dlv_nothing", {5'000}).error().code, base::ErrorCode::not_found);
  const auto again = log_->again("dlv_5", {5'000});
  ASSERT_TRUE(again) << again.error().to_string();
  EXPECT_EQ(again->state, DeliveryState::waiting);
  EXPECT_EQ(again->id, "dlv_5");
  EXPECT_EQ(again->tries, 0);
  EXPECT_EQ(again->since, base::TimeMs{5'000});
  EXPECT_EQ(*log_->message_of(waiting.number), "message 5");
}

TEST_F(Log, what_waited_for_an_endpoint_that_is_removed_is_dead_and_stays_so) {
  take(5);
  ASSERT_TRUE(store_->remove(endpoint_.id, {7'000}));
  EXPECT_TRUE(log_->waiting()->empty());
  const auto all = log_->deliveries({}).value();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all.front().state, DeliveryState::dead);
  EXPECT_EQ(log_->again("dlv_5", {8'000}).error().code, base::ErrorCode::conflict);
}

TEST_F(Log, is_asked_by_endpoint_state_entry_and_party_page_by_page) {
  for (std::uint64_t entry = 5; entry < 9; ++entry) take(entry);
  ASSERT_TRUE(log_->take_in(endpoint_, std::vector{about(9, "hill-state")}, {10}, {200}));
  const auto count = [&](const std::function<void(DeliveryFilter&)>& set) {
    DeliveryFilter filter;
    set(filter);
    return log_->deliveries(filter)->size();
  };
  EXPECT_EQ(count([](auto&) {}), 5u);
  EXPECT_EQ(count([](auto& f) { f.limit = 2; }), 2u);
  EXPECT_EQ(count([](auto& f) { f.entry = base::EntryIndex{6}; }), 1u);
  EXPECT_EQ(count([](auto& f) { f.party = "north"; }), 5u);
  EXPECT_EQ(count([](auto& f) { f.party = "hill-state"; }), 1u) << "what it said itself";
  EXPECT_EQ(count([](auto& f) { f.party = "x' OR '1'='1"; }), 0u);
  EXPECT_EQ(count([](auto& f) { f.state = DeliveryState::dead; }), 0u);
  EXPECT_EQ(count([](auto& f) { f.endpoint = 99; }), 0u);
  EXPECT_EQ(count([&](auto& f) { f.before = log_->deliveries({})->at(1).number; }), 3u);
}

TEST_F(Log, only_so_many_that_have_ended_are_kept_and_all_that_wait) {
  for (std::uint64_t entry = 5; entry < 15; ++entry) {
    auto waiting = take(entry);
    if (entry < 13)
      attempt(waiting, Verdict::delivered, kDelivered,
              {base::TimeMs{1'000}.value + static_cast<int>(entry)});
  }
  ASSERT_TRUE(log_->forget_oldest(3));
  const auto left = log_->deliveries({}).value();
  ASSERT_EQ(left.size(), 5u);
  EXPECT_EQ(left.back().id, "dlv_10") << "the newest three";
  EXPECT_EQ(log_->attempts({})->size(), 3u);
}

TEST_F(Log, damage_is_an_error_in_its_own_words_and_never_an_end) {
  for (std::uint64_t entry = 5; entry < 60; ++entry) take(entry);
  file_.reset();
  const std::string whole = read_file(path_, 16 << 20).value();
  std::size_t opened = 0;
  for (std::size_t at = 0; at < whole.size(); at += 4096 - 64) {
    std::string damaged = whole;
    for (std::size_t i = at; i < std::min(at + 64, damaged.size()); ++i)
      damaged[i] = static_cast<char>(~damaged[i]);
    ASSERT_TRUE(write_file(path_, damaged, FileMode::secret));
    auto file = DeliveryFile::open(path_);
    if (!file) {
      EXPECT_NE(file.error().reason, "");
      continue;
    }
    ++opened;
    DeliveryLog log(**file);
    EndpointStore store(**file);
    const auto waiting = log.waiting();
    if (!waiting) {
      EXPECT_EQ(waiting.error().reason, "the file of deliveries is damaged");
    }
    static_cast<void>(log.deliveries({}));
    static_cast<void>(log.attempts({}));
    static_cast<void>(store.endpoints());
    static_cast<void>(store.settings());
    static_cast<void>(log.close_open_attempts({1}));
    static_cast<void>(log.take_in(endpoint_, std::vector{about(70)}, {71}, {1}));
  }
  EXPECT_GT(opened, 0u);
}

}  // namespace
}  // namespace truceline::app

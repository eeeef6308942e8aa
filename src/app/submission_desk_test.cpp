// SPDX-License-Identifier: Apache-2.0
#include "app/submission_desk.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "app/author.hpp"
#include "app/mirror_site.hpp"
#include "app/temporary_folder.hpp"
#include "base/json.hpp"
#include "base/limits.hpp"

namespace truceline::app {
namespace {

using ledger::ForwardState;

const std::string kOrigin = "example.org/valley";
const std::string kSecret = "the road at the third bridge is closed";

/// A host and a mirror's own copy, both as the test says.
class SubmissionDeskTest : public testing::Test {
 protected:
  SubmissionDeskTest() {
    EXPECT_TRUE(SubmissionStore::create(path()));
    open();
  }

  std::filesystem::path path() const { return folder_.path() / "submissions.sqlite"; }

  void open() {
    desk_ = nullptr;
    store_ = *SubmissionStore::open(path());
    DeskOptions options{mirror_, {{kOrigin, "http://host.example"}}, base::kHourMs};
    desk_ = std::make_unique<SubmissionDesk>(
        std::move(options), *store_,
        [this](const std::string& url, const Submission& submission) {
          EXPECT_EQ(url, "http://host.example");
          asked_.push_back(submission.envelope);
          return host_;
        },
        [this](std::string_view origin, const base::Hash& id) {
          EXPECT_EQ(origin, kOrigin);
          const auto at = held_.find(id);
          return at == held_.end() ? std::optional<base::EntryIndex>() : std::optional(at->second);
        },
        lines_);
  }

  Submission says(const std::string& text = kSecret, std::uint8_t seed = 7,
                  const std::string& origin = kOrigin) {
    domain::Status status;
    status.topic = "call";
    status.text = text;
    base::Seed key{};
    key.fill(seed);
    Author author({origin, "north", "UTC"}, base::SigningKey::from_seed(key), {});
    const auto written = author.write(status, {}, {}, {0}, domain::Salt{1, 2, 3});
    EXPECT_TRUE(written);
    return {std::string(base::text_of(written->record.leaf)), domain::Salt{1, 2, 3},
            domain::encode(status)};
  }

  /// The next round, so much later than the statement came.
  ledger::ForwardReport round_after(const KeptSubmission& kept, std::int64_t later_ms) {
    const base::TimeMs at{kept.report.promise.received.value + later_ms};
    EXPECT_TRUE(desk_->forward_all(at));
    return (*store_->find(kept.report.promise.entry))->report;
  }
  bool file_holds(std::string_view text) const {
    for (const char* tail : {"", "-wal"}) {
      std::ifstream in(path().string() + tail, std::ios::binary);
      const std::string all((std::istreambuf_iterator<char>(in)), {});
      if (all.find(text) != std::string::npos) return true;
    }
    return false;
  }

  const ledger::Cosigner mirror_{"mirror.example", base::SigningKey::from_seed({8})};
  TemporaryFolder folder_;
  std::ostringstream said_;
  ShortLog lines_{said_};
  base::Result<HostAnswer> host_ = HostAnswer{503, "busy"};
  std::vector<std::string> asked_;
  std::map<base::Hash, base::EntryIndex> held_;
  std::unique_ptr<SubmissionStore> store_;
  std::unique_ptr<SubmissionDesk> desk_;
};

TEST_F(SubmissionDeskTest, a_promise_is_on_disk_before_it_is_given) {
  const auto kept = desk_->take(says());
  ASSERT_TRUE(kept) << kept.error().to_string();
  const auto promise = ledger::open_promise(kept->promise, mirror_.verifier());
  ASSERT_TRUE(promise) << promise.error().to_string();
  EXPECT_EQ(promise->log, kOrigin);
  EXPECT_EQ(promise->forward_by.value - promise->received.value, base::kHourMs);
  open();  // as after a crash
  const auto found = store_->find(promise->entry);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->promise, kept->promise);
  EXPECT_EQ((*found)->submission.body, says().body);
}

TEST_F(SubmissionDeskTest, what_a_host_would_refuse_for_its_form_is_refused_here) {
  Submission changed = says();
  changed.body += " ";
  EXPECT_EQ(desk_->take(changed).error().code, base::ErrorCode::invalid_input);
  EXPECT_EQ(desk_->take(says("x", 7, "example.org/other")).error().code,
            base::ErrorCode::not_found);
  Submission forged = says();
  forged.envelope[forged.envelope.size() / 2] ^= 1;
  EXPECT_FALSE(desk_->take(forged));
}

TEST_F(SubmissionDeskTest, a_host_that_refuses_is_on_record_with_its_own_words) {
  const auto kept = desk_->take(says());
  ASSERT_TRUE(kept);
  host_ = HostAnswer{403, "{\"detail\":\"we do not want this\"}"};
  const ledger::ForwardReport report = round_after(*kept, 1000);
  EXPECT_EQ(report.state, ForwardState::refused);
  const auto signed_report = ledger::open_report(
      desk_->sign((*desk_->look_up(report.promise.entry)).report), mirror_.verifier());
  ASSERT_TRUE(signed_report) << signed_report.error().to_string();
  EXPECT_EQ(signed_report->status, 403);
  EXPECT_EQ(signed_report->answer, "{\"detail\":\"we do not want this\"}");
  EXPECT_NE(said_.str().find("refused by the host"), std::string::npos);
  EXPECT_FALSE((*store_->find(report.promise.entry))->submission.envelope.empty());
}

TEST_F(SubmissionDeskTest, a_body_does_not_outlive_its_need) {
  const auto kept = desk_->take(says());
  ASSERT_TRUE(kept);
  EXPECT_TRUE(file_holds(kSecret));
  host_ = HostAnswer{403, "no"};
  round_after(*kept, 1000);
  EXPECT_FALSE(file_holds(kSecret));
}

TEST_F(SubmissionDeskTest, a_host_that_does_not_answer_is_asked_again_less_and_less_often) {
  const auto kept = desk_->take(says());
  ASSERT_TRUE(kept);
  host_ = base::Error{base::ErrorCode::unavailable, "connection refused", "host.example", {}};
  for (std::int64_t ms = 0; ms < 60'000; ms += 1000) round_after(*kept, ms);
  EXPECT_EQ(asked_.size(), 5U);  // at 0, 2, 6, 14 and 30 seconds
  EXPECT_EQ((*store_->find(kept->report.promise.entry))->report.state, ForwardState::waiting);
  EXPECT_EQ(forward_delay_ms(1), 2000);
  EXPECT_EQ(forward_delay_ms(1000), 600'000);
}

TEST_F(SubmissionDeskTest, it_is_in_the_log_only_when_the_mirror_itself_holds_it) {
  const auto kept = desk_->take(says());
  ASSERT_TRUE(kept);
  host_ = HostAnswer{201, R"({"index":41,"id":"x","tree_size":42})"};
  ledger::ForwardReport report = round_after(*kept, 1000);
  EXPECT_EQ(report.state, ForwardState::accepted);
  EXPECT_EQ(report.index, base::EntryIndex{41});
  held_[report.promise.entry] = {43};
  report = desk_->look_up(report.promise.entry)->report;
  EXPECT_EQ(report.state, ForwardState::logged);
  EXPECT_EQ(report.index, base::EntryIndex{43});
}

TEST_F(SubmissionDeskTest, a_host_that_says_yes_and_does_not_log_it_is_late) {
  const auto kept = desk_->take(says());
  ASSERT_TRUE(kept);
  host_ = HostAnswer{201, R"({"index":41})"};
  round_after(*kept, 1000);
  const ledger::ForwardReport report = round_after(*kept, base::kHourMs);
  EXPECT_EQ(report.state, ForwardState::late);
  EXPECT_EQ(report.status, 201);
}

TEST_F(SubmissionDeskTest, the_same_statement_again_is_the_same_promise) {
  const auto first = desk_->take(says());
  const auto again = desk_->take(says());
  ASSERT_TRUE(first && again);
  EXPECT_EQ(first->promise, again->promise);
  host_ = HostAnswer{403, "no"};
  round_after(*first, 1000);
  const auto retried = desk_->take(says());
  ASSERT_TRUE(retried);
  EXPECT_EQ(retried->report.state, ForwardState::waiting);  // a refused one may be tried again
}

TEST_F(SubmissionDeskTest, what_stands_in_the_log_already_is_answered_with_its_place) {
  const Submission submission = says();
  held_[ledger::leaf_hash(base::bytes_of(submission.envelope))] = {5};
  const auto kept = desk_->take(submission);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->report.state, ForwardState::logged);
  EXPECT_EQ(kept->report.index, base::EntryIndex{5});
  EXPECT_TRUE(asked_.empty());
}

TEST_F(SubmissionDeskTest, one_key_may_have_only_so_many_waiting) {
  for (std::size_t i = 0; i < base::limits::kSubmissionsOfKey; ++i)
    ASSERT_TRUE(desk_->take(says("number " + std::to_string(i))));
  const auto one_more = desk_->take(says("one more"));
  ASSERT_FALSE(one_more);
  EXPECT_EQ(one_more.error().code, base::ErrorCode::unavailable);
  EXPECT_TRUE(desk_->take(says("somebody else", 9)));
}

TEST_F(SubmissionDeskTest, its_own_thread_asks_without_being_told) {
  host_ = HostAnswer{403, "no"};
  desk_->start();
  const auto kept = desk_->take(says());
  ASSERT_TRUE(kept);
  ForwardState state = ForwardState::waiting;
  for (int i = 0; i < 500 && state == ForwardState::waiting; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    state = desk_->look_up(kept->report.promise.entry)->report.state;
  }
  EXPECT_EQ(state, ForwardState::refused);
}

TEST_F(SubmissionDeskTest, shows_how_it_stands_without_showing_the_body) {
  const auto kept = desk_->take(says());
  ASSERT_TRUE(kept);
  const HttpAnswer answer = submission_answer(*kept, desk_->sign(kept->report), 201);
  EXPECT_EQ(answer.body->find(kSecret), std::string::npos);
  const auto document = base::parse_json(*answer.body, {64 * 1024, 8, 16 * 1024, true});
  ASSERT_TRUE(document);
  EXPECT_EQ(document->root().find("state")->as_string(), "waiting");
  EXPECT_EQ(document->root().find("promise")->as_string(), kept->promise);
  EXPECT_FALSE(document->root().find("host"));  // nobody was asked yet
}

}  // namespace
}  // namespace truceline::app

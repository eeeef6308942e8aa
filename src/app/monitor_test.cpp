// SPDX-License-Identifier: Apache-2.0
#include "app/monitor.hpp"

#include <gtest/gtest.h>

#include "base/time.hpp"
#include "ledger/cosignature.hpp"
#include "ledger/merkle_hash.hpp"

namespace truceline::app {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using base::TimeMs;

const ledger::NoteSigner kLog{"example.org/log", base::SigningKey::from_seed({1})};
const std::vector<std::string> kNames = {"a", "b", "c", "d"};
constexpr TimeMs kStart{1'800'000'000'000};

ledger::Cosigner cosigner(std::size_t number) {
  base::Seed seed{};
  seed[0] = static_cast<std::uint8_t>(10 + number);
  return {"witness.example/" + kNames[number], base::SigningKey::from_seed(seed)};
}

ledger::Policy policy_of_four() {
  ledger::Policy policy;
  policy.logs.push_back({kLog.verifier(), {}});
  ledger::PolicyGroup three{"three", 3, {}};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    policy.witnesses.push_back({kNames[i], cosigner(i).verifier(), {}});
    three.members.push_back({false, i});
  }
  policy.groups.push_back(three);
  policy.quorum = ledger::PolicyMember{true, 0};
  return policy;
}

/// A history that goes its own way from entry `turn` on.
ledger::Tree history(std::uint64_t size, std::uint64_t turn = UINT64_MAX) {
  ledger::Tree tree;
  for (std::uint64_t i = 0; i < size; ++i)
    tree.append(
        ledger::leaf_hash(base::bytes_of(std::to_string(i) + (i < turn ? "" : " otherwise"))));
  return tree;
}

/// The signed note of `tree`, with the cosignatures of `by` at `at`.
std::string note_of(const ledger::Tree& tree, const std::vector<std::size_t>& by, TimeMs at) {
  const ledger::Checkpoint checkpoint{kLog.name, tree.size(), tree.root(), {}};
  ledger::Note note = *ledger::parse_note(*ledger::sign_checkpoint(checkpoint, kLog));
  for (const std::size_t witness : by)
    note.signatures.push_back(
        ledger::cosign(note.text, cosigner(witness), static_cast<std::uint64_t>(at.value) / 1000));
  return *ledger::format_note(note);
}

/// What stands behind one address.
struct Shown {
  std::string checkpoint;  ///< Empty: no answer.
  ledger::Tree tiles;
};

class MonitorTest : public testing::Test {
 protected:
  MonitorTest() : witnesses_(kNames.size()) { restart(); }

  /// The monitor's process ends and begins anew with what it kept on disk.
  void restart() {
    const MonitorMemory kept =
        monitor_ ? *parse_memory(format_memory(monitor_->memory())) : MonitorMemory{};
    MonitorSources sources{files(host_), {}};
    for (const Shown& witness : witnesses_) sources.witnesses.push_back(files(witness));
    auto opened = Monitor::open(policy_of_four(), sources, {}, kept);
    ASSERT_TRUE(opened) << opened.error().to_string();
    monitor_.emplace(*std::move(opened));
  }

  static ReadLogFile files(const Shown& shown) {
    return [&shown](const std::string& path) -> Result<std::string> {
      if (shown.checkpoint.empty()) return Error{ErrorCode::unavailable, "no answer", path, {}};
      if (path == "checkpoint") return shown.checkpoint;
      TRY_ASSIGN(const ledger::TileName name, ledger::parse_tile_path(path));
      TRY_ASSIGN(const base::Bytes bytes, ledger::tile_bytes(shown.tiles, name));
      return std::string(base::text_of(bytes));
    };
  }

  void host_shows(const ledger::Tree& tree) { host_ = {note_of(tree, {}, now_), tree}; }
  void cosigned(std::size_t witness, const ledger::Tree& tree) {
    witnesses_[witness] = {note_of(tree, {witness}, now_), {}};
  }
  void all_cosign(const ledger::Tree& tree) {
    for (std::size_t i = 0; i < kNames.size(); ++i) cosigned(i, tree);
  }
  void honest(const ledger::Tree& tree) {
    host_shows(tree);
    all_cosign(tree);
  }

  /// The alarms of one look, "fork:the host stall:a".
  std::string look() {
    last_ = monitor_->look(now_);
    std::string text;
    for (const Alarm& alarm : last_.alarms)
      text += (text.empty() ? "" : " ") + std::string(domain::word(alarm.kind)) + ":" + alarm.who;
    return text;
  }
  void expect_evidence() {
    ASSERT_FALSE(last_.alarms.empty());
    const auto evidence = ledger::parse_fork(last_.alarms.front().evidence);
    ASSERT_TRUE(evidence) << evidence.error().to_string();
    EXPECT_EQ(evidence->log, kLog.verifier());
    EXPECT_TRUE(ledger::verify_fork(*evidence));
  }

  TimeMs now_ = kStart;
  Shown host_;
  std::vector<Shown> witnesses_;
  std::optional<Monitor> monitor_;
  Look last_;
};

TEST_F(MonitorTest, an_honest_log_that_grows_raises_no_alarm) {
  for (const std::uint64_t size : {0, 1, 5, 256, 300, 300, 700}) {
    honest(history(size));
    EXPECT_EQ(look(), "") << size;
    now_.value += base::kMinuteMs;
    restart();
  }
  EXPECT_EQ(last_.facts.size(), 5u);
}

TEST_F(MonitorTest, a_history_rewritten_after_it_was_seen_is_a_fork_with_evidence) {
  honest(history(300));
  EXPECT_EQ(look(), "");
  restart();
  host_shows(history(400, 100));
  EXPECT_EQ(look().substr(0, 13), "fork:the host");
  expect_evidence();
  // Nor is it forgotten: the monitor goes on from the view that was first.
  EXPECT_EQ(look().substr(0, 13), "fork:the host");
}

TEST_F(MonitorTest, another_root_for_the_same_size_is_a_fork) {
  honest(history(300));
  EXPECT_EQ(look(), "");
  host_shows(history(300, 299));
  EXPECT_EQ(look().substr(0, 13), "fork:the host");
  expect_evidence();
}

TEST_F(MonitorTest, a_witness_shown_another_history_exposes_the_fork) {
  honest(history(300));
  cosigned(2, history(200, 150));
  EXPECT_EQ(look(), "fork:the host");
  expect_evidence();
}

TEST_F(MonitorTest, a_mirror_ahead_of_the_host_with_another_history_exposes_the_fork) {
  honest(history(300));
  const ledger::Tree other = history(350, 150);
  cosigned(2, other);
  witnesses_[2].tiles = other;
  EXPECT_EQ(look(), "fork:the host");
  expect_evidence();
}

TEST_F(MonitorTest, a_witness_that_saw_more_than_the_host_shows_is_a_withheld_view) {
  honest(history(300));
  cosigned(1, history(310));
  EXPECT_EQ(look(), "");
  EXPECT_TRUE(last_.unsettled);
  now_.value += 10 * base::kSecondMs;
  cosigned(1, history(320));  // nor does it help that the witness goes on
  EXPECT_EQ(look(), "withheld:the host");
  honest(history(320));
  EXPECT_EQ(look(), "");
}

TEST_F(MonitorTest, a_host_that_follows_its_witnesses_a_little_behind_withholds_nothing) {
  honest(history(300));
  for (std::uint64_t size = 310; size < 400; size += 10) {
    cosigned(1, history(size));
    EXPECT_EQ(look(), "") << size;
    now_.value += 9 * base::kSecondMs;
    honest(history(size));
  }
}

TEST_F(MonitorTest, a_host_that_goes_back_withholds) {
  honest(history(300));
  EXPECT_EQ(look(), "");
  restart();
  host_shows(history(250));
  EXPECT_EQ(look().substr(0, 17), "withheld:the host");
}

TEST_F(MonitorTest, a_host_without_the_tiles_of_its_own_growth_withholds) {
  honest(history(300));
  EXPECT_EQ(look(), "");
  host_ = {note_of(history(400), {}, now_), {}};
  EXPECT_EQ(look().substr(0, 17), "withheld:the host");
}

TEST_F(MonitorTest, a_checkpoint_that_the_log_did_not_sign_is_broken) {
  honest(history(300));
  host_.checkpoint[host_.checkpoint.size() / 2] ^= 1;
  EXPECT_EQ(look().substr(0, 15), "broken:the host");
  honest(history(300));
  witnesses_[0].checkpoint = note_of(history(300), {1}, now_);  // b's line under a's address
  EXPECT_EQ(look(), "broken:a");
}

TEST_F(MonitorTest, who_does_not_answer_is_silent_and_the_others_are_still_heard) {
  honest(history(300));
  EXPECT_EQ(look(), "");
  host_.checkpoint.clear();
  witnesses_[3].checkpoint.clear();
  EXPECT_EQ(look(), "silent:the host silent:d");
}

TEST_F(MonitorTest, a_witness_that_no_longer_cosigns_stalls) {
  honest(history(300));
  EXPECT_EQ(look(), "");
  now_.value += 61 * base::kMinuteMs;
  for (const std::size_t i : {0, 1, 2}) cosigned(i, history(300));
  EXPECT_EQ(look(), "stall:d");
  cosigned(3, history(300));
  EXPECT_EQ(look(), "");
}

TEST_F(MonitorTest, a_witness_whose_clock_runs_ahead_cannot_hide_a_stall) {
  honest(history(300));
  witnesses_[0].checkpoint = note_of(history(300), {0}, {kStart.value + 3650 * base::kDayMs});
  EXPECT_EQ(look(), "");
  now_.value += 61 * base::kMinuteMs;
  for (const std::size_t i : {1, 2, 3}) cosigned(i, history(300));
  EXPECT_EQ(look(), "stall:a");
}

TEST_F(MonitorTest, not_all_witnesses_within_twelve_hours_is_an_alarm_even_at_a_quorum) {
  honest(history(300));
  EXPECT_EQ(look(), "");
  host_shows(history(310));
  for (int hour = 0; hour <= 12; ++hour) {
    for (const std::size_t i : {0, 1, 2}) cosigned(i, history(310));
    cosigned(3, history(300));  // it answers, and is kept from seeing more
    EXPECT_EQ(look(), "") << hour;
    now_.value += base::kHourMs;
    restart();
  }
  all_cosign(history(310));
  cosigned(3, history(300));
  EXPECT_EQ(look(), "quorum:the host");
  cosigned(3, history(310));
  EXPECT_EQ(look(), "");
}

TEST_F(MonitorTest, what_it_remembers_stays_small_however_fast_the_log_grows) {
  std::uint64_t size = 300;
  honest(history(size));
  for (int minute = 0; minute < 11 * 60; minute += 5) {
    host_shows(history(++size));
    all_cosign(history(300));
    look();
    now_.value += 5 * base::kMinuteMs;
  }
  EXPECT_LE(monitor_->memory().pending.size(), 65u);
  EXPECT_LT(format_memory(monitor_->memory()).size(), 8000u);
}

TEST(MonitorMemory, damaged_memory_is_refused) {
  MonitorMemory memory{"note", {{"a", {{5}, 6, {7}}}}, {{{8}, {9}}}, {10}};
  const std::string text = format_memory(memory);
  ASSERT_TRUE(parse_memory(text));
  EXPECT_EQ(*parse_memory(text), memory);
  for (std::size_t size = 0; size + 1 < text.size(); ++size)
    EXPECT_FALSE(parse_memory(text.substr(0, size))) << size;
  EXPECT_FALSE(parse_memory("{\"monitor\":2}"));
}

}  // namespace
}  // namespace truceline::app

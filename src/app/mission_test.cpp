// SPDX-License-Identifier: Apache-2.0
#include "app/mission.hpp"

#include <gtest/gtest.h>

#include "app/clock.hpp"
#include "app/temporary_folder.hpp"
#include "app/verify.hpp"
#include "ledger/merkle_hash.hpp"

namespace truceline::app {
namespace {

constexpr std::string_view kMission = R"(format: truceline-mission/1
id: valley
title: The valley
origin: example.org/valley
party: mission
time_zone: Asia/Damascus
)";

class MissionTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(write("mission.yaml", kMission)); }

  base::Result<void> write(const std::string& name, std::string_view text) {
    return write_file(folder_.path() / name, text, FileMode::shared);
  }
  std::unique_ptr<Mission> open() {
    auto mission = Mission::open(folder_.path(), Mission::Mode::write);
    EXPECT_TRUE(mission) << (mission ? "" : mission.error().to_string());
    return mission ? *std::move(mission) : nullptr;
  }
  TemporaryFolder folder_;
};

domain::Status something_said() {
  domain::Status status;
  status.topic = "call";
  status.text = "The hotline was tested.";
  return status;
}

TEST_F(MissionTest, a_new_mission_holds_two_keys_that_verify) {
  ASSERT_TRUE(Mission::create(folder_.path(), *no_passphrases()));
  const auto mission = open();
  const auto verified =
      verify_log(mission->store(), "example.org/valley", mission->log_key(), now(), {});
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->size.value, 2u);
  EXPECT_EQ(verified->faults_total, 0u);
}

TEST_F(MissionTest, a_ledger_is_never_made_anew) {
  ASSERT_TRUE(Mission::create(folder_.path(), *no_passphrases()));
  const auto again = Mission::create(folder_.path(), *no_passphrases());
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, base::ErrorCode::conflict);
}

TEST_F(MissionTest, what_is_said_continues_the_chain_across_openings) {
  ASSERT_TRUE(Mission::create(folder_.path(), *no_passphrases()));
  for (int round = 0; round < 3; ++round) {
    const auto mission = open();
    const auto replayed = mission->replay();
    ASSERT_TRUE(replayed);
    auto pen = mission->pen(*replayed);
    ASSERT_TRUE(pen) << pen.error().to_string();
    const auto written = pen->author().write(something_said(), {}, {}, now(), random_bytes());
    ASSERT_TRUE(written) << written.error().to_string();
    ASSERT_TRUE(pen->append(std::array{written->record}));
    ASSERT_TRUE(mission->signer()->publish());
  }
  const auto mission = open();
  const auto verified =
      verify_log(mission->store(), "example.org/valley", mission->log_key(), now(), {});
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->size.value, 5u);
  EXPECT_EQ(verified->faults_total, 0u);
}

TEST_F(MissionTest, an_authors_clock_that_jumps_ten_years_changes_no_order) {
  constexpr std::int64_t kTenYearsMs = 3652 * base::kDayMs;
  ASSERT_TRUE(Mission::create(folder_.path(), *no_passphrases()));
  const auto mission = open();
  const base::TimeMs today = now();
  std::vector<base::Hash> said;
  for (const std::int64_t off : {std::int64_t{0}, kTenYearsMs, -kTenYearsMs, std::int64_t{0}}) {
    const auto replayed = mission->replay();
    auto pen = mission->pen(*replayed);
    const auto written =
        pen->author().write(something_said(), {}, {}, {today.value + off}, random_bytes());
    ASSERT_TRUE(pen->append(std::array{written->record}));
    said.push_back(ledger::leaf_hash(written->record.leaf));
    ASSERT_TRUE(mission->signer()->publish());
  }
  const auto verified =
      verify_log(mission->store(), "example.org/valley", mission->log_key(), now(), {});
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->faults_total, 0u);
  for (std::uint64_t i = 0; i < said.size(); ++i)
    EXPECT_EQ(ledger::leaf_hash(mission->store().read({2 + i})->leaf), said[i]);
}

TEST_F(MissionTest, two_pens_with_one_key_are_refused) {
  ASSERT_TRUE(Mission::create(folder_.path(), *no_passphrases()));
  const auto mission = open();
  const auto replayed = mission->replay();
  const auto first = mission->pen(*replayed);
  ASSERT_TRUE(first);
  const auto second = mission->pen(*replayed);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, base::ErrorCode::conflict);
}

TEST_F(MissionTest, a_folder_of_a_newer_version_is_refused_by_name) {
  ASSERT_TRUE(write("mission.yaml", "format: truceline-mission/2\n"));
  const auto mission = Mission::open(folder_.path(), Mission::Mode::write);
  ASSERT_FALSE(mission);
  EXPECT_EQ(mission.error().code, base::ErrorCode::unsupported);
  EXPECT_NE(mission.error().place.find("mission.yaml:1:"), std::string::npos);
}

TEST_F(MissionTest, a_ledger_from_before_there_were_root_keys_is_refused_and_not_judged) {
  ASSERT_TRUE(Mission::create(folder_.path(), *no_passphrases()));
  std::filesystem::remove(folder_.path() / "ledger.sqlite");
  ASSERT_TRUE(SqliteStore::create(folder_.path() / "ledger.sqlite"));
  const auto mission = open();
  const auto key = read_key_file(mission->key_path(KeyUse::author, "mission"), *no_passphrases());
  ASSERT_TRUE(key);
  Author author({"example.org/valley", "mission", "UTC"}, key->key, {});
  domain::Key enrol;  // as the first entry was: the author key speaks for itself
  enrol.party = "mission";
  enrol.key = key->key.public_key();
  const auto first =
      author.write(enrol, {domain::AudienceLabel::everyone, {}}, {}, now(), random_bytes());
  const auto second = author.write(something_said(), {}, {}, now(), random_bytes());
  ASSERT_TRUE(mission->log()->append(std::array{first->record, second->record}));
  ASSERT_TRUE(mission->signer()->publish());

  const auto replayed = mission->replay();
  ASSERT_FALSE(replayed);
  EXPECT_EQ(replayed.error().to_string(),
            "entry 0: made by an older Truceline: the first entry enrols no root key (keep it with "
            "the Truceline that made it, or enter its statements anew)");
  EXPECT_EQ(replayed.error().code, base::ErrorCode::unsupported);
  const auto verified =
      verify_log(mission->store(), "example.org/valley", mission->log_key(), now(), {});
  ASSERT_FALSE(verified);
  EXPECT_EQ(verified.error().code, base::ErrorCode::unsupported);
}

TEST_F(MissionTest, an_empty_folder_says_what_is_missing) {
  const TemporaryFolder empty;
  const auto mission = Mission::open(empty.path(), Mission::Mode::write);
  ASSERT_FALSE(mission);
  EXPECT_EQ(mission.error().code, base::ErrorCode::not_found);
  EXPECT_NE(mission.error().mend.find("truceline init"), std::string::npos);
}

TEST_F(MissionTest, a_changed_byte_in_any_entry_is_found) {
  ASSERT_TRUE(Mission::create(folder_.path(), *no_passphrases()));
  const auto mission = open();
  base::PublicKey another_key = mission->log_key();
  another_key[0] ^= 1;
  const auto wrong_log = verify_log(mission->store(), "example.org/valley", another_key, now(), {});
  ASSERT_TRUE(wrong_log);
  EXPECT_GT(wrong_log->faults_total, 0u);
  const auto wrong_origin = verify_log(mission->store(), "x.org", mission->log_key(), now(), {});
  ASSERT_TRUE(wrong_origin);
  EXPECT_GT(wrong_origin->faults_total, 0u);
}

}  // namespace
}  // namespace truceline::app

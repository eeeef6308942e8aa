// SPDX-License-Identifier: Apache-2.0
#include "app/erasing.hpp"

#include <gtest/gtest.h>

#include "app/test_mission.hpp"
#include "app/verify.hpp"
#include "engine/findings.hpp"

namespace truceline::app {
namespace {

class ErasingTest : public testing::Test {
 protected:
  void SetUp() override {
    here_.append(engine::shelling("2017-08-01"));
    report_ = here_.entries() - 1;
  }
  void say_erasure() {
    const auto known = here_.mission().replay();
    here_.append(domain::Erasure{known->state.id_of({report_}), "a request", "the desk"});
  }
  std::vector<domain::Finding> findings() {
    return engine::derive_findings(here_.mission().replay()->state, {0});
  }
  base::Hash digest() { return here_.mission().replay()->state.digest(); }

  TestMission here_;
  std::uint64_t report_ = 0;
};

TEST_F(ErasingTest, before_and_after_the_bytes_are_destroyed_the_state_is_the_same) {
  ASSERT_EQ(findings().size(), 1u);
  say_erasure();
  const base::Hash before = digest();
  EXPECT_TRUE(findings().empty());
  EXPECT_FALSE(here_.mission().store().read({report_})->sealed.empty());
  const auto known = here_.mission().replay();
  EXPECT_EQ(*destroy_erased(here_.mission().store(), known->state), 1u);
  EXPECT_TRUE(here_.mission().store().read({report_})->sealed.empty());
  EXPECT_EQ(digest(), before);
  EXPECT_EQ(*destroy_erased(here_.mission().store(), known->state), 0u) << "again: nothing left";
}

TEST_F(ErasingTest, the_bytes_are_in_no_file_of_the_ledger_any_more) {
  domain::Status status = TestMission::remark("Hasan Q. of Easton, telephone 0933-555-0199");
  here_.append(status);
  report_ = here_.entries() - 1;
  const base::Bytes sealed = here_.mission().store().read({report_})->sealed;
  const std::string salt(base::text_of(base::BytesView(sealed).first(sizeof(domain::Salt))));
  const auto in_files = [&](const std::string& bytes) {
    bool found = false;
    for (const auto& file : std::filesystem::directory_iterator(here_.folder()))
      if (file.is_regular_file())
        found |= read_file(file.path(), 64 * 1024 * 1024)->find(bytes) != std::string::npos;
    return found;
  };
  EXPECT_TRUE(in_files("0933-555-0199") && in_files(salt)) << "else the test shows nothing";
  say_erasure();
  ASSERT_TRUE(destroy_erased(here_.mission().store(), here_.mission().replay()->state));
  EXPECT_FALSE(in_files("0933-555-0199"));
  EXPECT_FALSE(in_files(salt));
}

TEST_F(ErasingTest, what_a_reader_kept_in_the_write_ahead_log_goes_with_the_next_attempt) {
  domain::Status status = TestMission::remark("telephone 0933-555-0199");
  here_.append(status);
  report_ = here_.entries() - 1;
  say_erasure();
  const auto state = here_.mission().replay()->state;
  const auto path = here_.folder() / "ledger.sqlite";
  const auto store = SqliteStore::open(path, SqliteStore::Mode::write, {.busy_ms = 20});
  ASSERT_TRUE(store);
  SqliteConnection reader =
      *SqliteConnection::open(path, SqliteConnection::Mode::read_only, 0, nullptr);
  ASSERT_TRUE(reader.execute("BEGIN; SELECT * FROM head"));
  const auto half = destroy_erased(**store, state);
  ASSERT_FALSE(half);
  EXPECT_EQ(half.error().code, base::ErrorCode::unavailable);
  EXPECT_TRUE((*store)->read({report_})->sealed.empty());
  ASSERT_TRUE(reader.execute("COMMIT"));
  EXPECT_EQ(*destroy_erased(**store, state), 0u);
  EXPECT_EQ(std::filesystem::file_size(path.string() + "-wal"), 0u);
}

TEST_F(ErasingTest, everything_else_still_verifies) {
  say_erasure();
  ASSERT_TRUE(destroy_erased(here_.mission().store(), here_.mission().replay()->state));
  const auto verified = verify_log(here_.mission().store(), here_.mission().config().origin,
                                   here_.mission().log_key(), now(), {});
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->faults_total, 0u);
  EXPECT_EQ(verified->bodies_absent, 1u);
}

TEST_F(ErasingTest, who_may_not_erase_is_told_why) {
  const auto known = here_.mission().replay();
  EXPECT_TRUE(may_erase(known->state, {report_}, "mission"));
  EXPECT_EQ(may_erase(known->state, {report_}, "monitor").error().reason,
            "'monitor' cannot erase what 'mission' said");
  EXPECT_EQ(may_erase(known->state, {0}, "mission").error().reason,
            "a statement of the kind key is never erased");
}

}  // namespace
}  // namespace truceline::app

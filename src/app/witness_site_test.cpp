// SPDX-License-Identifier: Apache-2.0
#include "app/witness_site.hpp"

#include <gtest/gtest.h>
#include <sstream>

#include "app/running_server.hpp"
#include "app/temporary_folder.hpp"
#include "app/witness_store.hpp"
#include "ledger/small_log.hpp"

namespace truceline::app {
namespace {

/// A witness with its memory on disk, behind a real server.
class WitnessSiteTest : public testing::Test {
 protected:
  WitnessSiteTest() {
    log_.grow(20);
    const auto path = folder_.path() / "witness.sqlite";
    EXPECT_TRUE(SqliteWitnessStore::create(path));
    store_ = *SqliteWitnessStore::open(path);
    witness_.emplace(*ledger::Witness::open(cosigner_, {log_.known()}, *store_));
    site_.emplace(*witness_, lines_);
  }

  ledger::SmallLog log_{"ledger.example/valley"};
  ledger::Cosigner cosigner_ = ledger::test_cosigner("witness.example", 9);
  TemporaryFolder folder_;
  std::unique_ptr<SqliteWitnessStore> store_;
  std::optional<ledger::Witness> witness_;
  std::ostringstream said_;
  ShortLog lines_{said_};
  std::optional<WitnessSite> site_;
};

TEST_F(WitnessSiteTest, cosigns_and_shows_what_it_cosigned) {
  const RunningServer server(*site_);
  const std::string checkpoint = "/" + ledger::origin_hash_hex(log_.origin()) + "/checkpoint";
  EXPECT_EQ(server.get(checkpoint).status, 404);
  const auto answer = server.post("/add-checkpoint", log_.request(0, 10));
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.header("Content-Type"), "text/plain; charset=utf-8");
  const std::string note = log_.note(10) + answer.body;
  const std::vector<ledger::VerifierKey> keys = {cosigner_.verifier()};
  EXPECT_TRUE(ledger::open_note(note, keys)) << note;
  EXPECT_EQ(server.get(checkpoint).body, note);
}

TEST_F(WitnessSiteTest, says_its_size_in_the_type_of_the_specification) {
  const RunningServer server(*site_);
  ASSERT_EQ(server.post("/add-checkpoint", log_.request(0, 10)).status, 200);
  const auto answer = server.post("/add-checkpoint", log_.request(7, 20));
  EXPECT_EQ(answer.status, 409);
  EXPECT_EQ(answer.header("Content-Type"), "text/x.tlog.size");
  EXPECT_EQ(answer.body, "10\n");
  EXPECT_EQ(said_.str(), "");  // that a log asks is no news
}

TEST_F(WitnessSiteTest, refuses_in_the_words_of_the_specification_and_says_so_on_its_log) {
  const RunningServer server(*site_);
  EXPECT_EQ(server.post("/add-checkpoint", "old").status, 400);
  ledger::SmallLog stranger("ledger.example/other");
  stranger.grow(1);
  EXPECT_EQ(server.post("/add-checkpoint", stranger.request(0, 1)).status, 404);
  ledger::SmallLog forged(log_.origin(), 77);
  forged.grow(1);
  EXPECT_EQ(server.post("/add-checkpoint", forged.request(0, 1)).status, 403);
  EXPECT_NE(said_.str().find("add-checkpoint refused, 403"), std::string::npos) << said_.str();
}

TEST_F(WitnessSiteTest, tells_people_who_it_is_and_takes_nothing_else) {
  const RunningServer server(*site_);
  const std::string who =
      "Truceline witness witness.example\n" + ledger::format_vkey(cosigner_.verifier()) + "\n";
  EXPECT_EQ(server.get("/").body, who);
  EXPECT_EQ(server.get("/add-checkpoint").status, 405);
  EXPECT_EQ(server.get("/add-checkpoint").header("Allow"), "POST");
  EXPECT_EQ(server.post("/", "").status, 405);
  EXPECT_EQ(server.get("/tile/0/000").status, 404);
  EXPECT_EQ(server.get("/" + std::string(64, 'A') + "/checkpoint").status, 404);
}

TEST_F(WitnessSiteTest, a_body_beyond_its_limit_is_not_read) {
  const RunningServer server(*site_);
  const std::string large(base::limits::kAddCheckpointBytes + 1, 'x');
  EXPECT_EQ(server.post("/add-checkpoint", large).status, 413);
}

TEST_F(WitnessSiteTest, asked_too_much_at_once_it_says_so_and_lives_on) {
  HttpOptions options;
  options.questions_max = 0;
  const RunningServer server(*site_, options);
  const auto answer = server.post("/add-checkpoint", log_.request(0, 10));
  EXPECT_EQ(answer.status, 429);
  EXPECT_EQ(answer.header("Retry-After"), "1");
  EXPECT_EQ(answer.header("Connection"), "keep-alive");
}

/// Eight clients race with the same old size: one of them is cosigned, the others are told.
TEST_F(WitnessSiteTest, of_many_who_race_from_one_size_only_one_is_cosigned) {
  const RunningServer server(*site_);
  std::atomic<int> cosigned = 0;
  std::vector<std::thread> clients;
  for (std::uint64_t i = 0; i < 8; ++i)
    clients.emplace_back([&, i] {
      const auto answer = server.post("/add-checkpoint", log_.request(0, 10 + i));
      if (answer.status == 200) ++cosigned;
      EXPECT_TRUE(answer.status == 200 || answer.status == 409) << answer.status;
    });
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(cosigned, 1);
}

TEST(ShortLog, says_only_so_much_and_nothing_that_a_terminal_would_obey) {
  std::ostringstream out;
  ShortLog log(out);
  log.say("a\x1b[31mb\nc");
  EXPECT_NE(out.str().find("a?[31mb?c\n"), std::string::npos) << out.str();
  for (int i = 0; i < 500; ++i) log.say("again");
  const std::string text = out.str();
  EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 2 * ShortLog::kLinesInAMinute + 1);
}

}  // namespace
}  // namespace truceline::app

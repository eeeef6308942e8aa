// SPDX-License-Identifier: Apache-2.0
#include "app/publisher.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <sstream>

#include "app/command_bundle.hpp"
#include "app/receipts.hpp"
#include "app/test_mission.hpp"
#include "app/test_witness.hpp"
#include "app/verify_bundle.hpp"
#include "ledger/receipt.hpp"

namespace truceline::app {
namespace {

using namespace std::chrono_literals;
using Kind = ledger::CosignerKind;
using Mood = TestWitness::Mood;

/// A mission whose policy asks witnesses that run in this process.
class PublisherTest : public testing::Test {
 protected:
  void TearDown() override { stop(); }

  TestWitness& add_witness(std::chrono::milliseconds round_trip = 0ms, Kind kind = Kind::witness) {
    const std::string name = "w" + std::to_string(witnesses_.size());
    witnesses_.push_back(
        std::make_unique<TestWitness>("example.org/" + name, log(), kind, round_trip));
    lines_ += witnesses_.back()->policy_line(name);
    members_ += " " + name;
    if (kind == Kind::mirror) mirrors_ += (mirrors_.empty() ? "" : ", ") + name;
    return *witnesses_.back();
  }
  /// One that nobody listens for.
  void add_absent_witness() {
    const std::string name = "w" + std::to_string(witnesses_.size()) + "-absent";
    const ledger::Cosigner cosigner{"example.org/" + name,
                                    base::SigningKey::from_seed(random_bytes())};
    lines_ += "witness " + name + " " + ledger::format_vkey(cosigner.verifier()) +
              " http://127.0.0.1:1/\n";
    members_ += " " + name;
  }
  ledger::VerifierKey log() {
    return ledger::ed25519_verifier(here_.mission().config().origin, here_.mission().log_key());
  }

  /// Opens the mission under the policy, `quorum` of the witnesses so far, and begins to publish.
  void start(std::size_t quorum) {
    const std::string policy = "log " + ledger::format_vkey(log()) + "\n" + lines_ + "group g " +
                               std::to_string(quorum) + members_ + "\nquorum g\n";
    ASSERT_TRUE(write_file(here_.folder() / "policy", policy, FileMode::shared));
    if (!mirrors_.empty() && !named_mirrors_) {
      auto yaml = *read_file(here_.folder() / "mission.yaml", 100'000);
      ASSERT_TRUE(write_file(here_.folder() / "mission.yaml",
                             yaml + "mirrors: [" + mirrors_ + "]\n", FileMode::shared));
      named_mirrors_ = true;
    }
    open();
  }
  void open() {
    mission_ = here_.open();
    ASSERT_TRUE(mission_);
    reader_ = std::make_unique<StoreReader>(mission_->store());
    auto signer = mission_->signer();
    ASSERT_TRUE(signer) << signer.error().to_string();
    PublisherOptions options;
    options.beat = beat_;
    auto opened = Publisher::open(mission_->store(), *reader_, *std::move(signer),
                                  mission_->policy(), options);
    ASSERT_TRUE(opened) << opened.error().to_string();
    publisher_ = *std::move(opened);
    publisher_->start({[this](base::TreeSize size) {
                         const std::lock_guard lock(mutex_);
                         covered_.emplace_back(size.value, std::chrono::steady_clock::now());
                       },
                       [this](const std::string& sentence) {
                         const std::lock_guard lock(mutex_);
                         notices_ += sentence + "\n";
                       },
                       {}});
  }
  void stop() {
    if (publisher_) publisher_->stop();
    publisher_.reset();
    reader_.reset();
    mission_.reset();
  }

  std::uint64_t append() {
    here_.append(TestMission::remark("said " + std::to_string(++said_)));
    return mission_->store().head()->size.value;
  }
  bool eventually(const std::function<bool()>& holds, std::chrono::milliseconds within = 20s) {
    const auto end = std::chrono::steady_clock::now() + within;
    while (!holds()) {
      if (std::chrono::steady_clock::now() > end) return false;
      std::this_thread::sleep_for(5ms);
    }
    return true;
  }
  bool receipts_reach(std::uint64_t size) {
    return eventually([&] { return publisher_->receipts().value >= size; });
  }
  std::string notices() {
    const std::lock_guard lock(mutex_);
    return notices_;
  }
  std::string receipt(std::uint64_t index) {
    const auto text = receipt_of(mission_->store(), *reader_, mission_->policy().policy, {index});
    EXPECT_TRUE(text) << (text ? "" : text.error().to_string());
    return text ? text->value_or("none") : "error";
  }
  /// The 99th of 100 waits for a receipt, of statements made at random moments.
  std::chrono::milliseconds slow_wait(int statements);

  TestMission here_;
  std::vector<std::unique_ptr<TestWitness>> witnesses_;
  std::string lines_, members_, mirrors_;
  bool named_mirrors_ = false;
  std::chrono::milliseconds beat_ = 60s;
  std::unique_ptr<Mission> mission_;
  std::unique_ptr<StoreReader> reader_;
  std::unique_ptr<Publisher> publisher_;
  int said_ = 0;
  std::mutex mutex_;  // guards the next two
  std::vector<std::pair<std::uint64_t, std::chrono::steady_clock::time_point>> covered_;
  std::string notices_;
};

TEST_F(PublisherTest, a_quorum_makes_receipts_that_verify_and_never_change) {
  for (int i = 0; i < 4; ++i) add_witness();
  start(3);
  ASSERT_TRUE(receipts_reach(5)) << notices();
  const std::string first = receipt(2);
  const std::uint64_t size = append();
  publisher_->wake();
  ASSERT_TRUE(receipts_reach(size)) << notices();
  EXPECT_EQ(receipt(2), first) << "a receipt is the same bytes for ever";
  for (std::uint64_t i = 0; i < size; ++i) {
    const auto parsed = ledger::parse_receipt(receipt(i));
    ASSERT_TRUE(parsed) << parsed.error().to_string();
    const auto leaf = mission_->store().read({i});
    const auto verified =
        ledger::verify_receipt(*parsed, ledger::leaf_hash(leaf->leaf), mission_->policy().policy);
    ASSERT_TRUE(verified) << verified.error().to_string();
    EXPECT_GE(verified->cosigned.size(), 3U);
  }
  EXPECT_FALSE(receipt_of(mission_->store(), *reader_, mission_->policy().policy, {size}));
  EXPECT_TRUE(publisher_->trouble().empty());
  stop();
  open();
  EXPECT_EQ(receipt(2), first) << "also after a restart";
}

TEST_F(PublisherTest, the_served_checkpoint_gathers_cosignatures_beyond_the_quorum) {
  for (int i = 0; i < 4; ++i) add_witness();
  start(3);
  ASSERT_TRUE(eventually([this] {
    const auto note = publisher_->checkpoint();
    const auto opened = ledger::open_cosigned(*note, mission_->policy().policy);
    return opened && opened->cosigned.size() == 4;
  })) << *publisher_->checkpoint();
}

TEST_F(PublisherTest, a_mirror_is_sent_every_entry_and_counts_in_the_quorum) {
  for (int i = 0; i < 3; ++i) add_witness();
  TestWitness& mirror = add_witness(0ms, Kind::mirror);
  start(4);
  ASSERT_TRUE(receipts_reach(5)) << notices();
  const std::uint64_t size = append();
  publisher_->wake();
  ASSERT_TRUE(receipts_reach(size)) << notices();
  EXPECT_EQ(mirror.checkpoint_of(mission_->config().origin).status, 200);
}

TEST_F(PublisherTest, it_tells_how_far_the_witnesses_and_each_partys_own_mirror_have_come) {
  for (int i = 0; i < 3; ++i) add_witness();
  TestWitness& mirror = add_witness(0ms, Kind::mirror);
  beat_ = 300ms;
  start(3);
  const auto holds = [&](std::uint64_t size) {
    const views::Coverage now = publisher_->coverage();
    const views::MirrorCover* const own = now.mirror_of("w3");
    return own != nullptr && own->size.value >= size && own->at && !own->behind_since;
  };
  ASSERT_TRUE(eventually([&] { return holds(5); })) << notices();
  EXPECT_EQ(publisher_->coverage().level({4}, "w3"), 2);
  EXPECT_EQ(publisher_->coverage().level({4}, "w0"), 1) << "a witness is no mirror";
  EXPECT_EQ(publisher_->coverage().level({5}, "w3"), 0) << "there is no such entry yet";

  mirror.set_mood(Mood::silent);
  const base::TimeMs silent = now();
  const std::uint64_t size = append();
  publisher_->wake();
  ASSERT_TRUE(receipts_reach(size)) << notices();
  const views::Coverage behind = publisher_->coverage();
  EXPECT_EQ(behind.level({size - 1}, "w3"), 1) << "others have it";
  ASSERT_TRUE(behind.mirror_of("w3")->behind_since);
  EXPECT_GE(*behind.mirror_of("w3")->behind_since, silent);
  std::this_thread::sleep_for(700ms);
  EXPECT_EQ(publisher_->coverage().mirror_of("w3")->behind_since,
            behind.mirror_of("w3")->behind_since)
      << "since then, however often it is asked";

  mirror.set_mood(Mood::willing);
  EXPECT_TRUE(eventually([&] { return holds(size); })) << notices();
  stop();
  const auto kept = kept_coverage(here_.mission().store(), here_.open()->policy());
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->level({4}, "w3"), kept->mirror_of("w3")->at ? 2 : 1);
  open();
  EXPECT_TRUE(eventually([&] { return holds(size); })) << "after a restart it is asked again";
}

TEST_F(PublisherTest, a_bundle_shows_the_quorum_and_the_mirror_and_what_lacks_them) {
  for (int i = 0; i < 3; ++i) add_witness();
  add_witness(0ms, Kind::mirror);
  domain::Notification site;
  site.id = "clinic";
  site.circle = geo::Circle{{.lon_e7 = 361'000'000, .lat_e7 = 350'000'000}, 100};
  here_.append(site, KeyUse::author, {domain::AudienceLabel::named, {"mission", "w3"}});
  start(4);  // so that the mirror's cosignature is in each receipt
  ASSERT_TRUE(receipts_reach(6)) << notices();
  here_.append(site, KeyUse::author, {domain::AudienceLabel::named, {"mission", "w3"}});
  for (const auto& witness : witnesses_) witness->set_mood(Mood::silent);
  const auto bundle_as_known_at = [&](const char* size) {
    BundleCommand command;
    command.about = "clinic";
    command.as_known_at = std::stoull(size);
    command.mission = here_.folder().string();
    command.out = (here_.folder() / "made.bundle").string();
    std::ostringstream out;
    Terminal terminal{.out = out, .err = out};
    const auto code = run(command, terminal);
    EXPECT_TRUE(code) << code.error().to_string();
    return *views::parse_bundle(*read_file(command.out, views::kBundleBytes));
  };
  const auto tells = [](const views::EvidenceBundle& bundle, std::string_view text) {
    return std::ranges::any_of(bundle.told, [&](const views::Told& told) {
      return told.en.find(text) != std::string::npos;
    });
  };
  const Trust trust{mission_->policy().policy, true};
  const auto covered = bundle_as_known_at("6");
  EXPECT_TRUE(tells(covered, "w3, of entry 5: in the recipient's own mirror on "));
  EXPECT_TRUE(
      tells(covered, "w3, of entry 5: in a record that enough witnesses have cosigned on "));
  auto verified = verify_bundle(covered, trust, base::TimeZone::utc());
  EXPECT_TRUE(verified.faults.empty()) << verified.faults.front().to_string();
  EXPECT_EQ(verified.without_quorum + verified.without_receipt, 0u);

  const auto newer = bundle_as_known_at("7");
  EXPECT_TRUE(tells(newer, "w3, of entry 6: not in a record that enough witnesses have cosigned."));
  verified = verify_bundle(newer, trust, base::TimeZone::utc());
  EXPECT_TRUE(verified.faults.empty()) << verified.faults.front().to_string();
  EXPECT_EQ(verified.without_quorum + verified.without_receipt, 1u) << "and it is said";
}

TEST_F(PublisherTest, an_idle_log_shows_by_fresh_cosignatures_that_it_is_there) {
  for (int i = 0; i < 3; ++i) add_witness();
  add_witness(0ms, Kind::mirror);
  beat_ = 300ms;
  start(3);
  ASSERT_TRUE(receipts_reach(5)) << notices();
  const std::string before = *publisher_->checkpoint();
  const std::string first = receipt(2);
  EXPECT_TRUE(eventually([&] { return *publisher_->checkpoint() != before; }));
  EXPECT_EQ(receipt(2), first);
  EXPECT_EQ(mission_->store().head()->size.value, 5U);
  EXPECT_EQ(notices(), "");
}

TEST_F(PublisherTest, clocks_that_jump_ten_years_cost_no_receipt_and_change_no_order) {
  constexpr std::chrono::hours kTenYears{24 * 3652};
  for (int i = 0; i < 3; ++i) add_witness();
  add_witness(0ms, Kind::mirror);
  beat_ = 300ms;  // it asks again and again for the same tree
  start(4);
  ASSERT_TRUE(receipts_reach(5)) << notices();
  const std::string first = receipt(2);
  for (const std::chrono::hours off : {kTenYears, -kTenYears, 0h}) {
    for (const auto& witness : witnesses_) witness->set_clock_off_by(off);
    const std::uint64_t size = append();
    publisher_->wake();
    ASSERT_TRUE(receipts_reach(size)) << notices();
    const auto parsed = ledger::parse_receipt(receipt(size - 1));
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->index.value, size - 1);
    const auto leaf = mission_->store().read({size - 1});
    EXPECT_TRUE(
        ledger::verify_receipt(*parsed, ledger::leaf_hash(leaf->leaf), mission_->policy().policy));
  }
  EXPECT_EQ(receipt(2), first);
  EXPECT_EQ(notices(), "");
}

TEST_F(PublisherTest, a_restored_backup_is_noticed_and_not_signed) {
  for (int i = 0; i < 4; ++i) add_witness();
  start(3);
  ASSERT_TRUE(receipts_reach(5));
  stop();
  const auto ledger = here_.folder() / "ledger.sqlite";
  std::filesystem::copy_file(ledger, here_.folder() / "backup");
  open();
  append();
  const std::uint64_t size = append();
  publisher_->wake();
  ASSERT_TRUE(receipts_reach(size));
  stop();
  std::filesystem::rename(here_.folder() / "backup", ledger);
  for (const char* side : {"ledger.sqlite-wal", "ledger.sqlite-shm"})
    std::filesystem::remove(here_.folder() / side);
  open();
  append();  // what the operator would say next
  publisher_->wake();
  ASSERT_TRUE(eventually([this] { return publisher_->is_halted(); })) << notices();
  EXPECT_NE(publisher_->trouble().find("older copy"), std::string::npos) << publisher_->trouble();
  EXPECT_NE(notices().find("nothing is signed any more"), std::string::npos);
  EXPECT_EQ(ledger::signed_size(*mission_->store().head()).value, 5U) << "nothing new was signed";
}

TEST_F(PublisherTest, a_witness_that_claims_more_and_shows_nothing_cannot_stop_the_log) {
  for (int i = 0; i < 4; ++i) add_witness();
  witnesses_[1]->set_mood(Mood::boasting);
  start(3);
  const std::uint64_t size = append();
  publisher_->wake();
  ASSERT_TRUE(receipts_reach(size)) << notices();
  EXPECT_TRUE(eventually([this] { return notices().find("1000000 entries") != std::string::npos; }))
      << notices();
  EXPECT_FALSE(publisher_->is_halted());
  EXPECT_TRUE(publisher_->trouble().empty()) << publisher_->trouble();
}

TEST_F(PublisherTest, nothing_is_signed_while_the_silent_and_a_liar_could_be_a_quorum) {
  for (int i = 0; i < 4; ++i) add_witness();
  for (int i = 0; i < 3; ++i) witnesses_[static_cast<std::size_t>(i)]->set_mood(Mood::silent);
  start(3);
  const std::uint64_t size = append();
  publisher_->wake();
  ASSERT_TRUE(eventually([this] { return !publisher_->trouble().empty(); }));
  EXPECT_TRUE(eventually([this] { return notices().find("not signing yet") != std::string::npos; }))
      << notices();
  EXPECT_LT(ledger::signed_size(*mission_->store().head()).value, size);
  EXPECT_FALSE(publisher_->is_halted());
  witnesses_[0]->set_mood(Mood::willing);
  std::this_thread::sleep_for(1s);
  EXPECT_LT(ledger::signed_size(*mission_->store().head()).value, size)
      << "two silent ones and a liar are a quorum of three";
  witnesses_[1]->set_mood(Mood::willing);
  EXPECT_TRUE(receipts_reach(size)) << notices();
  EXPECT_TRUE(publisher_->trouble().empty());
}

std::chrono::milliseconds PublisherTest::slow_wait(int statements) {
  using Clock = std::chrono::steady_clock;
  std::vector<std::pair<std::uint64_t, Clock::time_point>> said;
  for (int i = 0; i < statements; ++i) {
    const std::uint64_t size = append();
    said.emplace_back(size, Clock::now());
    publisher_->wake();
    std::this_thread::sleep_for(std::chrono::milliseconds(i * 37 % 50));
  }
  EXPECT_TRUE(receipts_reach(said.back().first)) << notices();
  const std::lock_guard lock(mutex_);
  std::vector<Clock::duration> waits;
  for (const auto& [size, when] : said) {
    const auto covered = std::ranges::find_if(
        covered_, [size = size](const auto& one) { return one.first >= size; });
    if (covered == covered_.end()) return 1h;
    waits.push_back(std::max(covered->second - when, Clock::duration::zero()));
  }
  std::ranges::sort(waits);
  return std::chrono::duration_cast<std::chrono::milliseconds>(waits[waits.size() * 99 / 100]);
}

TEST_F(PublisherTest, receipts_come_within_two_seconds_from_witnesses_200_ms_away) {
  for (int i = 0; i < 4; ++i) add_witness(200ms);
  start(3);
  ASSERT_TRUE(receipts_reach(5)) << notices();
  const auto wait = slow_wait(60);
  EXPECT_LT(wait, 2s);
  EXPECT_GE(wait, 200ms) << "the distance is really there";
  RecordProperty("p99_ms", static_cast<int>(wait.count()));
}

TEST_F(PublisherTest, one_witness_down_and_one_refusing_keep_nobody_waiting) {
  for (int i = 0; i < 6; ++i) add_witness(200ms);
  witnesses_[5]->set_mood(Mood::refusing);
  add_absent_witness();
  start(5);  // of seven
  ASSERT_TRUE(receipts_reach(5)) << notices();
  const auto wait = slow_wait(40);
  EXPECT_LT(wait, 2s);
  EXPECT_NE(notices().find("w5: it answered 403"), std::string::npos) << notices();
  EXPECT_NE(notices().find("w6-absent: "), std::string::npos) << notices();
}

TEST_F(PublisherTest, a_mission_that_gets_witnesses_later_gives_every_entry_their_receipt) {
  open();
  ASSERT_TRUE(receipts_reach(5)) << notices();
  stop();
  for (int i = 0; i < 4; ++i) add_witness();
  start(3);
  ASSERT_TRUE(receipts_reach(5)) << notices();
  const auto leaf = mission_->store().read({0});
  const auto proven = [&] {
    return bool(ledger::verify_receipt(*ledger::parse_receipt(receipt(0)),
                                       ledger::leaf_hash(leaf->leaf), mission_->policy().policy));
  };
  EXPECT_TRUE(proven());
  stop();
  for (int i = 4; i < 7; ++i) add_witness();
  start(5);  // another policy: what was kept under the old one is no quorum under it
  EXPECT_EQ(receipt(0), "none");
  const std::uint64_t size = append();
  publisher_->wake();
  ASSERT_TRUE(receipts_reach(size)) << notices();
  EXPECT_TRUE(proven());
}

TEST_F(PublisherTest, without_a_policy_the_logs_signature_makes_the_receipt) {
  open();
  ASSERT_TRUE(receipts_reach(5)) << notices();
  const auto parsed = ledger::parse_receipt(receipt(1));
  ASSERT_TRUE(parsed);
  const auto leaf = mission_->store().read({1});
  const auto verified =
      ledger::verify_receipt(*parsed, ledger::leaf_hash(leaf->leaf), mission_->policy().policy);
  ASSERT_TRUE(verified) << verified.error().to_string();
  EXPECT_TRUE(verified->cosigned.empty());
}

}  // namespace
}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include "ledger/feeder.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "ledger/add_entries.hpp"
#include "ledger/mirror.hpp"
#include "ledger/small_log.hpp"
#include "ledger/witness.hpp"

namespace truceline::ledger {
namespace {

constexpr std::uint64_t kNow = 1'500'000'000;

/// A log that tells a feeder where it stands.
class Fed {
 public:
  FeedSource source() {
    note_ = log.note();
    return {log.origin(), note_, log.tree().size(), &log.tree(), &entries_};
  }
  SmallLog log;
  int entries_asked = 0;

 private:
  std::string note_;
  EntrySource entries_ = [this](base::EntryIndex from, base::EntryIndex to) {
    ++entries_asked;
    const auto begin = log.leaves().begin();
    return base::Result<std::vector<base::Bytes>>(
        std::vector<base::Bytes>(begin + static_cast<std::ptrdiff_t>(from.value),
                                 begin + static_cast<std::ptrdiff_t>(to.value)));
  };
};

class FeederTest : public testing::Test {
 protected:
  /// Sends one request to the witness and takes its answer.
  FeedOutcome step(Feeder& feeder) {
    const FeedSource source = fed_.source();
    const auto request = feeder.next(source);
    EXPECT_TRUE(request && request->has_value()) << "nothing to send";
    EXPECT_EQ((*request)->path, "add-checkpoint");
    return feeder.take(source, witness_.add_checkpoint((*request)->body, kNow));
  }
  FeedOutcome answered(int status, std::string type, std::string body) {
    const FeedSource source = fed_.source();
    EXPECT_TRUE((*feeder_.next(source)).has_value());
    return feeder_.take(source, {status, std::move(type), std::move(body)});
  }
  FeedOutcome sized(const std::string& size) {
    return answered(409, std::string(kSizeType), size + "\n");
  }

  Fed fed_;
  MemoryWitnessStore store_;
  Witness witness_ =
      *Witness::open(test_cosigner("witness.example/w1", 9), {fed_.log.known()}, store_);
  Feeder feeder_{witness_.verifier(), CosignerKind::witness};
};

TEST_F(FeederTest, BringsEveryNewCheckpointToTheWitness) {
  for (const std::uint64_t more : {1U, 4U, 20U}) {
    fed_.log.grow(more);
    const FeedOutcome outcome = step(feeder_);
    ASSERT_TRUE(outcome.cosignature) << outcome.problem;
    EXPECT_EQ(outcome.cosignature->size, fed_.log.tree().size());
    EXPECT_EQ(outcome.cosignature->time_s, kNow);
    EXPECT_FALSE(outcome.again);
    EXPECT_EQ(feeder_.cosigned_size(), fed_.log.tree().size());
    EXPECT_EQ(*feeder_.next(fed_.source()), std::nullopt) << "nothing new, nothing to send";
  }
}

TEST_F(FeederTest, AsksForAFreshCosignatureOnWhatIsCosignedOnlyWhenTold) {
  fed_.log.grow(3);
  ASSERT_TRUE(step(feeder_).cosignature);
  feeder_.ask_afresh();
  const FeedOutcome fresh = step(feeder_);
  ASSERT_TRUE(fresh.cosignature) << fresh.problem;
  EXPECT_EQ(fresh.cosignature->size.value, 3U);
  EXPECT_EQ(*feeder_.next(fed_.source()), std::nullopt) << "once";
}

TEST_F(FeederTest, TheLogMayGrowWhileARequestIsUnderWay) {
  fed_.log.grow(3);
  const auto request = *feeder_.next(fed_.source());
  const WireAnswer answer = witness_.add_checkpoint(request->body, kNow);
  fed_.log.grow(5);
  const FeedOutcome outcome = feeder_.take(fed_.source(), answer);
  ASSERT_TRUE(outcome.cosignature) << outcome.problem;
  EXPECT_EQ(outcome.cosignature->size.value, 3U);
  EXPECT_TRUE(outcome.again);
}

TEST_F(FeederTest, LearnsWhereTheWitnessStandsAfterAStart) {
  fed_.log.grow(9);
  step(feeder_);
  fed_.log.grow(2);
  Feeder fresh(witness_.verifier(), CosignerKind::witness);
  const FeedOutcome told = step(fresh);
  EXPECT_FALSE(told.cosignature);
  EXPECT_FALSE(told.alarm);
  EXPECT_TRUE(told.again);
  EXPECT_EQ(step(fresh).cosignature->size.value, 11U);
  EXPECT_EQ(fresh.attempts(), 0);
}

TEST_F(FeederTest, ASizeSaidAgainAndAgainIsNotAskedAtOnce) {
  fed_.log.grow(9);
  EXPECT_TRUE(sized("3").again);
  EXPECT_FALSE(sized("5").again);
  EXPECT_FALSE(sized("7").again);
  EXPECT_EQ(feeder_.attempts(), 3);
}

TEST_F(FeederTest, ALargerTreeThanWeSignedIsAnAlarm) {
  fed_.log.grow(9);
  const FeedOutcome outcome = sized("10");
  ASSERT_TRUE(outcome.alarm);
  EXPECT_EQ(outcome.alarm->kind, FeedAlarmKind::ahead);
  EXPECT_EQ(outcome.alarm->sentence,
            "witness.example/w1 has a checkpoint of ours over 10 entries, but we signed only 9");
  EXPECT_FALSE(outcome.again);
  EXPECT_EQ(feeder_.attempts(), 1);
}

TEST_F(FeederTest, AnotherHistoryIsAnAlarm) {
  SmallLog fork;
  fork.grow(5, "fork");
  ASSERT_EQ(witness_.add_checkpoint(fork.request(0, 5), kNow).status, 200);
  fed_.log.grow(9);
  EXPECT_TRUE(step(feeder_).again);
  const FeedOutcome outcome = step(feeder_);
  ASSERT_TRUE(outcome.alarm);
  EXPECT_EQ(outcome.alarm->kind, FeedAlarmKind::inconsistent);
}

TEST_F(FeederTest, AWitnessThatForgetsIsAnAlarmAndIsFedAgain) {
  fed_.log.grow(9);
  step(feeder_);
  store_ = {};
  fed_.log.grow(1);
  const FeedOutcome outcome = step(feeder_);
  ASSERT_TRUE(outcome.alarm);
  EXPECT_EQ(outcome.alarm->kind, FeedAlarmKind::went_back);
  EXPECT_TRUE(step(feeder_).cosignature);
}

TEST_F(FeederTest, AWitnessThatRefusesTheSizeItNamesIsAnAlarm) {
  fed_.log.grow(9);
  EXPECT_TRUE(sized("4").again);
  EXPECT_EQ(sized("4").alarm->kind, FeedAlarmKind::inconsistent);
}

TEST_F(FeederTest, TakesNoCosignatureButTheWitnessesOwnOnTheTreeItSent) {
  fed_.log.grow(9);
  const std::string text = format_checkpoint(fed_.log.checkpoint(9));
  const auto line = [&](const Cosigner& by, const std::string& on, std::uint64_t time_s) {
    return format_signature_line(cosign(on, by, time_s));
  };
  const Cosigner own = test_cosigner("witness.example/w1", 9);
  const std::string good = line(own, text, kNow);
  for (const std::string& body :
       {std::string(), std::string("thank you\n"), line(test_cosigner("other", 8), text, kNow),
        line(own, format_checkpoint(fed_.log.checkpoint(8)), kNow), line(own, text, 0),
        good + line(own, format_checkpoint(fed_.log.checkpoint(8)), kNow),
        good.substr(0, good.size() - 1)}) {
    const FeedOutcome outcome = answered(200, std::string(kNoteType), body);
    EXPECT_FALSE(outcome.cosignature) << body;
    EXPECT_FALSE(outcome.problem.empty());
    EXPECT_FALSE(outcome.again);
  }
  EXPECT_EQ(feeder_.attempts(), 7);
  const std::string among_others = line(test_cosigner("other", 8), text, kNow) + good;
  EXPECT_TRUE(answered(200, std::string(kNoteType), among_others).cosignature);
  EXPECT_EQ(feeder_.attempts(), 0);
}

TEST_F(FeederTest, OtherStatusesAndSilenceAreCountedAndSaid) {
  fed_.log.grow(9);
  EXPECT_EQ(answered(404, "text/plain", "no such log\nat all").problem,
            "it answered 404: no such log");
  EXPECT_EQ(answered(403, "text/plain", "").problem, "it answered 403");
  EXPECT_EQ(answered(429, "text/plain", std::string(5000, 'x')).problem.size(), 217U);
  EXPECT_EQ(sized("many").again, false);
  ASSERT_TRUE((*feeder_.next(fed_.source())).has_value());
  EXPECT_EQ(feeder_.failed("timed out").problem, "timed out");
  EXPECT_EQ(feeder_.attempts(), 5);
  EXPECT_TRUE(step(feeder_).cosignature);
  EXPECT_EQ(feeder_.attempts(), 0);
}

TEST(RetryDelay, DoublesUpToAMinuteAndIsSpread) {
  EXPECT_EQ(retry_delay_ms(1, 0), 250);
  EXPECT_EQ(retry_delay_ms(2, 0), 500);
  EXPECT_EQ(retry_delay_ms(4, 0), 2000);
  EXPECT_EQ(retry_delay_ms(9, 0), 60'000);
  EXPECT_EQ(retry_delay_ms(1'000'000, 0), 60'000);
  for (std::uint64_t dice = 0; dice < 1000; ++dice) {
    EXPECT_GE(retry_delay_ms(3, dice * 7919), 500);
    EXPECT_LE(retry_delay_ms(3, dice * 7919), 1000);
  }
}

/// A feeder and a mirror that talk until there is nothing left to say.
class MirrorFeederTest : public testing::Test {
 protected:
  std::vector<std::string> talk(Feeder& feeder) {
    std::vector<std::string> said;
    while (said.size() < 50) {
      const FeedSource source = fed_.source();
      const auto request = *feeder.next(source);
      if (!request) break;
      bodies_.push_back(request->body);
      const WireAnswer answer = request->path == "add-checkpoint"
                                    ? mirror_.add_checkpoint(request->body)
                                    : mirror_.add_entries(base::bytes_of(request->body), kNow);
      const FeedOutcome outcome = feeder.take(source, answer);
      said.push_back(request->path + " " + std::to_string(answer.status));
      if (outcome.alarm) said.push_back("alarm");
      if (!outcome.again) break;
    }
    return said;
  }

  using Said = std::vector<std::string>;
  Fed fed_;
  MemoryMirrorStore store_;
  Mirror mirror_ = *Mirror::open(test_cosigner("mirror.example/m1", 8), {fed_.log.known()}, store_);
  Feeder feeder_{mirror_.verifier(), CosignerKind::mirror};
  std::vector<std::string> bodies_;
};

TEST_F(MirrorFeederTest, SendsTheCheckpointThenAsksThenSendsTheEntries) {
  fed_.log.grow(300);
  EXPECT_EQ(talk(feeder_), (Said{"add-checkpoint 200", "add-entries 409", "add-entries 200"}));
  EXPECT_EQ(feeder_.cosigned_size().value, 300U);
  fed_.log.grow(5);
  EXPECT_EQ(talk(feeder_), (Said{"add-checkpoint 200", "add-entries 200"}))
      << "once it knows where the mirror stands it need not ask";
  EXPECT_EQ(fed_.entries_asked, 3);
}

TEST_F(MirrorFeederTest, AFreshCosignatureNeedsNoEntries) {
  fed_.log.grow(300);
  talk(feeder_);
  const int asked = fed_.entries_asked;
  EXPECT_EQ(talk(feeder_), Said{});
  feeder_.ask_afresh();
  EXPECT_EQ(talk(feeder_), (Said{"add-checkpoint 200", "add-entries 200"}));
  EXPECT_EQ(fed_.entries_asked, asked);
}

TEST_F(MirrorFeederTest, ALongLogGoesInSeveralRequests) {
  fed_.log.grow(256 * 70 + 11);
  EXPECT_EQ(talk(feeder_), (Said{"add-checkpoint 200", "add-entries 409", "add-entries 202",
                                 "add-entries 202", "add-entries 200"}));
  EXPECT_EQ(feeder_.cosigned_size(), fed_.log.tree().size());
  for (const std::string& body : bodies_) EXPECT_LE(body.size(), base::limits::kFeedBytes);
}

TEST_F(MirrorFeederTest, LargeEntriesGoInMoreRequests) {
  for (int package = 0; package < 3; ++package) fed_.log.grow(256, std::string(20'000, 'x'));
  EXPECT_EQ(talk(feeder_), (Said{"add-checkpoint 200", "add-entries 409", "add-entries 202",
                                 "add-entries 202", "add-entries 200"}));
}

TEST_F(MirrorFeederTest, AfterAStartItLearnsWhatTheMirrorHolds) {
  fed_.log.grow(300);
  talk(feeder_);
  Feeder fresh(mirror_.verifier(), CosignerKind::mirror);
  EXPECT_EQ(talk(fresh), (Said{"add-checkpoint 409", "add-checkpoint 200", "add-entries 200"}))
      << "nothing is sent twice";
  EXPECT_EQ(fresh.cosigned_size().value, 300U);
}

TEST_F(MirrorFeederTest, AMirrorThatLostEverythingIsFilledAgain) {
  fed_.log.grow(300);
  talk(feeder_);
  store_ = {};
  mirror_ = *Mirror::open(test_cosigner("mirror.example/m1", 8), {fed_.log.known()}, store_);
  fed_.log.grow(1);
  EXPECT_EQ(talk(feeder_), (Said{"add-checkpoint 409", "alarm"}));
  EXPECT_EQ(talk(feeder_), (Said{"add-checkpoint 200", "add-entries 409", "add-entries 200"}));
}

TEST_F(MirrorFeederTest, EntriesThatOnlyHalfArrivedAreNotSentAgain) {
  fed_.log.grow(600);
  const FeedSource source = fed_.source();
  feeder_.take(source, mirror_.add_checkpoint((*feeder_.next(source))->body));
  feeder_.take(source, mirror_.add_entries(base::bytes_of((*feeder_.next(source))->body), kNow));
  const std::string body = (*feeder_.next(source))->body;
  const auto cut = base::bytes_of(body).first(body.size() / 2);
  EXPECT_TRUE(feeder_.take(source, mirror_.add_entries(cut, kNow)).again);
  EXPECT_EQ(talk(feeder_), (Said{"add-entries 200"}));
  EXPECT_EQ(fed_.entries_asked, 5) << "three packages, then the two that were missing";
}

TEST_F(MirrorFeederTest, AMirrorOfAnotherHistoryIsAnAlarm) {
  SmallLog fork;
  fork.grow(5, "fork");
  std::swap(fed_.log, fork);
  talk(feeder_);
  std::swap(fed_.log, fork);
  fed_.log.grow(9);
  Feeder fresh(mirror_.verifier(), CosignerKind::mirror);
  EXPECT_EQ(talk(fresh), (Said{"add-checkpoint 409", "add-checkpoint 422", "alarm"}));
}

TEST_F(MirrorFeederTest, AMirrorAheadOfUsIsAnAlarm) {
  fed_.log.grow(9);
  talk(feeder_);
  SmallLog older;
  older.grow(4);
  std::swap(fed_.log, older);
  Feeder fresh(mirror_.verifier(), CosignerKind::mirror);
  EXPECT_EQ(talk(fresh), (Said{"add-checkpoint 409", "alarm"}));
}

}  // namespace
}  // namespace truceline::ledger

// SPDX-License-Identifier: Apache-2.0
#include "ledger/witness.hpp"

#include <functional>
#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "ledger/merkle_hash.hpp"
#include "ledger/small_log.hpp"

namespace truceline::ledger {
namespace {

constexpr std::uint64_t kNow = 1'500'000'000;
constexpr std::uint64_t kTenYears_s = std::uint64_t{3652} * 86'400;

/// Passes on to a store in memory, with trouble on demand.
class TroubledStore final : public WitnessStore {
 public:
  std::optional<base::Error> trouble;
  MemoryWitnessStore inner;
  int replaced = 0;
  std::function<void()> before_replace = [] {};

  base::Result<std::optional<std::string>> latest(std::string_view origin) override {
    return inner.latest(origin);
  }
  base::Result<void> replace(std::string_view origin, std::string_view expected,
                             std::string_view note) override {
    if (trouble) return *trouble;
    std::exchange(before_replace, [] {})();
    ++replaced;
    return inner.replace(origin, expected, note);
  }
};

class WitnessTest : public testing::Test {
 protected:
  WitnessTest() : witness_(opened()) { log_.grow(20); }

  Witness opened() {
    return *Witness::open(test_cosigner("witness.example/w1", 9), {log_.known(), other_.known()},
                          store_);
  }
  WireAnswer add(std::uint64_t old_size, std::uint64_t size, std::uint64_t time_s = kNow) {
    return witness_.add_checkpoint(log_.request(old_size, size), time_s);
  }
  /// The time of a good cosignature on the log's checkpoint of this size; 0 where it is none.
  std::uint64_t cosigned(const WireAnswer& answer, std::uint64_t size) {
    if (answer.status != 200) return 0;
    const VerifierKey key = witness_.verifier();
    const auto opened = verify_note(
        {format_checkpoint(log_.checkpoint(size)), *parse_signature_lines(answer.body)}, {&key, 1});
    return opened ? *cosigned_time_s(opened->verified.front()) : 0;
  }

  TroubledStore store_;
  SmallLog log_;
  SmallLog other_{"other.example/log", 2};
  Witness witness_;
};

TEST_F(WitnessTest, CosignsWhatGrewOutOfWhatItCosigned) {
  EXPECT_EQ(cosigned(add(0, 0), 0), kNow);
  EXPECT_EQ(cosigned(add(0, 7, kNow + 1), 7), kNow + 1);
  EXPECT_EQ(cosigned(add(7, 20, kNow + 2), 20), kNow + 2);
  EXPECT_EQ(cosigned(add(20, 20, kNow + 3), 20), kNow + 3) << "the same again, with a newer time";
}

TEST_F(WitnessTest, ServesTheNewestCheckpointWithBothSignatures) {
  EXPECT_EQ(witness_.checkpoint_of(origin_hash_hex(log_.origin())).status, 404);
  add(0, 7);
  const std::string line = add(7, 9).body;
  const WireAnswer served = witness_.checkpoint_of(origin_hash_hex(log_.origin()));
  EXPECT_EQ(served, (WireAnswer{200, std::string(kNoteType), log_.note(9) + line}));
  EXPECT_EQ(witness_.checkpoint_of(origin_hash_hex(other_.origin())).status, 404);
  EXPECT_EQ(witness_.checkpoint_of(origin_hash_hex("nobody")).status, 404);
  EXPECT_EQ(witness_.checkpoint_of("../secret").status, 404);
}

TEST_F(WitnessTest, DropsSignaturesOfStrangersFromWhatItKeeps) {
  const auto cosigned_by_stranger =
      log_.note(5) + format_signature_line(cosign(format_checkpoint(log_.checkpoint(5)),
                                                  test_cosigner("stranger.example", 77), 5));
  const WireAnswer answer =
      witness_.add_checkpoint(format_add_checkpoint({{0}, {}, cosigned_by_stranger}), kNow);
  EXPECT_EQ(cosigned(answer, 5), kNow);
  EXPECT_EQ(**store_.latest(log_.origin()), log_.note(5) + answer.body);
}

TEST_F(WitnessTest, KeepsLogsApart) {
  other_.grow(3, "other");
  EXPECT_EQ(add(0, 7).status, 200);
  EXPECT_EQ(witness_.add_checkpoint(other_.request(0, 3), kNow).status, 200);
  EXPECT_EQ(add(7, 9).status, 200);
  EXPECT_EQ(witness_.add_checkpoint(other_.request(2, 3), kNow).body, "3\n");
}

TEST_F(WitnessTest, AnswersMalformedBodiesWith400) {
  const std::string good = log_.request(0, 5);
  for (const std::string& body :
       {std::string(), std::string("old 0\n"), "old 00\n\n" + log_.note(5),
        "old -1\n\n" + log_.note(5), "old 0\nnot base64\n\n" + log_.note(5),
        "old 0\n" + log_.note(5), good.substr(0, good.size() - 1), "\n" + good,
        "old 0\n\n" + log_.origin() + "\n5\nnot a root\n\n" +
            log_.note(5).substr(log_.note(5).find("\n\n") + 2),
        std::string(base::limits::kAddCheckpointBytes + 1, 'x')})
    EXPECT_EQ(witness_.add_checkpoint(body, kNow).status, 400) << body;
  EXPECT_EQ(store_.replaced, 0);
}

TEST_F(WitnessTest, AnswersAnOldSizeAboveTheNewWith400) {
  EXPECT_EQ(witness_.add_checkpoint(format_add_checkpoint({{6}, {}, log_.note(5)}), kNow).status,
            400);
  add(0, 6);
  EXPECT_EQ(witness_.add_checkpoint(format_add_checkpoint({{6}, {}, log_.note(5)}), kNow).status,
            400)
      << "even where the old size is our latest";
}

TEST_F(WitnessTest, AnswersAnUnknownOriginWith404WhateverItsSignature) {
  SmallLog unknown("unknown.example", 1);
  EXPECT_EQ(witness_.add_checkpoint(unknown.request(0, 0), kNow).status, 404);
  const Checkpoint of_unknown{"unknown.example", {0}, empty_root(), {}};
  const std::string by_us = *sign_note(format_checkpoint(of_unknown), log_.signer());
  EXPECT_EQ(witness_.add_checkpoint(format_add_checkpoint({{0}, {}, by_us}), kNow).status, 404);
}

TEST_F(WitnessTest, AnswersWhatTheLogDidNotSignWith403) {
  SmallLog imposter(log_.origin(), 66);
  imposter.grow(5);
  EXPECT_EQ(witness_.add_checkpoint(imposter.request(0, 5), kNow).status, 403);
  std::string note = log_.note(5);
  note[note.size() - 4] = note[note.size() - 4] == 'A' ? 'B' : 'A';
  EXPECT_EQ(witness_.add_checkpoint(format_add_checkpoint({{0}, {}, note}), kNow).status, 403)
      << "a line by a known key that fails";
  EXPECT_EQ(
      witness_.add_checkpoint(format_add_checkpoint({{9}, {}, imposter.note(5)}), kNow).status, 403)
      << "asked before the sizes are looked at";
  const std::string by_other = *sign_note(format_checkpoint(log_.checkpoint(5)), other_.signer());
  EXPECT_EQ(witness_.add_checkpoint(format_add_checkpoint({{0}, {}, by_other}), kNow).status, 403)
      << "a key it knows, but of another log";
}

TEST_F(WitnessTest, AnswersAnotherOldSizeWith409AndItsOwn) {
  const WireAnswer never{409, std::string(kSizeType), "0\n"};
  EXPECT_EQ(add(3, 7), never);
  add(0, 7);
  const WireAnswer seven{409, std::string(kSizeType), "7\n"};
  EXPECT_EQ(add(0, 7), seven);
  EXPECT_EQ(add(6, 9), seven);
  EXPECT_EQ(add(9, 12), seven);
  EXPECT_EQ(add(0, 5), seven) << "a smaller tree is no exception";
  EXPECT_EQ(
      witness_.add_checkpoint(
          format_add_checkpoint({{3}, *log_.tree().consistency_proof({7}, {9}), log_.note(9)}),
          kNow),
      seven)
      << "asked before the proof is looked at";
}

TEST_F(WitnessTest, AnswersWhatDoesNotFollowWith422) {
  SmallLog fork;
  fork.grow(5);
  fork.grow(10, "fork");
  const auto ask = [&](std::uint64_t old_size, Proof proof, const std::string& note) {
    return witness_
        .add_checkpoint(format_add_checkpoint({{old_size}, std::move(proof), note}), kNow)
        .status;
  };
  const Checkpoint empty_but_not{log_.origin(), {0}, *log_.tree().root({3}), {}};
  EXPECT_EQ(ask(0, {}, *sign_checkpoint(empty_but_not, log_.signer())), 422);
  EXPECT_EQ(ask(0, {base::Hash{}}, log_.note(7)), 422) << "nothing to prove from size 0";
  ASSERT_EQ(add(0, 7).status, 200);
  EXPECT_EQ(ask(7, {}, fork.note(7)), 422) << "the same size, another root";
  EXPECT_EQ(ask(7, {base::Hash{}}, log_.note(7)), 422);
  EXPECT_EQ(ask(7, *fork.tree().consistency_proof({7}, {12}), fork.note(12)), 422);
  EXPECT_EQ(ask(7, *log_.tree().consistency_proof({7}, {12}), fork.note(12)), 422);
  EXPECT_EQ(ask(7, *log_.tree().consistency_proof({6}, {12}), log_.note(12)), 422);
  EXPECT_EQ(ask(7, {}, log_.note(12)), 422);
  EXPECT_EQ(witness_.checkpoint_of(origin_hash_hex(log_.origin())).body.find(fork.note(12)),
            std::string::npos);
  EXPECT_EQ(add(7, 12).status, 200) << "none of it was kept";
}

TEST_F(WitnessTest, NeverAnswersBeforeTheStoreHasKeptIt) {
  store_.trouble = base::Error{base::ErrorCode::unavailable, "disk full", {}, {}};
  EXPECT_EQ(add(0, 7), (WireAnswer{503, std::string(kNoteType), "disk full\n"}));
  store_.trouble = base::Error{base::ErrorCode::corrupt, "page 3 is damaged", {}, {}};
  EXPECT_EQ(add(0, 7).status, 500);
  store_.trouble.reset();
  EXPECT_EQ(add(7, 9).body, "0\n");
}

TEST_F(WitnessTest, WhoLostARaceLooksAgain) {
  add(0, 3);
  const auto slow = witness_.consider(log_.request(3, 5), kNow);
  const auto fast = witness_.consider(log_.request(3, 9), kNow);
  EXPECT_EQ(witness_.conclude(fast)->status, 200);
  EXPECT_EQ(witness_.conclude(slow), std::nullopt);
  EXPECT_EQ(witness_.conclude(witness_.consider(log_.request(3, 5), kNow))->body, "9\n");
}

TEST_F(WitnessTest, TheSameAskedTwiceAtOnceIsCosignedTwice) {
  add(0, 3);
  store_.before_replace = [&] {
    Witness other = opened();
    EXPECT_EQ(cosigned(other.add_checkpoint(log_.request(3, 3), kNow + 1), 3), kNow + 1);
  };
  EXPECT_EQ(cosigned(add(3, 3), 3), kNow + 1) << "no size is refused that is ours";
}

TEST_F(WitnessTest, ItsTimeNeverGoesBack) {
  EXPECT_EQ(cosigned(add(0, 3, kNow), 3), kNow);
  EXPECT_EQ(cosigned(add(3, 4, kNow - 1), 4), kNow);
  EXPECT_EQ(cosigned(add(4, 5, kNow + 5), 5), kNow + 5);
  Witness again = opened();
  EXPECT_EQ(cosigned(again.add_checkpoint(log_.request(5, 6), 1), 6), kNow + 5)
      << "not even after a start";
  other_.grow(1);
  EXPECT_EQ(again.add_checkpoint(other_.request(0, 1), 2).status, 200);
  const auto note =
      open_own_note(**store_.latest(other_.origin()), other_.origin(), witness_.verifier());
  EXPECT_EQ(note->time_s, kNow + 5) << "not even for another log";
}

TEST_F(WitnessTest, AClockThatJumpsTenYearsBackMovesNoTimeAndRefusesNobody) {
  EXPECT_EQ(cosigned(add(0, 3, kNow), 3), kNow);
  EXPECT_EQ(cosigned(add(3, 4, kNow - kTenYears_s), 4), kNow);
  EXPECT_EQ(cosigned(add(4, 4, kNow - kTenYears_s), 4), kNow);
  EXPECT_EQ(cosigned(add(4, 5, kNow + kTenYears_s), 5), kNow + kTenYears_s);
  EXPECT_EQ(cosigned(add(5, 6, kNow), 6), kNow + kTenYears_s);
  EXPECT_EQ(add(5, 7, kNow - kTenYears_s).body, "6\n") << "what follows what is no clock's matter";
}

TEST_F(WitnessTest, GoesOnAfterAStart) {
  add(0, 7);
  Witness again = opened();
  EXPECT_EQ(again.add_checkpoint(log_.request(0, 9), kNow).body, "7\n");
  EXPECT_EQ(cosigned(again.add_checkpoint(log_.request(7, 9), kNow), 9), kNow);
}

TEST_F(WitnessTest, TwoProcessesOnOneStoreGoOnAfterEachOther) {
  Witness second = opened();
  EXPECT_EQ(add(0, 7).status, 200);
  EXPECT_EQ(second.add_checkpoint(log_.request(7, 9), kNow).status, 200);
  EXPECT_EQ(add(9, 10).status, 200);
}

TEST_F(WitnessTest, RefusesToStartOnADamagedOrForeignStore) {
  add(0, 7);
  const std::string kept = **store_.latest(log_.origin());
  EXPECT_EQ(
      Witness::open(test_cosigner("witness.example/w1", 10), {log_.known()}, store_).error().code,
      base::ErrorCode::corrupt);
  std::string damaged = kept;
  damaged[log_.origin().size() + 1] = '8';  // the size
  ASSERT_TRUE(store_.replace(log_.origin(), kept, damaged));
  EXPECT_EQ(
      Witness::open(test_cosigner("witness.example/w1", 9), {log_.known()}, store_).error().code,
      base::ErrorCode::corrupt);
  EXPECT_EQ(add(7, 9).status, 500) << "found while running";
  EXPECT_EQ(add(8, 9).status, 500);
  EXPECT_EQ(witness_.checkpoint_of(origin_hash_hex(log_.origin())).status, 500);
}

TEST_F(WitnessTest, RefusesLogsItCouldNotTellApart) {
  const auto code = [&](std::vector<KnownLog> logs) {
    return Witness::open(test_cosigner("w", 9), std::move(logs), store_).error().code;
  };
  EXPECT_EQ(code({log_.known(), log_.known()}), base::ErrorCode::invalid_input);
  EXPECT_EQ(code({{log_.origin(), {}}}), base::ErrorCode::invalid_input);
  EXPECT_EQ(code({{"another name", log_.known().keys}}), base::ErrorCode::invalid_input);
  EXPECT_EQ(code({{log_.origin(), other_.known().keys}}), base::ErrorCode::invalid_input);
  EXPECT_EQ(code(std::vector<KnownLog>(base::limits::kKnownLogs + 1, log_.known())),
            base::ErrorCode::too_large);
}

TEST_F(WitnessTest, ALogMayChangeItsKey) {
  SmallLog renewed(log_.origin(), 3);
  renewed.grow(9);
  add(0, 7);
  KnownLog both = log_.known();
  both.keys.push_back(renewed.signer().verifier());
  Witness later = *Witness::open(test_cosigner("witness.example/w1", 9), {both}, store_);
  EXPECT_EQ(later.add_checkpoint(renewed.request(7, 9), kNow).status, 200);
}

}  // namespace
}  // namespace truceline::ledger

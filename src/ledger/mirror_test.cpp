// SPDX-License-Identifier: Apache-2.0
#include "ledger/mirror.hpp"

#include <functional>
#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "ledger/mirror_info.hpp"
#include "ledger/small_log.hpp"

namespace truceline::ledger {
namespace {

constexpr std::uint64_t kNow = 1'500'000'000;
constexpr std::uint64_t kTenYears_s = std::uint64_t{3652} * 86'400;

/// Passes on to a store in memory, with trouble on demand.
class TroubledStore final : public MirrorStore {
 public:
  std::optional<base::Error> append_trouble;
  std::function<void()> before_write = [] {};
  std::optional<std::uint64_t> flipped;  ///< An entry that is read back changed.
  MemoryMirrorStore inner;

  base::Result<MirrorState> state(std::string_view origin) override { return inner.state(origin); }
  base::Result<void> replace_pending(std::string_view origin, std::string_view expected,
                                     std::span<const std::string> pending) override {
    meanwhile();
    return inner.replace_pending(origin, expected, pending);
  }
  base::Result<void> append(std::string_view origin, base::TreeSize at,
                            std::span<const base::BytesView> entries) override {
    if (append_trouble) return *append_trouble;
    meanwhile();
    return inner.append(origin, at, entries);
  }
  base::Result<void> scan(std::string_view origin, base::EntryIndex from, base::EntryIndex to,
                          const EntryVisitor& visit) override {
    return inner.scan(origin, from, to, [&](base::EntryIndex index, base::BytesView entry) {
      base::Bytes read(entry.begin(), entry.end());
      if (flipped == index.value) read[0] ^= 1;
      return visit(index, read);
    });
  }
  base::Result<void> publish(std::string_view origin, std::string_view expected,
                             std::string_view note, base::BytesView frontier) override {
    meanwhile();
    return inner.publish(origin, expected, note, frontier);
  }

 private:
  void meanwhile() {
    std::exchange(before_write, [] {})();
  }
};

class MirrorTest : public testing::Test {
 protected:
  MirrorTest() : mirror_(opened()) { log_.grow(700); }

  Mirror opened() {
    return *Mirror::open(test_cosigner("mirror.example/m1", 8), {log_.known()}, store_);
  }
  int promise(std::uint64_t old_size, std::uint64_t size) {
    return mirror_.add_checkpoint(log_.request(old_size, size)).status;
  }
  /// An add-entries body for [start, end) with the first `packages` of its packages.
  base::Bytes upload(std::uint64_t start, std::uint64_t end, std::uint64_t packages = 99,
                     const SmallLog* from = nullptr) {
    const SmallLog& log = from != nullptr ? *from : log_;
    base::Bytes body;
    EXPECT_TRUE(append_upload_range({log_.origin(), start, end, {}}, body));
    for (std::uint64_t i = 0; i < std::min(packages, package_count(start, end)); ++i) {
      const PackageRange range = package_range(start, end, i);
      std::vector<base::BytesView> entries;
      for (std::uint64_t n = range.start; n < range.end; ++n) entries.push_back(log.leaves()[n]);
      EXPECT_TRUE(append_package(range, entries, log.tree(), end, body));
    }
    return body;
  }
  WireAnswer add(std::uint64_t start, std::uint64_t end, std::uint64_t packages = 99) {
    return mirror_.add_entries(upload(start, end, packages), kNow);
  }
  static WireAnswer info(int status, std::uint64_t size, std::uint64_t next) {
    return {status, std::string(kMirrorInfoType), format_mirror_info({{size}, next, {}})};
  }
  std::uint64_t cosigned(const WireAnswer& answer, std::uint64_t size) {
    if (answer.status != 200) return 0;
    const VerifierKey key = mirror_.verifier();
    const auto opened = verify_note(
        {format_checkpoint(log_.checkpoint(size)), *parse_signature_lines(answer.body)}, {&key, 1});
    return opened ? *cosigned_time_s(opened->verified.front()) : 0;
  }
  std::uint64_t held() { return store_.state(log_.origin())->entries.value; }

  TroubledStore store_;
  SmallLog log_;
  Mirror mirror_;
};

TEST_F(MirrorTest, CosignsWhenItHoldsEverything) {
  EXPECT_EQ(mirror_.add_checkpoint(log_.request(0, 600)),
            (WireAnswer{200, std::string(kNoteType), ""}))
      << "a promise is not a cosignature";
  EXPECT_EQ(mirror_.checkpoint_of(origin_hash_hex(log_.origin())).status, 404);
  EXPECT_EQ(add(0, 600, 2), info(202, 600, 512));
  EXPECT_EQ(mirror_.checkpoint_of(origin_hash_hex(log_.origin())).status, 404);
  const WireAnswer last = add(512, 600);
  EXPECT_EQ(cosigned(last, 600), kNow);
  EXPECT_EQ(mirror_.checkpoint_of(origin_hash_hex(log_.origin())).body, log_.note(600) + last.body);
  EXPECT_EQ(promise(600, 700), 200);
  EXPECT_EQ(cosigned(add(600, 700), 700), kNow) << "the middle of a package is where it goes on";
}

TEST_F(MirrorTest, TheEmptyLogIsSoonMirrored) {
  EXPECT_EQ(promise(0, 0), 200);
  EXPECT_EQ(cosigned(add(0, 0), 0), kNow);
}

TEST_F(MirrorTest, AnswersACheckpointAsAWitnessDoes) {
  SmallLog fork;
  fork.grow(5);
  fork.grow(10, "fork");
  EXPECT_EQ(mirror_.add_checkpoint("old 0\n").status, 400);
  EXPECT_EQ(mirror_.add_checkpoint(SmallLog("unknown.example", 1).request(0, 0)).status, 404);
  EXPECT_EQ(mirror_.add_checkpoint(SmallLog(log_.origin(), 66).request(0, 0)).status, 403);
  EXPECT_EQ(promise(0, 9), 200);
  EXPECT_EQ(mirror_.add_checkpoint(log_.request(3, 12)),
            (WireAnswer{409, std::string(kSizeType), "9\n"}));
  EXPECT_EQ(mirror_.add_checkpoint(fork.request(9, 12)).status, 422);
  EXPECT_EQ(mirror_.add_checkpoint(fork.request(9, 9)).status, 422);
  EXPECT_EQ(promise(9, 9), 200);
  EXPECT_EQ(promise(9, 12), 200);
}

TEST_F(MirrorTest, AnswersUnusableUploads) {
  EXPECT_EQ(add(0, 600).status, 422) << "no checkpoint yet";
  promise(0, 600);
  EXPECT_EQ(mirror_.add_entries({}, kNow).status, 400);
  base::Bytes stranger;
  ASSERT_TRUE(append_upload_range({"unknown.example", 0, 600, {}}, stranger));
  EXPECT_EQ(mirror_.add_entries(stranger, kNow).status, 404);
  EXPECT_EQ(add(0, 600, 0).status, 400) << "no package";
  const base::Bytes whole = upload(0, 600);
  EXPECT_EQ(mirror_.add_entries(base::BytesView(whole).first(500), kNow).status, 400);
  EXPECT_EQ(held(), 0U);
}

TEST_F(MirrorTest, SaysWhereItStandsToThoseWhoAreElsewhere) {
  promise(0, 600);
  EXPECT_EQ(add(0, 599), info(409, 600, 0)) << "no such checkpoint";
  EXPECT_EQ(add(256, 600), info(409, 600, 0)) << "a hole";
  EXPECT_EQ(add(600, 600), info(409, 600, 0)) << "the way to ask where it stands";
  add(0, 600);
  promise(600, 700);
  EXPECT_EQ(add(700, 700), info(409, 700, 600));
  EXPECT_EQ(cosigned(add(600, 600), 600), kNow) << "the mirror checkpoint itself, once more";
  add(600, 700);
  EXPECT_EQ(add(600, 600), info(409, 700, 700)) << "never a smaller one";
}

TEST_F(MirrorTest, KeepsTheWholePackagesOfABrokenUpload) {
  promise(0, 700);
  const base::Bytes whole = upload(0, 700);
  EXPECT_EQ(mirror_.add_entries(base::BytesView(whole).first(whole.size() - 1), kNow),
            info(202, 700, 512));
  EXPECT_EQ(cosigned(add(0, 700), 700), kNow) << "what it holds already may be sent again";
}

TEST_F(MirrorTest, RefusesEntriesThatAreNotUnderTheCheckpoint) {
  SmallLog fork;
  fork.grow(300);
  fork.grow(400, "fork");
  promise(0, 700);
  EXPECT_EQ(mirror_.add_entries(upload(0, 700, 99, &fork), kNow).status, 422);
  EXPECT_EQ(held(), 0U) << "even the same entries need a proof under this checkpoint";
  base::Bytes mixed = upload(0, 700, 2);
  mixed[mixed.size() - 40] ^= 1;
  EXPECT_EQ(mirror_.add_entries(mixed, kNow).status, 422);
  EXPECT_EQ(held(), 256U) << "what came before the bad package is good";
  EXPECT_EQ(cosigned(add(256, 700), 700), kNow);
}

TEST_F(MirrorTest, TakesUploadsToAnyOfTheLastCheckpoints) {
  std::uint64_t size = 0;
  for (std::size_t i = 0; i <= base::limits::kPendingCheckpoints; ++i, size += 50)
    EXPECT_EQ(promise(size == 0 ? 0 : size - 50, size), 200);
  EXPECT_EQ(store_.state(log_.origin())->pending.size(), base::limits::kPendingCheckpoints);
  EXPECT_EQ(add(0, 0), info(409, 400, 0)) << "the oldest is forgotten";
  EXPECT_EQ(cosigned(add(0, 50), 50), kNow);
  EXPECT_EQ(cosigned(add(50, 400), 400), kNow);
}

TEST_F(MirrorTest, RefusesUploadsThatAreMostlyOld) {
  log_.grow(9000);
  promise(0, 9700);
  EXPECT_EQ(add(0, 9700, 32), info(202, 9700, 8192));
  EXPECT_EQ(add(8192, 9700, 1), info(202, 9700, 8448));
  EXPECT_EQ(add(0, 9700, 32), info(409, 9700, 8448));
  EXPECT_EQ(cosigned(add(8448, 9700), 9700), kNow);
}

TEST_F(MirrorTest, NeverCosignsWhatItDoesNotReadBack) {
  promise(0, 600);
  store_.flipped = 17;
  EXPECT_EQ(add(0, 600).status, 500);
  EXPECT_EQ(store_.state(log_.origin())->checkpoint, "");
  store_.flipped.reset();
  EXPECT_EQ(cosigned(add(600, 600), 600), kNow);
}

TEST_F(MirrorTest, NeverAnswersBeforeTheStoreHasIt) {
  promise(0, 600);
  store_.append_trouble = base::Error{base::ErrorCode::unavailable, "disk full", {}, {}};
  EXPECT_EQ(add(0, 600).status, 503);
  store_.append_trouble.reset();
  EXPECT_EQ(add(600, 600), info(409, 600, 0));
}

TEST_F(MirrorTest, UploadsAtOnceDoNotDisturbEachOther) {
  promise(0, 600);
  store_.before_write = [&] { EXPECT_EQ(add(0, 600, 2).status, 202); };
  EXPECT_EQ(add(0, 600, 1), info(202, 600, 512)) << "two packages were faster";
  promise(600, 700);
  store_.before_write = [&] { EXPECT_EQ(cosigned(add(512, 700), 700), kNow); };
  EXPECT_EQ(add(512, 600).status, 409) << "never back to a smaller tree";
  EXPECT_EQ(held(), 700U);
  EXPECT_EQ(cosigned(add(700, 700), 700), kNow);
}

TEST_F(MirrorTest, ACheckpointThatLostARaceMayComeAgain) {
  promise(0, 600);
  store_.before_write = [&] { EXPECT_EQ(promise(600, 650), 200); };
  EXPECT_EQ(promise(600, 700), 503);
  EXPECT_EQ(promise(650, 700), 200);
}

TEST_F(MirrorTest, ItsTimeNeverGoesBack) {
  promise(0, 600);
  add(0, 600);
  Mirror again = opened();
  EXPECT_EQ(cosigned(again.add_entries(upload(600, 600), 5), 600), kNow);
  EXPECT_EQ(cosigned(again.add_entries(upload(600, 600), kNow + 5), 600), kNow + 5);
}

TEST_F(MirrorTest, AClockThatJumpsTenYearsBackMovesNoTimeAndRefusesNobody) {
  const auto add_at = [this](std::uint64_t start, std::uint64_t end, std::uint64_t time_s) {
    return cosigned(mirror_.add_entries(upload(start, end), time_s), end);
  };
  promise(0, 600);
  EXPECT_EQ(add_at(0, 600, kNow), kNow);
  promise(600, 650);
  EXPECT_EQ(add_at(600, 650, kNow - kTenYears_s), kNow);
  promise(650, 680);
  EXPECT_EQ(add_at(650, 680, kNow + kTenYears_s), kNow + kTenYears_s);
  promise(680, 700);
  EXPECT_EQ(add_at(680, 700, kNow), kNow + kTenYears_s);
}

TEST_F(MirrorTest, GoesOnAfterAStartInTheMiddleOfAnUpload) {
  promise(0, 600);
  add(0, 600, 1);
  Mirror again = opened();
  EXPECT_EQ(cosigned(again.add_entries(upload(256, 600), kNow), 600), kNow);
}

TEST_F(MirrorTest, RefusesToStartOnADamagedOrForeignStore) {
  promise(0, 600);
  add(0, 600);
  const auto code = [&](std::uint8_t key) {
    return Mirror::open(test_cosigner("mirror.example/m1", key), {log_.known()}, store_)
        .error()
        .code;
  };
  EXPECT_EQ(code(7), base::ErrorCode::corrupt) << "another key";
  const MirrorState state = *store_.state(log_.origin());
  base::Bytes frontier = state.frontier;
  frontier.back() ^= 1;
  ASSERT_TRUE(store_.publish(log_.origin(), state.checkpoint, state.checkpoint, frontier));
  EXPECT_EQ(code(8), base::ErrorCode::corrupt);
}

}  // namespace
}  // namespace truceline::ledger

// SPDX-License-Identifier: Apache-2.0
//
// The disk fails, the process is killed, or the power goes, at each file system call of a witness,
// of a mirror and of its desk. Afterwards: what was cosigned is remembered and never contradicted,
// a mirror holds all it said it holds, no promise is forgotten, and each goes on.
#include <gtest/gtest.h>
#include <iostream>
#include <map>

#include "app/fault_run.hpp"
#include "app/mirrored_log.hpp"
#include "app/submission_store.hpp"
#include "app/temporary_folder.hpp"
#include "app/witness_store.hpp"
#include "ledger/add_entries.hpp"
#include "ledger/mirror.hpp"
#include "ledger/small_log.hpp"
#include "ledger/witness.hpp"

namespace truceline::app {
namespace {

using ledger::SmallLog;

constexpr std::uint64_t kTime = 1'500'000'000;
constexpr std::int64_t kSamples = 8;
const std::array<std::uint64_t, 4> kSizes = {5, 300, 301, 700};  // of the log's checkpoints

const SqliteOptions kTroubled{.busy_ms = 100, .wal_pages_max = 16, .vfs = kFailingVfs};
const ledger::Cosigner kCosigner = ledger::test_cosigner("cosigner.example", 9);

/// What the log is, and a second history of it that agrees in the first 3 entries only.
const SmallLog& honest() {
  static const SmallLog log = [] {
    SmallLog made("ledger.example/valley");
    made.grow(800);
    return made;
  }();
  return log;
}
const SmallLog& forked() {
  static const SmallLog log = [] {
    SmallLog made("ledger.example/valley");
    made.grow(3);
    made.grow(900, "other");
    return made;
  }();
  return log;
}

/// The largest number after `word` in what was told; 0 where there is none.
std::uint64_t largest(const ChildEnd& end, std::string_view word) {
  std::uint64_t most = 0;
  for (const std::string& line : end.told)
    if (line.starts_with(word))
      most = std::max<std::uint64_t>(most, std::stoull(line.substr(word.size())));
  return most;
}

class CosignerFaultTest : public testing::Test {
 protected:
  using Work = std::function<void(const std::filesystem::path&, Teller&)>;
  using Check = std::function<void(const std::filesystem::path&, const ChildEnd&)>;

  /// `work` on a copy of `prepared`, disturbed in every way at every call; then `check`.
  static void try_everything(const std::filesystem::path& prepared, const Work& work,
                             const Check& check) {
    register_failing_vfs();
    const auto run = [&](const FaultPlan& plan) {
      const TemporaryFolder folder;
      const std::filesystem::path path = folder.path() / "state.sqlite";
      std::filesystem::copy_file(prepared, path);
      const ChildEnd end = run_with_fault(plan, [&](Teller& teller) { work(path, teller); });
      check(path, end);
      return end;
    };
    ASSERT_GE(run({}).told.size(), 3U);
    std::int64_t calls = 0;  // the first number that is not reached
    for (std::int64_t step = 1024; step > 0; step /= 2)
      while (run({Fault::kill_before, calls + step}).reached) calls += step;
    ASSERT_GT(calls, 10);
    int tried = 0;
    int ended = 0;
    for_every_fault(calls, kSamples, [&](const FaultPlan& plan) {
      const ChildEnd end = run(plan);
      ++tried;
      ended += end.killed || end.exit_code != 0;
      if (testing::Test::HasFailure()) FAIL() << plan;
    });
    std::cout << calls << " calls of the file system; " << tried << " faults tried, " << ended
              << " of them ended the process\n";
    EXPECT_GT(ended, 0) << "or nothing was tested";
  }

  TemporaryFolder folder_;
  const std::filesystem::path prepared_ = folder_.path() / "prepared.sqlite";
};

ledger::Witness open_witness(SqliteWitnessStore& store) {
  auto witness = ledger::Witness::open(kCosigner, {honest().known()}, store);
  EXPECT_TRUE(witness) << witness.error().to_string();
  return *std::move(witness);
}

TEST_F(CosignerFaultTest, AWitnessNeverForgetsWhatItCosigned) {
  ASSERT_TRUE(SqliteWitnessStore::create(prepared_));
  const Work work = [](const std::filesystem::path& path, Teller& teller) {
    const auto store = SqliteWitnessStore::open(path, kTroubled);
    auto witness = ledger::Witness::open(kCosigner, {honest().known()}, **store);
    teller.arm();
    std::uint64_t old = 0;
    for (const std::uint64_t size : kSizes)
      for (int attempt = 0; attempt < 2 && old != size; ++attempt) {
        if (witness->add_checkpoint(honest().request(old, size), kTime).status != 200) continue;
        teller.tell("cosigned " + std::to_string(size));
        old = size;
      }
  };
  const Check check = [](const std::filesystem::path& path, const ChildEnd& end) {
    const auto store = SqliteWitnessStore::open(path);
    ASSERT_TRUE(store) << store.error().to_string();
    ledger::Witness witness = open_witness(**store);
    const std::uint64_t told = largest(end, "cosigned ");
    // Whatever was answered is remembered; a size in between may be too.
    const auto asked = witness.add_checkpoint(honest().request(0, 800), kTime);
    if (told == 0 && asked.status == 200) return;
    ASSERT_EQ(asked.status, 409) << asked.body;
    const std::uint64_t kept = std::stoull(asked.body);
    EXPECT_GE(kept, told);
    for (const std::uint64_t old : {std::uint64_t{0}, std::uint64_t{3}, kept})
      EXPECT_NE(witness.add_checkpoint(forked().request(old, 900), kTime).status, 200);
    EXPECT_EQ(witness.add_checkpoint(honest().request(kept, 800), kTime).status, 200);
  };
  try_everything(prepared_, work, check);
}

/// The body that brings [from, size) of the log to a mirror.
std::string upload(const SmallLog& log, std::uint64_t from, std::uint64_t size) {
  base::Bytes body;
  EXPECT_TRUE(ledger::append_upload_range({log.origin(), from, size, {}}, body));
  for (std::uint64_t i = 0; i < ledger::package_count(from, size); ++i) {
    const ledger::PackageRange range = ledger::package_range(from, size, i);
    const auto begin = log.leaves().begin();
    const std::vector<base::BytesView> entries(begin + static_cast<std::ptrdiff_t>(range.start),
                                               begin + static_cast<std::ptrdiff_t>(range.end));
    EXPECT_TRUE(ledger::append_package(range, entries, log.tree(), size, body));
  }
  return std::string(base::text_of(body));
}

/// Brings the mirror to `size`, from wherever it stands; false where it refuses.
bool bring(ledger::Mirror& mirror, SqliteMirrorStore& store, std::uint64_t size) {
  std::uint64_t old = 0;
  auto added = mirror.add_checkpoint(honest().request(old, size));
  if (added.status == 409) {
    old = std::stoull(added.body);
    if (old > size) return false;
    added = mirror.add_checkpoint(honest().request(old, size));
  }
  if (added.status != 200) return false;
  const auto state = store.state(honest().origin());
  if (!state || state->entries.value > size) return false;
  const std::string body = upload(honest(), state->entries.value, size);
  return mirror.add_entries(base::bytes_of(body), kTime).status == 200;
}

TEST_F(CosignerFaultTest, AMirrorHoldsAllItHasCosigned) {
  ASSERT_TRUE(SqliteMirrorStore::create(prepared_));
  const Work work = [](const std::filesystem::path& path, Teller& teller) {
    const auto store = SqliteMirrorStore::open(path, kTroubled);
    auto mirror = ledger::Mirror::open(kCosigner, {honest().known()}, **store);
    teller.arm();
    for (const std::uint64_t size : kSizes)
      if (bring(*mirror, **store, size) || bring(*mirror, **store, size))
        teller.tell("held " + std::to_string(size));
  };
  const Check check = [](const std::filesystem::path& path, const ChildEnd& end) {
    const auto store = SqliteMirrorStore::open(path);
    ASSERT_TRUE(store) << store.error().to_string();
    auto mirror = ledger::Mirror::open(kCosigner, {honest().known()}, **store);
    ASSERT_TRUE(mirror) << mirror.error().to_string();
    // Every entry is there and is the log's, and hashes to what was cosigned.
    MirroredLog log(honest().origin(), **store);
    const auto caught_up = log.catch_up();
    ASSERT_TRUE(caught_up) << caught_up.error().to_string();
    EXPECT_GE(log.published()->size.value, largest(end, "held "));
    const auto state = (*store)->state(honest().origin());
    ASSERT_TRUE(state);
    EXPECT_GE(state->entries.value, log.published()->size.value);
    std::uint64_t next = 0;
    ASSERT_TRUE((*store)->scan(honest().origin(), {0}, {state->entries.value},
                               [&](base::EntryIndex, base::BytesView entry) -> base::Result<void> {
                                 EXPECT_TRUE(std::ranges::equal(entry, honest().leaves()[next]));
                                 ++next;
                                 return {};
                               }));
    for (const std::uint64_t old : {std::uint64_t{0}, std::uint64_t{3}}) {
      if (largest(end, "held ") == 0) continue;  // nothing binds it yet
      EXPECT_NE(mirror->add_checkpoint(forked().request(old, 900)).status, 200);
    }
    EXPECT_TRUE(bring(*mirror, **store, 800)) << "it goes on";
  };
  try_everything(prepared_, work, check);
}

KeptSubmission numbered(std::uint8_t number) {
  KeptSubmission kept;
  kept.submission.envelope = "envelope " + std::to_string(number);
  kept.submission.body = "body " + std::to_string(number);
  kept.promise = "promise";
  kept.report.promise = {"mirror", "log", {}, {1000}, {2000}};
  kept.report.promise.entry.fill(number);
  return kept;
}

TEST_F(CosignerFaultTest, ADeskForgetsNoPromise) {
  ASSERT_TRUE(SubmissionStore::create(prepared_));
  const Work work = [](const std::filesystem::path& path, Teller& teller) {
    const auto store = SubmissionStore::open(path, kTroubled);
    teller.arm();
    for (std::uint8_t n = 1; n <= 4; ++n) {
      KeptSubmission kept = numbered(n);
      if ((*store)->add(kept)) teller.tell("promised " + std::to_string(n));
      kept.report.state = ledger::ForwardState::refused;
      if (n % 2 == 0 && (*store)->update(kept.report)) teller.tell("refused " + std::to_string(n));
    }
  };
  const Check check = [](const std::filesystem::path& path, const ChildEnd& end) {
    const auto store = SubmissionStore::open(path);
    ASSERT_TRUE(store) << store.error().to_string();
    for (const std::string& line : end.told) {
      const auto number = static_cast<std::uint8_t>(line.back() - '0');
      const auto found = (*store)->find(numbered(number).report.promise.entry);
      ASSERT_TRUE(found && *found) << line;
      EXPECT_EQ((*found)->submission.envelope, numbered(number).submission.envelope);
      const bool refused = (*found)->report.state == ledger::ForwardState::refused;
      EXPECT_TRUE(refused || !line.starts_with("refused"));
      EXPECT_EQ((*found)->submission.body.empty(), refused);
    }
  };
  try_everything(prepared_, work, check);
}

}  // namespace
}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
//
// Requests to one witness at the same time, in every order of their two steps (read and decide;
// keep and answer) that dice can bring. Whatever the order: no cosignature on a smaller tree than
// the one before it, or on a tree of another history.
#include <gtest/gtest.h>

#include "ledger/small_log.hpp"
#include "ledger/witness.hpp"
#include "simulation/dice.hpp"
#include "simulation/seeds.hpp"

namespace truceline::simulation {
namespace {

using ledger::MemoryWitnessStore;
using ledger::SmallLog;
using ledger::Witness;
using ledger::WitnessStore;

constexpr std::uint64_t kEntries = 64;
constexpr std::uint64_t kForkAt = 20;

/// What a witness would be without compare and replace.
class CarelessStore final : public WitnessStore {
 public:
  base::Result<std::optional<std::string>> latest(std::string_view origin) override {
    return inner_.latest(origin);
  }
  base::Result<void> replace(std::string_view origin, std::string_view,
                             std::string_view note) override {
    const auto kept = inner_.latest(origin);
    return inner_.replace(origin, kept->value_or(""), note);
  }

 private:
  MemoryWitnessStore inner_;
};

/// Two histories of one log, and every checkpoint of them signed beforehand.
struct Histories {
  Histories() {
    for (SmallLog* log : {&ours, &fork}) log->grow(kForkAt);
    ours.grow(kEntries - kForkAt);
    fork.grow(kEntries - kForkAt, "fork");
  }
  SmallLog ours;
  SmallLog fork;
};

/// What went wrong, or empty. Adds the number of races run to `races`.
template <class Store>
std::string race(std::uint64_t seed, const Histories& logs, std::uint64_t& races) {
  Dice dice(seed);
  Store store;
  // Two processes on one store: a race between them is lost in the store alone.
  std::vector<Witness> processes;
  for (int i = 0; i < 2; ++i)
    processes.push_back(*Witness::open(ledger::test_cosigner("w", 9), {logs.ours.known()}, store));
  std::uint64_t size = 0;  // of the newest cosignature
  bool in_fork = false;    // and its history, where it is beyond the fork
  struct Request {
    std::size_t process;
    std::uint64_t size;
    bool fork;
    std::optional<Witness::Considered> considered;
  };
  while (size < kEntries - 1) {
    std::vector<Request> open;
    for (std::uint64_t n = dice.between(2, 4); n > 0; --n)
      open.push_back(
          {dice.below(2), std::min(kEntries - 1, size + dice.below(5)), dice.chance(300), {}});
    ++races;
    const std::uint64_t began_at = size;
    while (!open.empty()) {
      const auto next = open.begin() + static_cast<std::ptrdiff_t>(dice.below(open.size()));
      Witness& witness = processes[next->process];
      if (!next->considered) {
        const SmallLog& log = next->fork ? logs.fork : logs.ours;
        next->considered = witness.consider(log.request(began_at, next->size), 1 + dice.below(99));
        continue;
      }
      const auto answer = witness.conclude(*next->considered);
      if (!answer) {
        next->considered.reset();
        continue;
      }
      if (answer->status == 200) {
        const bool beyond = std::min(size, next->size) > kForkAt;
        if (next->size < size)
          return "cosigned " + std::to_string(next->size) + " after " + std::to_string(size);
        if (beyond && next->fork != in_fork) return "cosigned two histories";
        size = next->size;
        in_fork = next->fork;
      }
      open.erase(next);
    }
  }
  return {};
}

TEST(WitnessRace, NeverCosignsASmallerOrAnotherTree) {
  const Histories logs;
  std::uint64_t races = 0;
  const Seeds seeds = seeds_or(TRUCELINE_RACES);
  for (std::uint64_t seed = seeds.from; seed <= seeds.to; ++seed)
    ASSERT_EQ(race<MemoryWitnessStore>(seed, logs, races), "") << replay(seed);
  RecordProperty("races", std::to_string(races));
}

TEST(WitnessRace, WithoutCompareAndReplaceItWould) {
  const Histories logs;
  std::uint64_t races = 0;
  std::uint64_t found = 0;
  for (std::uint64_t seed = 1; seed <= 50; ++seed)
    if (!race<CarelessStore>(seed, logs, races).empty()) ++found;
  EXPECT_GT(found, 0U) << "the races above prove nothing";
}

}  // namespace
}  // namespace truceline::simulation

// SPDX-License-Identifier: Apache-2.0
#include "receipts.hpp"

#include <algorithm>
#include <cstdio>
#include <random>

#include "app/group_commit.hpp"
#include "app/publisher.hpp"
#include "app/test_witness.hpp"
#include "ledger/quorum.hpp"
#include "signed_log.hpp"

namespace truceline::bench {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kMeanGapMs = 50;
constexpr auto kPatience = std::chrono::seconds(60);

struct Setting {
  int witnesses = 4;  ///< That answer.
  int absent = 0;     ///< Nobody listens for these.
  int refusing = 0;   ///< Among the witnesses.
  int needed = 3;
  std::chrono::milliseconds round_trip{200};

  std::string name() const {
    std::string text = "receipt, " + std::to_string(witnesses + absent) + " witnesses " +
                       std::to_string(round_trip.count()) + " ms away, " + std::to_string(needed) +
                       " needed";
    if (absent > 0) text += ", " + std::to_string(absent) + " down";
    if (refusing > 0) text += ", " + std::to_string(refusing) + " refusing";
    return text;
  }
};

/// A log and the witnesses that its policy names.
class WitnessedLog {
 public:
  explicit WitnessedLog(const Setting& setting) : reader_(log_.store()) {
    const auto key = key_of(kOrigin);
    const auto verifier = ledger::ed25519_verifier(kOrigin, key.public_key());
    std::string lines = "log " + ledger::format_vkey(verifier) + "\n";
    std::string group = "group g " + std::to_string(setting.needed);
    for (int i = 0; i < setting.witnesses + setting.absent; ++i) {
      const std::string name = "w" + std::to_string(i);
      group += " " + name;
      if (i >= setting.witnesses) {
        const ledger::Cosigner absent{"example.org/" + name, key_of(name)};
        lines += "witness " + name + " " + ledger::format_vkey(absent.verifier()) +
                 " http://127.0.0.1:1/\n";
        continue;
      }
      witnesses_.push_back(std::make_unique<app::TestWitness>(
          "example.org/" + name, verifier, ledger::CosignerKind::witness, setting.round_trip));
      if (i < setting.refusing) witnesses_.back()->set_mood(app::TestWitness::Mood::refusing);
      lines += witnesses_.back()->policy_line(name);
    }
    policy_.text = lines + group + "\nquorum g\n";
    policy_.policy = ledger::load_policy(policy_.text).value();
    publisher_ =
        app::Publisher::open(
            log_.store(), reader_,
            ledger::CheckpointSigner::open(log_.store(), {std::string(kOrigin), key}).value(),
            policy_, {})
            .value();
    publisher_->start({[this](base::TreeSize size) {
                         const std::lock_guard lock(mutex_);
                         covered_.emplace_back(size.value, Clock::now());
                         changed_.notify_all();
                       },
                       {},
                       {}});
    const auto log = ledger::Log::open(log_.store(), verifier).value();
    commit_ =
        std::make_unique<app::GroupCommit>(log, [this](base::TreeSize) { publisher_->wake(); });
  }
  ~WitnessedLog() {
    commit_->stop();
    publisher_->stop();
  }
  WitnessedLog(const WitnessedLog&) = delete;
  WitnessedLog& operator=(const WitnessedLog&) = delete;

  void hand_in(ledger::Record record) {
    const Clock::time_point now = Clock::now();
    INVARIANT(commit_->submit(std::move(record), [this, now](const auto& committed) {
      INVARIANT(committed.has_value());
      const std::lock_guard lock(mutex_);
      said_.emplace_back(committed->index.value, now);
    }));
  }

  /// The waits of all that was handed in, once all have receipts.
  std::vector<double> waits(std::size_t count) {
    std::unique_lock lock(mutex_);
    INVARIANT(changed_.wait_for(lock, kPatience, [&] {
      return said_.size() == count && !covered_.empty() && covered_.back().first >= count;
    }));
    std::vector<double> seconds;
    for (const auto& [index, when] : said_) {
      const auto covered = std::ranges::find_if(
          covered_, [index = index](const auto& one) { return one.first > index; });
      seconds.push_back(std::chrono::duration<double>(covered->second - when).count());
    }
    std::ranges::sort(seconds);
    return seconds;
  }

 private:
  TemporaryLog log_;
  app::StoreReader reader_;
  std::vector<std::unique_ptr<app::TestWitness>> witnesses_;
  app::MissionPolicy policy_;
  std::mutex mutex_;  // guards the next three
  std::condition_variable changed_;
  std::vector<std::pair<std::uint64_t, Clock::time_point>> said_;
  std::vector<std::pair<std::uint64_t, Clock::time_point>> covered_;
  std::unique_ptr<app::Publisher> publisher_;
  std::unique_ptr<app::GroupCommit> commit_;
};

Waits measure_one(const Options& options, const Setting& setting) {
  std::fprintf(stderr, "%s\n", setting.name().c_str());
  std::vector<ledger::Record> records = synthetic_records(options.seed, options.receipts);
  records.resize(options.receipts);  // enrolments come first, and wait no less
  WitnessedLog log(setting);
  std::mt19937_64 random(options.seed);
  for (const ledger::Record& record : records) {
    log.hand_in(record);
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % (2 * kMeanGapMs)));
  }
  return {setting.name(), log.waits(records.size())};
}

std::string milliseconds(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.0f", seconds * 1e3);
  return text;
}

}  // namespace

std::vector<Waits> measure_receipts(const Options& options) {
  std::vector<Waits> all;
  using std::chrono::milliseconds;
  for (const Setting& setting :
       {Setting{4, 0, 0, 3, milliseconds(200)}, Setting{4, 0, 0, 4, milliseconds(200)},
        Setting{6, 1, 1, 5, milliseconds(200)}, Setting{4, 0, 0, 3, milliseconds(0)}})
    if (setting.name().find(options.only) != std::string::npos)
      all.push_back(measure_one(options, setting));
  return all;
}

std::string waits_table(std::span<const Waits> all) {
  if (all.empty()) return {};
  std::string text =
      "| wait | statements | middle, ms | 99 of 100 within, ms | longest, ms |\n"
      "|---|---:|---:|---:|---:|\n";
  for (const Waits& waits : all) {
    const std::size_t count = waits.seconds.size();
    text += "| " + waits.path + " | " + std::to_string(count) + " | " +
            milliseconds(waits.seconds[count / 2]) + " | " +
            milliseconds(waits.seconds[std::min(count - 1, count * 99 / 100)]) + " | " +
            milliseconds(waits.seconds.back()) + " |\n";
  }
  return text;
}

}  // namespace truceline::bench

// SPDX-License-Identifier: Apache-2.0
//
// A mission kept up to date while others add to it: a thread follows the ledger, folds what is
// new, derives the findings, and publishes a snapshot that never changes again.
//
// The follower folds into a state of its own and publishes a copy of it, so that nothing that was
// published is ever touched. For 16,800 entries the copy takes 14 ms; deriving their findings 52.
// It remembers conflicts from one state to the next (engine::ConflictMemory).
#pragma once

#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "app/mission.hpp"
#include "app/published.hpp"
#include "app/store_reader.hpp"
#include "engine/conflicts.hpp"
#include "views/snapshot.hpp"

namespace truceline::app {

/// What changed: told once, on the following thread, after the snapshot is there for all.
struct News {
  std::shared_ptr<const views::Snapshot> snapshot;
  bool grew = false;  ///< There are new entries; else only the clock moved on.
  /// Findings in `snapshot` by ids never seen before, at most kFindingsTold: after an import of
  /// thousands it is cheaper to ask for the list again.
  engine::FindingList findings;
};
inline constexpr std::size_t kFindingsTold = 100;

/// Whether what is shown as of `shown` must be derived again: a minute later, and also where the
/// clock was set back, or what is overdue only in a wrong future would stay so until then.
bool is_outdated(base::TimeMs shown, base::TimeMs now);

/// at(), mission(), newest() and wake() may be called from any thread.
class LiveMission final : public views::SnapshotSource {
 public:
  using OnNews = std::function<void(const News&)>;
  using OnTrouble = std::function<void(const base::Error&)>;

  /// Folds the whole ledger: about half a second for 16,600 entries on two cores. REQUIRES:
  /// `mission` outlives this. `build` is the program's version.
  static base::Result<std::unique_ptr<LiveMission>> load(Mission& mission, std::string build);
  ~LiveMission() override;

  /// Who may speak, as of the entries that load() found.
  const engine::AuthorRegister& authors_as_loaded() const { return authors_as_loaded_; }
  base::TreeSize size_as_loaded() const { return size_as_loaded_; }

  /// Starts following; once. `on_trouble` hears of each failing attempt; the next follows soon.
  void follow(OnNews on_news, OnTrouble on_trouble);
  /// Have a look now: this process has appended. (What others append is noticed by itself.)
  void wake();
  /// Ends the thread; what is published stays. Idempotent.
  void stop();

  /// The entries and their tree. Any thread.
  StoreReader& ledger() { return *reader_; }

  std::shared_ptr<const views::Snapshot> newest() const { return newest_.get()->snapshot; }

  const views::MissionCard& mission() const override { return *card_; }
  /// The newest at once. Others are made when asked, one at a time, and the last few kept: tens of
  /// milliseconds for another moment, and for another size the time to fold that far. Where `at`
  /// is empty the clock is that of the newest snapshot, which is never off by more than a minute.
  base::Result<std::shared_ptr<const views::Snapshot>> at(std::optional<base::TreeSize> as_known_at,
                                                          std::optional<base::TimeMs> at) override;

 private:
  struct View {
    std::shared_ptr<const engine::State> state;
    std::shared_ptr<const views::Snapshot> snapshot;
    ledger::Head head;
  };
  /// What a look at the ledger found.
  struct Change {
    bool grew = false;
    bool newly_signed = false;
  };

  LiveMission(Mission& mission, std::string build);
  base::Result<Change> fold_new_entries();
  base::Result<void> destroy_what_is_erased();
  void publish(bool grew, const OnNews& on_news);
  void follow_until_stopped(const OnNews& on_news, const OnTrouble& on_trouble);
  View make_view(std::shared_ptr<const engine::State> state, base::TimeMs at, ledger::Head head,
                 engine::ConflictMemory& conflicts) const;
  base::Result<std::shared_ptr<const engine::State>> state_of(base::TreeSize size,
                                                              const View& newest) const;
  void remember(View view);

  Mission& owner_;
  std::shared_ptr<const views::MissionCard> card_;
  std::shared_ptr<StoreReader> reader_;
  engine::AuthorRegister authors_as_loaded_;
  base::TreeSize size_as_loaded_;

  // The follower's alone, once it runs.
  Replayed folded_;
  ledger::Head head_;
  engine::ConflictMemory conflicts_;
  std::size_t destroyed_ = 0;  // so many erasures are done with
  std::set<base::Hash> told_;  // ids of findings

  Published<View> newest_;

  std::mutex history_mutex_;  // guards history_, and making its views
  std::list<View> history_;   // the last asked for first

  std::mutex mutex_;  // guards the two below
  bool woken_ = false;
  bool stopping_ = false;
  std::condition_variable changed_;
  std::thread follower_;
};

}  // namespace truceline::app

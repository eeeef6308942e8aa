// SPDX-License-Identifier: Apache-2.0
//
// A mission kept up to date while others add to it: a thread follows the ledger, folds what is
// new, derives the findings, and publishes snapshots that never change again: one of everything,
// for the host's own work, and one for each reader, of what that reader may read. Parties are
// readers from the first time that one of their accounts asks.
//
// The follower folds into a state of its own and publishes a copy of it, which shares what has not
// changed since (engine::SharedList), so that nothing that was published is ever touched. It
// remembers what was found from one state to the next (engine::FindingMemory): a publication costs
// what is new. Between two of them lies a tenth of a second, however much comes.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <list>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "app/mission.hpp"
#include "app/reader_view.hpp"
#include "app/store_reader.hpp"
#include "engine/findings.hpp"
#include "views/snapshot.hpp"

namespace truceline::app {

/// What changed for one reader: told once, on the following thread, after the snapshot is there for
/// all.
struct News {
  domain::Reader reader;
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

/// at(), mission(), newest(), follows() and wake() may be called from any thread.
class LiveMission {
 public:
  using OnNews = std::function<void(const News&)>;
  using OnTrouble = std::function<void(const base::Error&)>;

  /// Folds the whole ledger: about half a second for 16,600 entries on two cores. REQUIRES:
  /// `mission` outlives this. `build` is the program's version.
  static base::Result<std::unique_ptr<LiveMission>> load(Mission& mission, std::string build);
  ~LiveMission();

  /// Who may speak, as of the entries that load() found.
  const engine::AuthorRegister& authors_as_loaded() const { return authors_as_loaded_; }
  base::TreeSize size_as_loaded() const { return size_as_loaded_; }

  /// Starts following; once. `on_news` hears of each reader; `on_trouble` of each failing
  /// attempt; the next follows soon.
  void follow(OnNews on_news, OnTrouble on_trouble);
  /// Have a look now: this process has appended. (What others append is noticed by itself.)
  void wake();
  /// Ends the thread; what is published stays. Idempotent.
  void stop();

  /// The entries and their tree. Any thread.
  StoreReader& ledger() { return *reader_; }

  /// Everything that the host holds: for its own work, never to be shown.
  std::shared_ptr<const views::Snapshot> newest() const { return newest_.get()->snapshot; }

  const views::MissionCard& mission() const { return *card_; }

  using Shown = base::Result<std::shared_ptr<const views::Snapshot>>;
  /// What `reader` may know. The newest at once, but for a party that nobody has asked for before:
  /// that takes the time to fold the whole ledger. Others are made when asked, one at a time, and
  /// the last few kept: tens of milliseconds for another moment, and for another size the time to
  /// fold that far. Where `at` is empty the clock is that of the newest snapshot, which is never
  /// off by more than a minute. Errors: not_found where there are fewer entries; too_large beyond
  /// limits::kReaders; unavailable before anybody follows; those of the ledger.
  Shown at(const domain::Reader& reader, std::optional<base::TreeSize> as_known_at,
           std::optional<base::TimeMs> at);
  /// Is this reader's view there, so that the newest is to be had at once?
  bool follows(const domain::Reader& reader) const;
  /// All whose views are there: anyone first.
  std::vector<domain::Reader> readers() const;

 private:
  /// What a look at the ledger found.
  struct Change {
    bool grew = false;
    bool newly_signed = false;
  };

  LiveMission(Mission& mission, std::string build);
  base::Result<Change> fold_new_entries();
  using StatePointer = std::shared_ptr<const engine::State>;
  /// A party that is to become a reader.
  struct Wish {
    std::unique_ptr<ReaderView> view;
    std::shared_ptr<const View> whole;
    std::promise<base::Result<void>> begun;
  };

  base::Result<void> destroy_what_is_erased();
  void publish(bool grew, const OnNews& on_news);
  void publish_for(ReaderView& view, bool grew, const View& whole,
                   const engine::RunPieces& run) const;
  void tell(ReaderView& view, bool grew, const OnNews& on_news) const;
  void follow_until_stopped(const OnNews& on_news, const OnTrouble& on_trouble);
  void grant_wishes();
  void refuse_wishes();
  base::Result<std::unique_ptr<ReaderView>> make_reader_view(const domain::Reader& reader,
                                                             const View& whole) const;
  base::Result<void> adopt(std::unique_ptr<ReaderView> view, const View& whole);
  base::Result<std::shared_ptr<const View>> view_of(const domain::Reader& reader);
  std::shared_ptr<const View> known_view_of(const domain::Reader& reader) const;
  View make_view(const domain::Reader& reader, StatePointer state, base::TimeMs at,
                 ledger::Head head, engine::FindingMemory& memory, const View* whole,
                 const engine::RunPieces& run) const;
  base::Result<View> make_past_view(const View& newest, base::TreeSize size, base::TimeMs at);
  base::Result<StatePointer> past_state(const domain::Reader& reader, base::TreeSize size,
                                        const View& newest) const;
  base::Result<void> fold_on(engine::State& state, const domain::Reader& reader,
                             const engine::State& whole, base::TreeSize size) const;
  void remember(View view);

  Mission& owner_;
  std::shared_ptr<const views::MissionCard> card_;
  std::shared_ptr<StoreReader> reader_;
  engine::AuthorRegister authors_as_loaded_;
  base::TreeSize size_as_loaded_;

  // The follower's alone, once it runs.
  Replayed folded_;
  ledger::Head head_;
  engine::FindingMemory memory_;
  std::size_t destroyed_ = 0;  // so many erasures are done with

  Published<View> newest_;  // of the keeper

  mutable std::mutex views_mutex_;  // guards views_, which only the follower changes
  std::vector<std::unique_ptr<ReaderView>> views_;  // anyone first

  std::mutex history_mutex_;  // guards history_, and making its views
  std::list<View> history_;   // the last asked for first

  std::mutex mutex_;  // guards the next four
  bool woken_ = false;
  bool stopping_ = false;
  bool following_ = false;
  std::deque<Wish> wishes_;
  std::condition_variable changed_;
  std::thread follower_;
};

/// One reader's snapshots of a live mission.
class ShownTo final : public views::SnapshotSource {
 public:
  /// REQUIRES: `live` outlives this.
  ShownTo(LiveMission& live, domain::Reader reader, views::Coverage coverage)
      : live_(live), reader_(std::move(reader)), coverage_(std::move(coverage)) {}

  const views::MissionCard& mission() const override { return live_.mission(); }
  LiveMission::Shown at(std::optional<base::TreeSize> as_known_at,
                        std::optional<base::TimeMs> at) override {
    return live_.at(reader_, as_known_at, at);
  }
  views::Coverage coverage() const override { return coverage_; }

 private:
  LiveMission& live_;
  domain::Reader reader_;
  views::Coverage coverage_;
};

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include "app/live_mission.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "app/clock.hpp"
#include "app/entry_pipeline.hpp"
#include "app/erasing.hpp"
#include "app/mission_places.hpp"
#include "app/on_all_cores.hpp"
#include "base/limits.hpp"
#include "engine/findings.hpp"
#include "ledger/signed_head.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr auto kPoll = std::chrono::milliseconds(300);

std::shared_ptr<const views::MissionCard> card_of(const Mission& mission, std::string build) {
  auto card = std::make_shared<views::MissionCard>();
  card->config = mission.config();
  card->time_zone = mission.time_zone();
  card->places = read_mission_places(mission.folder(), mission.config()).places;
  card->build = std::move(build);
  return card;
}

}  // namespace

bool is_outdated(base::TimeMs shown, base::TimeMs now) {
  return std::abs(now.value - shown.value) >= base::kMinuteMs;
}

LiveMission::LiveMission(Mission& mission, std::string build)
    : owner_(mission),
      card_(card_of(mission, std::move(build))),
      reader_(std::make_shared<StoreReader>(mission.store())),
      newest_(nullptr) {}

LiveMission::~LiveMission() {
  stop();
}

Result<std::unique_ptr<LiveMission>> LiveMission::load(Mission& mission, std::string build) {
  std::unique_ptr<LiveMission> live(new LiveMission(mission, std::move(build)));
  TRY(live->fold_new_entries());
  live->publish(true, nullptr);
  live->authors_as_loaded_ = live->folded_.authors;
  live->size_as_loaded_ = live->folded_.state.size();
  return live;
}

Result<LiveMission::Change> LiveMission::fold_new_entries() {
  TRY_ASSIGN(ledger::Head head, owner_.store().head());
  const Change change{head.size != head_.size, head.checkpoint != head_.checkpoint};
  if (!change.grew && !change.newly_signed) return change;
  TRY_ASSIGN(const ledger::SignedHead read, ledger::read_head(head, owner_.verifier()));
  TRY(replay(owner_.store(), read, head.size, folded_));
  reader_->take_in(folded_.state);
  TRY(reader_->check(read));
  head_ = std::move(head);
  return change;
}

/// Whoever submitted an erasure, this process keeps the bytes and must destroy them. States of the
/// past still hold what they said, and are made anew when asked for.
Result<void> LiveMission::destroy_what_is_erased() {
  const std::size_t erased = folded_.state.erased().size();
  if (erased == destroyed_) return {};
  const auto destroyed = destroy_erased(owner_.store(), folded_.state);
  {
    const std::lock_guard lock(history_mutex_);
    history_.clear();
  }
  if (!destroyed) return destroyed.error();
  destroyed_ = erased;
  return {};
}

LiveMission::View LiveMission::make_view(std::shared_ptr<const engine::State> state,
                                         base::TimeMs at, ledger::Head head,
                                         engine::ConflictMemory& conflicts) const {
  views::SnapshotParts parts;
  parts.state = state;
  parts.mission = card_;
  parts.ledger = reader_;
  parts.at = at;
  parts.findings = engine::derive_findings(*state, at, on_all_cores, &conflicts);
  parts.conflicts = conflicts.ground();
  parts.checkpoint = head.checkpoint;
  parts.signed_entries = ledger::signed_size(head);
  parts.entries = head.size;
  return {std::move(state), std::make_shared<const views::Snapshot>(std::move(parts)),
          std::move(head)};
}

void LiveMission::publish(bool grew, const OnNews& on_news) {
  const auto before = newest_.get();
  auto state = grew ? std::make_shared<const engine::State>(folded_.state) : before->state;
  const auto view =
      std::make_shared<const View>(make_view(std::move(state), now(), head_, conflicts_));
  newest_.set(view);
  News news{view->snapshot, grew, {}};
  for (const domain::Finding* finding : view->snapshot->findings())
    if (told_.insert(finding->id).second && news.findings.size() < kFindingsTold)
      news.findings.push_back(finding);
  if (on_news && (grew || !news.findings.empty())) on_news(news);
}

void LiveMission::follow(OnNews on_news, OnTrouble on_trouble) {
  INVARIANT(!follower_.joinable());
  follower_ = std::thread([this, on_news = std::move(on_news), on_trouble = std::move(on_trouble)] {
    follow_until_stopped(on_news, on_trouble);
  });
}

void LiveMission::follow_until_stopped(const OnNews& on_news, const OnTrouble& on_trouble) {
  std::uint64_t seen_version = 0;
  bool look = true;  // whatever the version says
  while (true) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, kPoll, [this] { return woken_ || stopping_; });
      if (stopping_) return;
      look = std::exchange(woken_, false) || look;
    }
    const auto version = owner_.store().data_version();
    if (!version) {
      on_trouble(version.error());
      continue;
    }
    Change change;
    if (look || seen_version != *version) {
      const Result<Change> folded = fold_new_entries();
      if (!folded) {
        on_trouble(folded.error());
        continue;
      }
      seen_version = *version;
      look = false;
      change = *folded;
    }
    const bool outdated = is_outdated(newest()->at(), now());
    if (change.grew || change.newly_signed || outdated) publish(change.grew, on_news);
    if (const auto done = destroy_what_is_erased(); !done) on_trouble(done.error());
  }
}

void LiveMission::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_one();
}

void LiveMission::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (follower_.joinable()) follower_.join();
}

Result<std::shared_ptr<const views::Snapshot>> LiveMission::at(
    std::optional<base::TreeSize> as_known_at, std::optional<base::TimeMs> at) {
  const auto newest = newest_.get();
  const base::TreeSize size = as_known_at.value_or(newest->state->size());
  const base::TimeMs clock = at.value_or(newest->snapshot->at());
  if (size > newest->state->size())
    return Error{ErrorCode::not_found,
                 "the ledger holds " + std::to_string(newest->state->size().value) +
                     " entries, not " + std::to_string(size.value),
                 "as_known_at", "ask for a smaller number"};
  if (size == newest->state->size() && clock == newest->snapshot->at()) return newest->snapshot;

  const std::lock_guard lock(history_mutex_);
  for (auto kept = history_.begin(); kept != history_.end(); ++kept) {
    // The head beside it too: the checkpoint an answer shows is always the newest.
    if (kept->state->size() != size || kept->snapshot->at() != clock || kept->head != newest->head)
      continue;
    history_.splice(history_.begin(), history_, kept);
    return history_.front().snapshot;
  }
  TRY_ASSIGN(auto state, state_of(size, *newest));
  engine::ConflictMemory conflicts;
  remember(make_view(std::move(state), clock, newest->head, conflicts));
  return history_.front().snapshot;
}

Result<std::shared_ptr<const engine::State>> LiveMission::state_of(base::TreeSize size,
                                                                   const View& newest) const {
  if (newest.state->size() == size) return newest.state;
  std::shared_ptr<const engine::State> nearest;  // the greatest not beyond `size`
  for (const View& kept : history_) {
    if (kept.state->size() == size) return kept.state;
    if (kept.state->size() < size && (!nearest || nearest->size() < kept.state->size()))
      nearest = kept.state;
  }
  engine::State state;
  if (nearest) state = *nearest;
  TRY(in_order(owner_.store(), state.size(), size, prove_entry,
               [&](Result<domain::Statement> statement) -> Result<void> {
                 if (!statement) return statement.error();
                 Result<void> same = reader_->check(*statement);
                 statement->key_in_force =
                     !std::ranges::binary_search(newest.state->without_right(), statement->index);
                 state.apply(*std::move(statement));
                 return same;
               }));
  return std::make_shared<const engine::State>(std::move(state));
}

void LiveMission::remember(View view) {
  history_.push_front(std::move(view));
  std::uint64_t entries = 0;
  std::size_t kept = 0;
  for (auto it = history_.begin(); it != history_.end(); ++it) {
    entries += it->state->size().value;
    if (kept++ > 0 &&
        (kept > base::limits::kHistorySnapshots || entries > base::limits::kHistoryEntries)) {
      history_.erase(it, history_.end());
      return;
    }
  }
}

}  // namespace truceline::app

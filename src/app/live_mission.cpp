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
#include "engine/hidden_conflicts.hpp"
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
      newest_(nullptr) {
  views_.push_back(std::make_unique<ReaderView>(domain::Reader::anyone()));
}

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
  const auto divide = [this](const domain::Statement& statement) {
    for (const auto& view : views_) view->take(statement, folded_.state);
  };
  TRY(replay(owner_.store(), read, head.size, folded_, divide));
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

View LiveMission::make_view(const domain::Reader& reader, StatePointer state, base::TimeMs at,
                            ledger::Head head, engine::ConflictMemory& conflicts,
                            const View* whole) const {
  views::SnapshotParts parts;
  parts.reader = reader;
  parts.state = state;
  parts.mission = card_;
  parts.ledger = reader_;
  parts.at = at;
  parts.findings = engine::derive_findings(*state, at, on_all_cores, &conflicts);
  if (whole)
    std::ranges::move(engine::hidden_conflicts(whole->snapshot->findings(), *whole->state, reader),
                      std::back_inserter(parts.findings));
  parts.held = whole ? whole->state : nullptr;
  parts.conflicts = whole ? whole->snapshot->conflicts() : conflicts.ground();
  parts.checkpoint = head.checkpoint;
  parts.signed_entries = ledger::signed_size(head);
  parts.entries = head.size;
  return {std::move(state), std::make_shared<const views::Snapshot>(std::move(parts)),
          std::move(head)};
}

void LiveMission::publish(bool grew, const OnNews& on_news) {
  const auto before = newest_.get();
  auto state = grew ? std::make_shared<const engine::State>(folded_.state) : before->state;
  newest_.set(std::make_shared<const View>(
      make_view(domain::Reader::keeper(), std::move(state), now(), head_, conflicts_, nullptr)));
  for (const auto& view : views_) publish_for(*view, grew);
  for (const auto& view : views_) tell(*view, grew, on_news);
}

void LiveMission::publish_for(ReaderView& view, bool grew) const {
  const auto whole = newest_.get();
  if (!view.state) return view.newest.set(whole);
  const auto before = view.newest.get();
  auto state = grew || !before ? std::make_shared<const engine::State>(*view.state) : before->state;
  view.newest.set(std::make_shared<const View>(make_view(
      view.reader, std::move(state), whole->snapshot->at(), head_, view.conflicts, whole.get())));
}

void LiveMission::tell(ReaderView& view, bool grew, const OnNews& on_news) const {
  News news{view.reader, view.newest.get()->snapshot, grew, {}};
  for (const domain::Finding* finding : news.snapshot->findings())
    if (view.told.insert(finding->id).second && news.findings.size() < kFindingsTold)
      news.findings.push_back(finding);
  if (on_news && (grew || !news.findings.empty())) on_news(news);
}

void LiveMission::follow(OnNews on_news, OnTrouble on_trouble) {
  INVARIANT(!follower_.joinable());
  {
    const std::lock_guard lock(mutex_);
    following_ = true;
  }
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
      if (stopping_) return refuse_wishes();
      look = std::exchange(woken_, false) || look;
    }
    grant_wishes();
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

std::shared_ptr<const View> LiveMission::known_view_of(const domain::Reader& reader) const {
  if (reader.is_keeper()) return newest_.get();
  const std::lock_guard lock(views_mutex_);
  for (const auto& view : views_)
    if (view->reader == reader) return view->newest.get();
  return nullptr;
}

bool LiveMission::follows(const domain::Reader& reader) const {
  return known_view_of(reader) != nullptr;
}

std::vector<domain::Reader> LiveMission::readers() const {
  std::vector<domain::Reader> all;
  const std::lock_guard lock(views_mutex_);
  for (const auto& view : views_) all.push_back(view->reader);
  return all;
}

Result<std::shared_ptr<const View>> LiveMission::view_of(const domain::Reader& reader) {
  if (auto known = known_view_of(reader)) return known;
  std::future<Result<void>> begun;
  {
    const std::lock_guard lock(mutex_);
    if (!following_ || stopping_)
      return Error{ErrorCode::unavailable, "the server is starting or stopping", {}, "ask again"};
    wishes_.push_back({reader, {}});
    begun = wishes_.back().begun.get_future();
    woken_ = true;
  }
  changed_.notify_one();
  TRY(begun.get());
  return known_view_of(reader);
}

/// REQUIRES: mutex_ is held.
void LiveMission::refuse_wishes() {
  for (Wish& wish : wishes_)
    wish.begun.set_value(Error{ErrorCode::unavailable, "the server is stopping", {}, {}});
  wishes_.clear();
}

/// On the following thread, when what it has folded is published.
void LiveMission::grant_wishes() {
  std::deque<Wish> wishes;
  {
    const std::lock_guard lock(mutex_);
    wishes.swap(wishes_);
  }
  for (Wish& wish : wishes) wish.begun.set_value(begin_view(wish.reader));
}

Result<void> LiveMission::begin_view(const domain::Reader& reader) {
  if (follows(reader)) return {};
  if (views_.size() > base::limits::kReaders)
    return Error{ErrorCode::too_large,
                 "too many parties are reading at once",
                 {},
                 "start the server again, or ask for what is public"};
  if (newest_.get()->state->size() != folded_.state.size())
    return Error{ErrorCode::unavailable,
                 "the ledger cannot be read to its end now",
                 {},
                 "ask again in a moment"};
  auto view = std::make_unique<ReaderView>(reader);
  if (!reads_all(reader, folded_.state)) {
    engine::State state;
    state.reserve(folded_.state.size());
    TRY(fold_on(state, reader, folded_.state.size(), folded_.state.without_right()));
    view->state = std::move(state);
  }
  publish_for(*view, true);
  for (const domain::Finding* finding : view->newest.get()->snapshot->findings())
    view->told.insert(finding->id);  // there before anybody listened
  const std::lock_guard lock(views_mutex_);
  views_.push_back(std::move(view));
  return {};
}

LiveMission::Shown LiveMission::at(const domain::Reader& reader,
                                   std::optional<base::TreeSize> as_known_at,
                                   std::optional<base::TimeMs> at) {
  TRY_ASSIGN(const auto newest, view_of(reader));
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
    if (kept->snapshot->reader() != newest->snapshot->reader() || kept->state->size() != size ||
        kept->snapshot->at() != clock || kept->head != newest->head)
      continue;
    history_.splice(history_.begin(), history_, kept);
    return history_.front().snapshot;
  }
  TRY_ASSIGN(View made, make_past_view(*newest, size, clock));
  remember(std::move(made));
  return history_.front().snapshot;
}

/// REQUIRES: history_mutex_ is held. Where nothing was hidden from the reader so far, it is the
/// keeper's.
Result<View> LiveMission::make_past_view(const View& newest, base::TreeSize size, base::TimeMs at) {
  const domain::Reader& reader = newest.snapshot->reader();
  TRY_ASSIGN(StatePointer state, past_state(reader, size, newest));
  engine::ConflictMemory conflicts;
  if (reader.is_keeper())
    return make_view(reader, std::move(state), at, newest.head, conflicts, nullptr);
  const auto whole = newest_.get();
  View held{nullptr, nullptr, newest.head};
  TRY_ASSIGN(held.state, past_state(domain::Reader::keeper(), size, *whole));
  engine::ConflictMemory of_all;
  held = make_view(domain::Reader::keeper(), held.state, at, newest.head, of_all, nullptr);
  return make_view(reader, std::move(state), at, newest.head, conflicts, &held);
}

Result<LiveMission::StatePointer> LiveMission::past_state(const domain::Reader& reader,
                                                          base::TreeSize size,
                                                          const View& newest) const {
  if (newest.state->size() == size) return newest.state;
  StatePointer nearest;  // the greatest not beyond `size`
  for (const View& kept : history_) {
    if (kept.snapshot->reader() != reader) continue;
    if (kept.state->size() == size) return kept.state;
    if (kept.state->size() < size && (!nearest || nearest->size() < kept.state->size()))
      nearest = kept.state;
  }
  engine::State state;
  if (nearest) state = *nearest;
  TRY(fold_on(state, reader, size, newest.state->without_right()));
  return std::make_shared<const engine::State>(std::move(state));
}

/// Folds [state.size(), size) as `reader` may read it.
Result<void> LiveMission::fold_on(engine::State& state, const domain::Reader& reader,
                                  base::TreeSize size,
                                  const std::vector<base::EntryIndex>& without_right) const {
  return in_order(owner_.store(), state.size(), size, prove_entry,
                  [&](Result<domain::Statement> statement) -> Result<void> {
                    if (!statement) return statement.error();
                    Result<void> same = reader_->check(*statement);
                    statement->key_in_force =
                        !std::ranges::binary_search(without_right, statement->index);
                    state.apply(domain::as_read_by(reader, *std::move(statement)));
                    return same;
                  });
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

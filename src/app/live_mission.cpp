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
/// Everybody with an open stream is told of each publication: between two of them lies at least so
/// much, however much comes.
constexpr auto kPace = std::chrono::milliseconds(100);

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
  const Beside views{[this](const domain::Statement& statement) {
                       for (const auto& view : views_) view->begin(statement, folded_.state);
                     },
                     [this](const domain::Statement& statement) {
                       for (const auto& view : views_) view->take(statement, folded_.state);
                     }};
  TRY(replay(owner_.store(), read, head.size, folded_, &views));
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
                            ledger::Head head, engine::FindingMemory& memory, const View* whole,
                            const engine::RunPieces& run) const {
  views::SnapshotParts parts;
  parts.reader = reader;
  parts.state = state;
  parts.mission = card_;
  parts.ledger = reader_;
  parts.at = at;
  parts.findings = engine::derive_findings(*state, at, run, &memory);
  if (whole)
    std::ranges::move(whole->hidden->heard_by(reader, &memory.heard),
                      std::back_inserter(parts.findings));
  parts.held = whole ? whole->state : nullptr;
  parts.conflicts = whole ? whole->snapshot->conflicts() : engine::ground_of(memory);
  parts.checkpoint = head.checkpoint;
  parts.signed_entries = ledger::signed_size(head);
  parts.entries = head.size;
  View view{std::move(state), std::make_shared<const views::Snapshot>(std::move(parts)),
            std::move(head)};
  if (!whole)
    view.hidden =
        std::make_shared<const engine::HiddenConflicts>(view.snapshot->findings(), *view.state);
  return view;
}

void LiveMission::publish(bool grew, const OnNews& on_news) {
  const auto before = newest_.get();
  auto state = grew ? std::make_shared<const engine::State>(folded_.state) : before->state;
  newest_.set(std::make_shared<const View>(make_view(
      domain::Reader::keeper(), std::move(state), now(), head_, memory_, nullptr, on_all_cores)));
  const auto whole = newest_.get();
  // Where there are many, one core makes each: they share nothing that changes.
  const bool many = views_.size() > std::thread::hardware_concurrency();
  const engine::RunPieces within = many ? engine::one_by_one : on_all_cores;
  (many ? on_all_cores : engine::one_by_one)(
      views_.size(), [&](std::size_t i) { publish_for(*views_[i], grew, *whole, within); });
  for (const auto& view : views_) tell(*view, grew, on_news);
}

void LiveMission::publish_for(ReaderView& view, bool grew, const View& whole,
                              const engine::RunPieces& run) const {
  if (!view.state) return view.newest.set(std::make_shared<const View>(whole));
  const auto before = view.newest.get();
  auto state = grew || !before ? std::make_shared<const engine::State>(*view.state) : before->state;
  view.newest.set(std::make_shared<const View>(make_view(
      view.reader, std::move(state), whole.snapshot->at(), whole.head, view.memory, &whole, run)));
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
  auto next = std::chrono::steady_clock::now();
  while (true) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, kPoll, [this] { return woken_ || stopping_; });
      changed_.wait_until(lock, next, [this] { return stopping_ || !wishes_.empty(); });
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
    if (change.grew || change.newly_signed || outdated) {
      next = std::chrono::steady_clock::now() + kPace;
      publish(change.grew, on_news);
    }
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
  const Error not_now{
      ErrorCode::unavailable, "the server is starting or stopping", {}, "ask again"};
  const auto is_following = [this] { return following_ && !stopping_; };
  {
    const std::lock_guard lock(mutex_);
    if (!is_following()) return not_now;
  }
  Wish wish;
  wish.whole = newest_.get();
  TRY_ASSIGN(wish.view, make_reader_view(reader, *wish.whole));
  std::future<Result<void>> begun = wish.begun.get_future();
  {
    const std::lock_guard lock(mutex_);
    if (!is_following()) return not_now;
    wishes_.push_back(std::move(wish));
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
  for (Wish& wish : wishes) wish.begun.set_value(adopt(std::move(wish.view), *wish.whole));
}

/// On the thread of whoever asks, so that nobody else waits: folds what the reader may read of
/// `whole`, derives the findings, and remembers what is remembered of them.
Result<std::unique_ptr<ReaderView>> LiveMission::make_reader_view(const domain::Reader& reader,
                                                                  const View& whole) const {
  auto view = std::make_unique<ReaderView>(reader);
  if (!reads_all(reader, *whole.state)) {
    engine::State state;
    TRY(fold_on(state, reader, *whole.state, whole.state->size()));
    view->state = std::move(state);
  }
  publish_for(*view, true, whole, on_all_cores);
  return view;
}

/// Follows it from now on; `whole` is what it was made from.
Result<void> LiveMission::adopt(std::unique_ptr<ReaderView> view, const View& whole) {
  if (follows(view->reader)) return {};
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
  if (!view->state && !reads_all(view->reader, folded_.state)) view->state = *whole.state;
  if (view->state) TRY(fold_on(*view->state, view->reader, folded_.state, folded_.state.size()));
  publish_for(*view, true, *newest_.get(), on_all_cores);
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
  engine::FindingMemory memory;
  if (reader.is_keeper())
    return make_view(reader, std::move(state), at, newest.head, memory, nullptr, on_all_cores);
  const auto whole = newest_.get();
  TRY_ASSIGN(StatePointer held_state, past_state(domain::Reader::keeper(), size, *whole));
  engine::FindingMemory of_all;
  const View held = make_view(domain::Reader::keeper(), std::move(held_state), at, newest.head,
                              of_all, nullptr, on_all_cores);
  return make_view(reader, std::move(state), at, newest.head, memory, &held, on_all_cores);
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
  TRY(fold_on(state, reader, *newest.state, size));
  return std::make_shared<const engine::State>(std::move(state));
}

/// Folds [state.size(), size) as `reader` may read it; `whole` has come at least as far.
Result<void> LiveMission::fold_on(engine::State& state, const domain::Reader& reader,
                                  const engine::State& whole, base::TreeSize size) const {
  const bool shares = size == whole.size();
  return in_order(owner_.store(), state.size(), size, prove_entry,
                  [&](Result<domain::Statement> statement) -> Result<void> {
                    if (!statement) return statement.error();
                    Result<void> same = reader_->check(*statement);
                    statement->key_in_force =
                        !std::ranges::binary_search(whole.without_right(), statement->index);
                    state.apply(domain::as_read_by(reader, *std::move(statement)),
                                shares ? &whole : nullptr);
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

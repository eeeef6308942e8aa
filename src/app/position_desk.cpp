// SPDX-License-Identifier: Apache-2.0
#include "app/position_desk.hpp"

#include <algorithm>
#include <chrono>

#include "app/audience_option.hpp"
#include "app/clock.hpp"
#include "app/signed_batch.hpp"
#include "base/sha256.hpp"
#include "engine/rules/proximity.hpp"
#include "formats/position_reader.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace limits = base::limits;

namespace {

constexpr auto kReleaseEvery = std::chrono::seconds(2);

/// The entries that change what is watched.
bool changes_watched(domain::StatementKind kind) {
  using domain::StatementKind;
  switch (kind) {
    case StatementKind::actor:
    case StatementKind::zone:
    case StatementKind::notification:
    case StatementKind::arrangement:
    case StatementKind::supersede:
    case StatementKind::erasure:
      return true;
    default:
      return false;
  }
}

BatchTerms terms_of(const views::Ask& ask) {
  return {ask.text("party"),
          {ask.number("time_ms").value_or(0)},
          ask.text("audience"),
          ask.text("kind")};
}

Error unsigned_batch(std::string reason) {
  return {ErrorCode::forbidden, std::move(reason), "signature",
          "sign the batch with an author key of its sender: truceline sign-positions --help"};
}

/// May `party` be told of what follows for `audience`?
bool hears(const std::string& party, const domain::Audience& audience) {
  return audience.label != domain::AudienceLabel::named ||
         std::ranges::find(audience.recipients, party) != audience.recipients.end();
}

}  // namespace

PositionDesk::PositionDesk(Mission& mission, LiveMission& live)
    : mission_(mission),
      live_(live),
      authors_(std::make_unique<AuthorWatch>(mission, live.authors_as_loaded(),
                                             live.size_as_loaded())) {}

PositionDesk::~PositionDesk() {
  stop();
}

Result<std::unique_ptr<PositionDesk>> PositionDesk::open(Mission& mission, LiveMission& live) {
  std::unique_ptr<PositionDesk> desk(new PositionDesk(mission, live));
  TRY_ASSIGN(ServerPen pen, ServerPen::open(mission, *desk->authors_));
  desk->pen_.emplace(std::move(pen));
  return desk;
}

/// Who signed the batch. Errors: forbidden.
Result<std::string> PositionDesk::sender_of(const views::Request& request, const views::Ask& ask) {
  const BatchTerms terms = terms_of(ask);
  const auto key = base::hash_from_hex(ask.text("key"));
  const auto signature = base::from_hex(ask.text("signature"));
  base::Signature signed_by{};
  if (terms.party.empty() || !key || !signature || signature->size() != signed_by.size())
    return unsigned_batch("the batch is not signed");
  std::ranges::copy(*signature, signed_by.begin());
  const std::int64_t age_ms = now().value - terms.time.value;
  if (age_ms > limits::kSignedBatchMs || age_ms < -limits::kSignedBatchMs)
    return Error{ErrorCode::forbidden,
                 "it was signed at " + base::to_utc_string(terms.time) + ", here it is " +
                     base::to_utc_string(now()),
                 "time_ms", "sign each batch when it is sent; set the clock"};
  const std::string message = batch_message(mission_.config().origin, terms, request.body);
  if (!base::verify(*key, base::bytes_of(message), signed_by))
    return unsigned_batch("the signature is not over this batch");
  TRY_ASSIGN(const ledger::Head head, mission_.store().head());
  TRY(authors_->check_author(*key, terms.party, head.size));
  return terms.party;
}

Result<std::string> PositionDesk::take(const views::Request& request, const views::Ask& ask) {
  TRY_ASSIGN(const std::string party, sender_of(request, ask));
  // Without the time of signing: it is the same batch when it was signed again.
  const base::Hash batch = base::sha256(base::bytes_of(party + "\n" + ask.text("audience") + "\n" +
                                                       ask.text("kind") + "\n" + request.body));
  TRY_ASSIGN(const auto known, begin(batch));
  if (known) return *known;
  auto answer = take_new(request, ask, party);
  end(batch, answer ? &*answer : nullptr);
  return answer;
}

/// The answer that it had, where it has been taken; else nothing, and it is being taken now.
Result<std::optional<std::string>> PositionDesk::begin(const base::Hash& batch) {
  const std::lock_guard lock(list_mutex_);
  const auto [place, is_new] = recent_.try_emplace(batch);
  if (is_new) return std::optional<std::string>();
  if (!place->second.empty()) return std::optional(place->second);
  return Error{ErrorCode::conflict, "the same batch is being taken", {}, "wait for its answer"};
}

/// `answer`: null where it was refused, and may be sent again.
void PositionDesk::end(const base::Hash& batch, const std::string* answer) {
  const std::lock_guard lock(list_mutex_);
  if (answer == nullptr) {
    recent_.erase(batch);
    return;
  }
  recent_.at(batch) = *answer;
  recent_order_.push_back(batch);
  recent_bytes_ += answer->size();
  while (recent_order_.size() > limits::kRecentBatches ||
         (recent_bytes_ > limits::kRecentAnswerBytes && recent_order_.size() > 1)) {
    const auto oldest = recent_.find(recent_order_.front());
    recent_bytes_ -= oldest->second.size();
    recent_.erase(oldest);
    recent_order_.pop_front();
  }
}

Result<std::string> PositionDesk::take_new(const views::Request& request, const views::Ask& ask,
                                           const std::string& party) {
  const auto form = formats::form_of_type(request.content_type);
  if (!form)
    return Error{ErrorCode::unsupported, "this is no type of positions", "Content-Type",
                 "send text/csv, application/x-ndjson or application/geo+json"};
  TRY_ASSIGN(domain::Audience audience, audience_or(ask.text("audience"), only(party)));
  const auto kind = domain::from_word<domain::MoverKind>(ask.text("kind"));
  TRY_ASSIGN(
      formats::PositionBatch read,
      formats::read_positions(*form, request.body, kind.value_or(domain::MoverKind::unknown)));
  for (domain::Position& position : read.positions) position.sender = party;
  engine::StreamNews news;
  std::shared_ptr<const views::Snapshot> snapshot;
  {
    const std::lock_guard lock(stream_mutex_);
    TRY_ASSIGN(snapshot, follow_mission());
    stream_->take(read.positions, news, {now().value + limits::kPositionsAheadMs});
  }
  {
    const std::lock_guard lock(list_mutex_);
    audiences_.insert_or_assign(party, std::move(audience));
  }
  views::PositionsTold told;
  told.refused = read.refused;
  told.complaints = std::move(read.complaints);
  told.counts = news.counts;
  std::erase_if(news.flags, [&](const engine::TrackFlag& flag) {
    return flag.positions.back().sender != party;
  });
  told.flags.add(news.flags);
  std::vector<std::string> shown;
  for (Told& one : keep(news.encounters, *snapshot))
    if ((one.sender == party || one.is_meeting) && hears(party, one.seen_by))
      shown.push_back(std::move(one.json[static_cast<std::size_t>(ask.lang)]));
  return views::batch_json(party, told, shown);
}

/// What is known now, and what is watched is what it says. REQUIRES: stream_mutex_ is held.
Result<std::shared_ptr<const views::Snapshot>> PositionDesk::follow_mission() {
  auto snapshot = live_.newest();
  const engine::State& state = snapshot->state();
  bool changed = !stream_;
  for (std::uint64_t i = watched_at_.value; i < state.size().value && !changed; ++i)
    changed = changes_watched(state.kind_of({i}));
  if (changed && stream_) TRY(stream_->watch(engine::watch_list(state)));
  if (!stream_) {
    TRY_ASSIGN(engine::PositionStream stream,
               engine::PositionStream::make(engine::watch_list(state)));
    stream_.emplace(std::move(stream));
  }
  watched_at_ = state.size();
  return snapshot;
}

/// What `sender` last asked for.
domain::Audience PositionDesk::asked_for_by(const std::string& sender) const {
  const std::lock_guard lock(list_mutex_);
  const auto asked = audiences_.find(sender);
  return asked == audiences_.end() ? only(sender) : asked->second;
}

/// Who may see what is written down: never more than may see what it is held against, nor than
/// its sender asked for; where two met, than both did.
domain::Audience PositionDesk::audience_of(const domain::Encounter& encounter,
                                           const engine::State& state) const {
  domain::Audience audience = asked_for_by(encounter.sender);
  if (encounter.met) audience = domain::narrowest(audience, asked_for_by(encounter.met->sender));
  for (const auto& id : {std::optional(encounter.watched), encounter.arrangement})
    if (const auto index = id ? state.find(*id) : std::nullopt)
      audience = domain::narrowest(audience, state.audience_of(*index));
  return audience;
}

/// Enters what can be entered, lists all of it, and tells those who listen.
std::vector<PositionDesk::Told> PositionDesk::keep(const Encounters& encounters,
                                                   const views::Snapshot& snapshot) {
  if (encounters.empty()) return {};
  std::vector<views::ToldEncounter> written(encounters.size());
  std::vector<Told> told(encounters.size());
  std::vector<Draft> drafts;
  std::vector<std::size_t> places;  // of each draft
  auto findings = engine::rules::proximity_of_each(encounters, snapshot.state());
  for (std::size_t i = 0; i < encounters.size(); ++i) {
    written[i] = {encounters[i], std::move(findings[i]), std::nullopt, {}};
    told[i].is_meeting = encounters[i].met.has_value();
    told[i].sender = told[i].is_meeting ? snapshot.state().mission_party() : encounters[i].sender;
    told[i].seen_by = audience_of(encounters[i], snapshot.state());
    if (const auto sound = domain::encode_checked(encounters[i]); !sound) {
      written[i].why_not = sound.error().to_string();
      continue;
    }
    places.push_back(i);
    drafts.push_back({encounters[i], told[i].seen_by, {}, {}});
  }
  enter(drafts, places, written);
  // Names as everybody knows them: the same text goes to all who may hear of it.
  const auto shown = live_.at(domain::Reader::anyone(), {}, {});
  INVARIANT(shown);
  bool any_entered = false;
  for (std::size_t i = 0; i < told.size(); ++i) {
    told[i].is_entry = written[i].entry.has_value();
    any_entered = any_entered || told[i].is_entry;
    for (const views::Lang lang : {views::Lang::en, views::Lang::ar})
      told[i].json[static_cast<std::size_t>(lang)] =
          views::encounter_json(written[i], views::Naming(**shown, lang));
    if (!told[i].is_entry && events_.on_not_entered)
      events_.on_not_entered(told[i].json, told[i].seen_by, told[i].sender);
  }
  if (any_entered && events_.on_entered) events_.on_entered();
  const std::lock_guard lock(list_mutex_);
  told_.insert(told_.end(), told.begin(), told.end());
  while (told_.size() > limits::kEncountersTold) told_.pop_front();
  return told;
}

void PositionDesk::enter(const std::vector<Draft>& drafts, const std::vector<std::size_t>& places,
                         std::vector<views::ToldEncounter>& written) {
  const std::lock_guard lock(pen_mutex_);
  const auto entries = pen_->write(drafts, now());
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (entries)
      written[places[i]].entry = (*entries)[i];
    else
      written[places[i]].why_not = entries.error().to_string();
  }
}

std::string PositionDesk::list(const views::Ask& ask, const domain::Reader& reader) const {
  std::vector<std::string> shown;
  const std::lock_guard lock(list_mutex_);
  for (auto one = told_.rbegin(); one != told_.rend(); ++one)
    if (reader.may_read(one->seen_by, one->sender))
      shown.push_back(one->json[static_cast<std::size_t>(ask.lang)]);
  return views::encounters_json(shown, pen_->trouble());
}

void PositionDesk::start(Events events) {
  INVARIANT(!releasing_.joinable());
  events_ = std::move(events);
  releasing_ = std::thread([this] { release_until_stopped(); });
}

void PositionDesk::release_until_stopped() {
  while (true) {
    {
      std::unique_lock lock(stop_mutex_);
      if (stopped_.wait_for(lock, kReleaseEvery, [this] { return stopping_; })) return;
    }
    engine::StreamNews news;
    std::shared_ptr<const views::Snapshot> snapshot;
    {
      const std::lock_guard lock(stream_mutex_);
      if (!stream_) continue;
      const auto followed = follow_mission();
      if (!followed) continue;  // whoever posts next is told
      snapshot = *followed;
      stream_->release_quiet(news);
    }
    keep(news.encounters, *snapshot);
  }
}

void PositionDesk::stop() {
  {
    const std::lock_guard lock(stop_mutex_);
    stopping_ = true;
  }
  stopped_.notify_all();
  if (releasing_.joinable()) releasing_.join();
}

}  // namespace truceline::app

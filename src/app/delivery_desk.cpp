// SPDX-License-Identifier: Apache-2.0
#include "app/delivery_desk.hpp"

#include <algorithm>
#include <random>

#include "app/clock.hpp"
#include "base/limits.hpp"
#include "base/sha256.hpp"
#include "base/time.hpp"

namespace truceline::app {

using base::ErrorCode;
using base::Result;
using std::chrono::milliseconds;

namespace {

constexpr auto kLookForSilent = std::chrono::seconds(20);
constexpr std::size_t kIdDigits = 32;
constexpr std::uint64_t kLookAgain = ~std::uint64_t{0};  // no number of changes

/// Jitter between retries; nothing secret hangs on it.
std::uint64_t system_dice() {
  thread_local std::minstd_rand random(std::random_device{}());
  return random();
}

}  // namespace

std::string delivery_id(std::string_view origin, const Endpoint& endpoint,
                        const views::Notice& notice) {
  const std::string text = "truceline delivery\n" + std::string(origin) + "\n" +
                           std::to_string(endpoint.id) + "\n" +
                           std::to_string(endpoint.made.value) + "\n" +
                           std::string(domain::word(notice.kind)) + "\n" + base::to_hex(notice.id);
  return "dlv_" + base::to_hex(base::sha256(base::bytes_of(text))).substr(0, kIdDigits);
}

NewDelivery new_delivery(const views::MissionCard& mission, const DeliverySettings& settings,
                         const Endpoint& endpoint, const views::Notice& notice) {
  NewDelivery made{delivery_id(mission.config.origin, endpoint, notice), notice, {}};
  const views::DeliveryFrame frame{mission, made.id, settings.page};
  if (endpoint.kind == EndpointKind::webhook) {
    made.message = views::webhook_json(notice, frame);
  } else {
    const views::MailText mail = views::mail_text(notice, frame);
    made.message = mail.subject + "\n" + mail.text;
  }
  return made;
}

DeliveryDesk::DeliveryDesk(LiveMission& live, const std::filesystem::path& folder,
                           DeliveryOptions options)
    : live_(live),
      path_(folder / DeliveryFile::kName),
      options_(std::move(options)),
      queue_(options_.rules),
      begun_(std::chrono::steady_clock::now()),
      begun_wall_(now()),
      slots_(options_.sender, options_.rules.slots, [this] {
        {
          const std::lock_guard lock(mutex_);
          woken_ = true;
        }
        changed_.notify_one();
      }) {}

DeliveryDesk::~DeliveryDesk() {
  stop();
}

void DeliveryDesk::start(OnTrouble on_trouble) {
  on_trouble_ = std::move(on_trouble);
  thread_ = std::thread([this] { run(); });
}

void DeliveryDesk::heard(const domain::Reader& reader) {
  if (reader.party().empty()) return;
  {
    const std::lock_guard lock(mutex_);
    heard_.insert(reader.party());
    woken_ = true;
  }
  changed_.notify_one();
}

void DeliveryDesk::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
  slots_.stop();
}

/// The queue's clock goes on evenly, whatever becomes of the wall's.
base::TimeMs DeliveryDesk::queue_time() const {
  const auto since = std::chrono::steady_clock::now() - begun_;
  return {begun_wall_.value + std::chrono::duration_cast<milliseconds>(since).count()};
}

milliseconds DeliveryDesk::pause() const {
  if (!stores_) return options_.poll;
  const auto next = queue_.next_at();
  if (!next) return options_.poll;
  return std::clamp(milliseconds(next->value - queue_time().value), milliseconds(0), options_.poll);
}

void DeliveryDesk::run() {
  while (true) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, pause(), [this] { return woken_ || stopping_; });
      if (stopping_) return;
      woken_ = false;
    }
    const Result<void> looked = look();
    if (looked) continue;
    on_trouble_(looked.error());
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, options_.poll, [this] { return stopping_; });
  }
}

Result<void> DeliveryDesk::look() {
  TRY_ASSIGN(const bool there, open());
  if (!there) return {};
  TRY(record_ends());
  TRY_ASSIGN(const std::uint64_t changes, stores_->file->changes_of_others());
  if (changes != seen_changes_) {
    TRY(reload());
    seen_changes_ = changes;
  }
  Result<void> collected = collect();  // what waits is sent, even where no more comes in
  TRY(begin_due());
  TRY(look_for_silent());
  return collected;
}

/// True where there is a file of deliveries. The first endpoint may be named while we serve.
Result<bool> DeliveryDesk::open() {
  if (stores_) return true;
  std::error_code ignored;
  if (!std::filesystem::exists(path_, ignored)) return false;
  TRY_ASSIGN(auto file, DeliveryFile::open(path_));
  auto stores = std::make_unique<Stores>(std::move(file));
  TRY(stores->log.close_open_attempts(now()));
  TRY_ASSIGN(seen_changes_, stores->file->changes_of_others());
  stores_ = std::move(stores);
  const Result<void> loaded = reload();
  if (!loaded) {
    stores_.reset();
    return loaded.error();
  }
  return true;
}

/// What commands have changed: endpoints that came and went, what is to be sent again.
Result<void> DeliveryDesk::reload() {
  TRY_ASSIGN(settings_, stores_->endpoints.settings());
  TRY_ASSIGN(std::vector<Endpoint> all, stores_->endpoints.endpoints());
  TRY_ASSIGN(const auto waiting, stores_->log.waiting());
  const std::lock_guard lock(mutex_);
  std::map<EndpointId, Endpoint> endpoints;
  for (Endpoint& one : all) {
    heard_.insert(one.party);
    if (endpoints_.count(one.id) == 0) queue_.set_failures(one.id, one.failures);
    endpoints.emplace(one.id, std::move(one));
  }
  for (const auto& [id, one] : endpoints_)
    if (endpoints.count(id) == 0) queue_.drop(id), told_.erase(id);
  endpoints_ = std::move(endpoints);
  const std::int64_t latest = queue_time().value + options_.rules.longest_ms;
  for (DeliveryQueue::Waiting one : waiting) {
    one.next.value = std::min(one.next.value, latest);  // a clock that was wrong holds up nothing
    if (endpoints_.count(one.endpoint) > 0) queue_.add(one);
  }
  return {};
}

std::size_t DeliveryDesk::room_for(const std::string& party) const {
  std::size_t waiting = 0;
  for (const auto& [id, one] : endpoints_)
    if (one.party == party) waiting += queue_.waiting_for(id);
  return options_.waiting_of_party - std::min(waiting, options_.waiting_of_party);
}

Result<void> DeliveryDesk::collect() {
  std::set<std::string> parties;
  {
    const std::lock_guard lock(mutex_);
    parties = std::exchange(heard_, {});
  }
  for (const std::string& party : behind_)
    if (room_for(party) > options_.waiting_of_party / 2) parties.insert(party);
  Result<void> result;
  for (const std::string& party : parties) {
    const Result<bool> all = collect_for(party);
    if (all && *all) {
      behind_.erase(party);
      continue;
    }
    behind_.insert(party);
    if (!all) result = all.error();
  }
  return result;
}

/// True where nothing is left to take in.
Result<bool> DeliveryDesk::collect_for(const std::string& party) {
  const bool any =
      std::ranges::any_of(endpoints_, [&](const auto& one) { return one.second.party == party; });
  if (!any) return true;
  TRY_ASSIGN(const auto snapshot, live_.at(domain::Reader::of(party), {}, {}));
  const base::EntryIndex end{snapshot->state().size().value};
  bool all = true;
  for (auto& [id, endpoint] : endpoints_) {
    if (endpoint.party != party) continue;
    std::size_t room = room_for(party);
    std::vector<views::Notice> notices =
        views::entry_notices(*snapshot, party, endpoint.next_entry);
    base::EntryIndex next = std::max(end, endpoint.next_entry);
    if (notices.size() > room) {
      next = *notices[room].entry;
      notices.resize(room);
      all = false;
    }
    if (next != endpoint.next_entry || !notices.empty()) {
      TRY(take_in(endpoint, notices, next));
      endpoint.next_entry = next;
    }
    room -= notices.size();
    TRY_ASSIGN(const bool findings, collect_findings(endpoint, *snapshot, room));
    endpoint.has_seen_inbox = true;
    all = all && findings;
  }
  return all;
}

Result<bool> DeliveryDesk::collect_findings(const Endpoint& endpoint,
                                            const views::Snapshot& snapshot, std::size_t room) {
  std::vector<views::Notice> inbox = views::inbox_notices(snapshot, endpoint.party);
  std::set<base::Hash>& told = told_[endpoint.id];
  std::erase_if(inbox, [&](const views::Notice& notice) { return told.count(notice.id) > 0; });
  std::vector<base::Hash> ids;
  for (const views::Notice& notice : inbox) ids.push_back(notice.id);
  if (!endpoint.has_seen_inbox) {
    TRY(stores_->log.see_inbox(endpoint.id, ids));
    told.insert(ids.begin(), ids.end());
    return true;
  }
  TRY_ASSIGN(const std::vector<base::Hash> fresh, stores_->log.not_noticed(endpoint.id, ids));
  const std::set<base::Hash> wanted(fresh.begin(), fresh.end());
  std::erase_if(inbox, [&](const views::Notice& notice) { return wanted.count(notice.id) == 0; });
  const bool all = inbox.size() <= room;
  if (!all) inbox.resize(room);
  if (!inbox.empty()) TRY(take_in(endpoint, inbox, endpoint.next_entry));
  if (all) told.insert(ids.begin(), ids.end());
  return all;
}

Result<void> DeliveryDesk::take_in(const Endpoint& endpoint, std::span<const views::Notice> notices,
                                   base::EntryIndex next_entry) {
  std::vector<NewDelivery> deliveries;
  for (const views::Notice& notice : notices)
    deliveries.push_back(new_delivery(live_.mission(), settings_, endpoint, notice));
  TRY_ASSIGN(const auto waits, stores_->log.take_in(endpoint, deliveries, next_entry, now()));
  for (DeliveryQueue::Waiting one : waits) {
    one.next = std::min(one.next, queue_time());
    queue_.add(one);
  }
  return {};
}

Result<void> DeliveryDesk::record_ends() {
  Result<void> result;
  for (const SlotJob& job : slots_.done())
    if (const Result<void> recorded = record(job); !recorded) result = recorded;
  return result;
}

Result<void> DeliveryDesk::record(const SlotJob& job) {
  const auto changes =
      queue_.end(job.waiting.number, job.end.verdict, queue_time(), dice(), job.end.asked_ms);
  auto recorded = stores_->log.end(job.attempt, job.waiting, job.end, changes, now());
  // What cannot be written down counts as never heard: it is sent again, under the same id.
  if (!recorded) seen_changes_ = kLookAgain;
  return recorded;
}

Result<void> DeliveryDesk::begin_due() {
  Result<void> result;
  while (const auto one = queue_.begin(queue_time())) {
    const Result<void> begun = begin(*one);
    if (begun) continue;
    static_cast<void>(queue_.end(one->number, Verdict::failed, queue_time(), dice()));
    seen_changes_ = kLookAgain;
    result = begun;
  }
  return result;
}

Result<void> DeliveryDesk::begin(const DeliveryQueue::Waiting& one) {
  const Endpoint& endpoint = endpoints_.at(one.endpoint);
  TRY_ASSIGN(const Delivery delivery, stores_->log.delivery(one.number));
  TRY_ASSIGN(const std::string message, stores_->log.message_of(one.number));
  TRY_ASSIGN(base::Bytes secret, stores_->endpoints.secret_of(one.endpoint));
  auto what = outgoing(delivery, endpoint, message, settings_, std::move(secret));
  const base::Hash sent = what ? base::sha256(base::bytes_of(what->bytes)) : base::Hash{};
  TRY_ASSIGN(const std::uint64_t attempt, stores_->log.begin(one, sent, now()));
  if (what) {
    slots_.begin({one, attempt, *std::move(what), {}});
  } else {
    const auto recorded = record({one, attempt, {}, {Verdict::failed, 0, what.error().reason}});
    if (!recorded) on_trouble_(recorded.error());
  }
  return {};
}

std::uint64_t DeliveryDesk::dice() const {
  return options_.dice ? options_.dice() : system_dice();
}

/// Says of each endpoint once that it has become silent.
Result<void> DeliveryDesk::look_for_silent() {
  const auto at = std::chrono::steady_clock::now();
  if (at - looked_for_silent_ < kLookForSilent) return {};
  looked_for_silent_ = at;
  TRY_ASSIGN(const std::vector<Endpoint> all, stores_->endpoints.endpoints());
  for (const Endpoint& one : all) {
    if (!one.is_silent(now(), settings_.silent_after_ms)) {
      told_silent_.erase(one.id);
    } else if (told_silent_.emplace(one.id, *one.unmet_since).second) {
      on_trouble_({ErrorCode::unavailable,
                   "endpoint " + std::to_string(one.id) + " of '" + one.party +
                       "' is silent: nothing got through since " +
                       base::to_utc_string(*one.unmet_since),
                   {},
                   "reach the party in another way; truceline delivery log says what fails"});
    }
  }
  return stores_->log.forget_oldest(base::limits::kDeliveriesKept);
}

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include "app/read_first.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "engine/neighbourhood.hpp"
#include "engine/profiles.hpp"

namespace truceline::app {
namespace {

namespace limits = base::limits;

constexpr std::size_t kNamed = 20;  // of the entries that are missing

bool must_have_read(const domain::Notification& notice, const engine::State& state) {
  if (notice.emergency || !domain::takes_place(notice.phase)) return false;
  const engine::Profiles profiles(state);
  return std::ranges::any_of(profiles.of(notice.kind),
                             [](const engine::Asked& asked) { return asked.profile->read_first; });
}

base::Error not_read(std::string reason) {
  return {base::ErrorCode::conflict, std::move(reason), "body.has_read",
          "ask POST /api/v1/conflicts/check, logged in as its party: read what its "
          "\"neighbourhood\" lists, and sign with the key it gives"};
}

/// "entries 12, 40 and 3 more".
std::string listed(const std::vector<base::EntryIndex>& entries) {
  std::string text = entries.size() == 1 ? "entry " : "entries ";
  for (std::size_t i = 0; i < entries.size() && i < kNamed; ++i)
    text += (i == 0 ? "" : ", ") + std::to_string(entries[i].value);
  if (entries.size() > kNamed) text += " and " + std::to_string(entries.size() - kNamed) + " more";
  return text;
}

}  // namespace

void ReadFirst::handed_out(const base::Hash& key, base::TimeMs at) {
  const std::lock_guard lock(mutex_);
  fresh_[key] = at;
  order_.emplace_back(at, key);
  while (order_.size() > limits::kReadKeys || order_.front().first.value < at.value - kReadKeyMs) {
    const auto& [when, old] = order_.front();
    const auto found = fresh_.find(old);
    if (found != fresh_.end() && found->second == when) fresh_.erase(found);
    order_.pop_front();
  }
}

bool ReadFirst::is_fresh(const base::Hash& key, base::TimeMs at) const {
  const std::lock_guard lock(mutex_);
  const auto found = fresh_.find(key);
  return found != fresh_.end() && at.value - found->second.value <= kReadKeyMs;
}

base::Result<void> ReadFirst::check(const domain::Statement& statement, base::TimeMs at) const {
  const auto* const notice =
      statement.body ? std::get_if<domain::Notification>(&*statement.body) : nullptr;
  if (notice == nullptr) return {};
  const auto snapshot = live_.newest();
  const engine::State& state = snapshot->state();
  if (!must_have_read(*notice, state)) return {};
  engine::Said<domain::Notification> planned;
  planned.index = {state.size().value};
  planned.party = statement.header.party;
  planned.audience = statement.header.audience;
  planned.what = *notice;
  const engine::Neighbourhood now = engine::neighbourhood(planned, state, *snapshot->conflicts(),
                                                          domain::Reader::of(planned.party));
  if (now.entries.empty() && !notice->has_read) return {};
  if (!notice->has_read)
    return not_read("it does not say that its author has read what is notified around it: " +
                    listed(now.entries));
  const base::Hash& key = notice->has_read->key;
  if (key == now.key || is_fresh(key, at)) return {};
  std::vector<base::EntryIndex> missing;
  std::ranges::copy_if(now.entries, std::back_inserter(missing), [&](base::EntryIndex entry) {
    return entry.value >= notice->has_read->size.value;
  });
  if (missing.empty())
    return not_read(
        "what is notified around it is not what its author has read: the key is "
        "another, or something has gone since");
  return not_read("what is notified around it has changed since its author read it: " +
                  listed(missing));
}

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include "app/read_desk.hpp"

#include <algorithm>

#include "app/clock.hpp"
#include "base/limits.hpp"

namespace truceline::app {

using base::Result;

namespace limits = base::limits;

namespace {

/// A clock that was set back makes it recent: one statement too few within an hour, at most.
bool is_recent(base::TimeMs then, base::TimeMs now) {
  return now.value - then.value < limits::kReadNotedMs;
}

/// Who says what was opened, and who opened it.
domain::Audience audience_of(const std::string& author, const std::string& reader) {
  domain::Audience audience{domain::AudienceLabel::named, {author, reader}};
  std::ranges::sort(audience.recipients);
  const auto doubles = std::ranges::unique(audience.recipients);
  audience.recipients.erase(doubles.begin(), doubles.end());
  return audience;
}

}  // namespace

ReadDesk::ReadDesk(Mission& mission, LiveMission& live, std::function<void()> on_entered)
    : authors_(
          std::make_unique<AuthorWatch>(mission, live.authors_as_loaded(), live.size_as_loaded())),
      on_entered_(std::move(on_entered)) {}

Result<std::unique_ptr<ReadDesk>> ReadDesk::open(Mission& mission, LiveMission& live,
                                                 std::function<void()> on_entered) {
  std::unique_ptr<ReadDesk> desk(new ReadDesk(mission, live, std::move(on_entered)));
  TRY_ASSIGN(ServerPen pen, ServerPen::open(mission, *desk->authors_));
  desk->pen_.emplace(std::move(pen));
  // What was said before a restart is not said again.
  const auto snapshot = live.newest();
  const base::TimeMs at = now();
  for (const auto& said : snapshot->state().reads())
    if (const auto entry = snapshot->state().find(said.what.entry);
        entry && said.party == mission.config().party && is_recent(said.what.at, at))
      desk->remember({said.what.account, *entry}, said.what.at);
  return desk;
}

Result<void> ReadDesk::note(const Caller& caller, std::span<const base::EntryIndex> opened,
                            const engine::State& state) {
  const base::TimeMs at = now();
  const std::lock_guard lock(mutex_);
  std::vector<Draft> drafts;
  std::vector<Opened> new_ones;
  for (const base::EntryIndex entry : opened) {
    const auto noted = noted_.find({caller.account, entry});
    if (noted != noted_.end() && is_recent(noted->second, at)) continue;
    domain::Read read{state.id_of(entry), caller.party, caller.account, at};
    drafts.push_back({std::move(read), audience_of(state.party_of(entry), caller.party), {}, {}});
    new_ones.emplace_back(caller.account, entry);
  }
  if (drafts.empty()) return {};
  TRY(pen_->write(drafts, at));
  for (const Opened& one : new_ones) remember(one, at);
  if (on_entered_) on_entered_();
  return {};
}

void ReadDesk::remember(const Opened& opened, base::TimeMs at) {
  if (noted_.size() >= limits::kReadsRemembered) {
    std::erase_if(noted_, [at](const auto& one) { return !is_recent(one.second, at); });
    // Rather one statement too many than memory without end.
    if (noted_.size() >= limits::kReadsRemembered) noted_.clear();
  }
  noted_.insert_or_assign(opened, at);
}

}  // namespace truceline::app

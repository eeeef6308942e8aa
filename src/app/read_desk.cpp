// SPDX-License-Identifier: Apache-2.0
#include "app/read_desk.hpp"

#include "app/clock.hpp"
#include "app/read_draft.hpp"
#include "base/limits.hpp"

namespace truceline::app {

using base::Result;

namespace limits = base::limits;

namespace {

/// A clock that was set back makes it recent: one statement too few within an hour, at most.
bool is_recent(base::TimeMs then, base::TimeMs now) {
  return now.value - then.value < limits::kReadNotedMs;
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
      desk->remember({said.what.account, *entry}, {said.what.at});
  return desk;
}

bool ReadDesk::is_within_limit(const std::string& account, std::span<const base::EntryIndex> opened,
                               base::TimeMs at) const {
  std::int64_t alone = 0;
  for (auto one = noted_.lower_bound({account, {}});
       one != noted_.end() && one->first.first == account; ++one)
    alone += !one->second.agreed && is_recent(one->second.at, at);
  for (const base::EntryIndex entry : opened) {
    const auto noted = noted_.find({account, entry});
    alone += noted == noted_.end() || !is_recent(noted->second.at, at);
  }
  return alone <= limits::kConfidentialAnHour;
}

bool ReadDesk::may_open_alone(const Caller& caller, std::span<const base::EntryIndex> opened) {
  const std::lock_guard lock(mutex_);
  return is_within_limit(caller.account, opened, now());
}

Result<bool> ReadDesk::note(const Caller& caller, std::span<const base::EntryIndex> opened,
                            const engine::State& state, bool agreed) {
  const base::TimeMs at = now();
  const std::lock_guard lock(mutex_);
  std::vector<Draft> drafts;
  std::vector<Opened> new_ones;
  for (const base::EntryIndex entry : opened) {
    const auto noted = noted_.find({caller.account, entry});
    if (noted != noted_.end() && is_recent(noted->second.at, at)) continue;
    drafts.push_back(read_draft(state, entry, caller.party, caller.account, at));
    new_ones.emplace_back(caller.account, entry);
  }
  if (drafts.empty()) return true;
  if (!agreed && !is_within_limit(caller.account, opened, at)) return false;
  TRY(pen_->write(drafts, at));
  for (const Opened& one : new_ones) remember(one, {at, agreed});
  if (on_entered_) on_entered_();
  return true;
}

void ReadDesk::remember(const Opened& opened, const Noted& noted) {
  if (noted_.size() >= limits::kReadsRemembered) {
    std::erase_if(noted_,
                  [&noted](const auto& one) { return !is_recent(one.second.at, noted.at); });
    // Rather one statement too many than memory without end.
    if (noted_.size() >= limits::kReadsRemembered) noted_.clear();
  }
  noted_.insert_or_assign(opened, noted);
}

base::Error second_person_needed() {
  return {base::ErrorCode::forbidden,
          "more than " + std::to_string(limits::kConfidentialAnHour) +
              " confidential bodies within an hour take a second person",
          {},
          "POST {\"entries\":[...]} or {\"about\":\"...\"} to /api/v1/exports and have another "
          "account of "
          "the party agree"};
}

}  // namespace truceline::app

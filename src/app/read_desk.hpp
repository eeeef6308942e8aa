// SPDX-License-Identifier: Apache-2.0
//
// Nobody opens a body that is not for everyone without leaving a trace: before it is handed over,
// the server says in the ledger which account of which party opened which entry, and when. The
// party that said it and the one that opened it can read that. One statement for each account and
// entry within an hour is enough. And no account opens more than some tens within an hour unless a
// second one of its party agrees (export_desk.hpp).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include "app/account.hpp"
#include "app/author_watch.hpp"
#include "app/live_mission.hpp"
#include "app/server_pen.hpp"

namespace truceline::app {

/// Any thread.
class ReadDesk {
 public:
  /// `on_entered`: entries were added. REQUIRES: both outlive this. Errors: those of
  /// ServerPen::open.
  static base::Result<std::unique_ptr<ReadDesk>> open(Mission& mission, LiveMission& live,
                                                      std::function<void()> on_entered);

  /// Writes down that `caller` opens these entries; durable when it returns. False where that takes
  /// a second person, and nothing was written: unless `agreed`. REQUIRES: they are entries of
  /// `state`. Errors: forbidden where the server has no key to say so with; those of the ledger.
  /// Without a true, the bodies must not be handed over.
  base::Result<bool> note(const Caller& caller, std::span<const base::EntryIndex> opened,
                          const engine::State& state, bool agreed = false);
  /// Would note() say true to these?
  bool may_open_alone(const Caller& caller, std::span<const base::EntryIndex> opened);

 private:
  using Opened = std::pair<std::string, base::EntryIndex>;  // account, entry
  struct Noted {
    base::TimeMs at;      // when last
    bool agreed = false;  // with a second person
  };

  ReadDesk(Mission& mission, LiveMission& live, std::function<void()> on_entered);
  void remember(const Opened& opened, const Noted& noted);
  bool is_within_limit(const std::string& account, std::span<const base::EntryIndex> opened,
                       base::TimeMs at) const;

  std::unique_ptr<AuthorWatch> authors_;
  const std::function<void()> on_entered_;
  std::mutex mutex_;  // guards the next two
  std::optional<ServerPen> pen_;
  std::map<Opened, Noted> noted_;
};

/// What one account alone may not open, and what to do about it.
base::Error second_person_needed();

}  // namespace truceline::app

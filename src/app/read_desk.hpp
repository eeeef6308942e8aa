// SPDX-License-Identifier: Apache-2.0
//
// Nobody opens a body that is not for everyone without leaving a trace: before it is handed over,
// the server says in the ledger which account of which party opened which entry, and when. The
// party that said it and the one that opened it can read that. One statement for each account and
// entry within an hour is enough.
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

  /// Writes down that `caller` opens these entries; durable when it returns. REQUIRES: they are
  /// entries of `state`. Errors: forbidden where the server has no key to say so with; those of
  /// the ledger: then the bodies must not be handed over.
  base::Result<void> note(const Caller& caller, std::span<const base::EntryIndex> opened,
                          const engine::State& state);

 private:
  using Opened = std::pair<std::string, base::EntryIndex>;  // account, entry

  ReadDesk(Mission& mission, LiveMission& live, std::function<void()> on_entered);
  void remember(const Opened& opened, base::TimeMs at);

  std::unique_ptr<AuthorWatch> authors_;
  const std::function<void()> on_entered_;
  std::mutex mutex_;  // guards the next two
  std::optional<ServerPen> pen_;
  std::map<Opened, base::TimeMs> noted_;  // when last
};

}  // namespace truceline::app

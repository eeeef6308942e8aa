// SPDX-License-Identifier: Apache-2.0
//
// What a monitor cries out: who did what, in a sentence, and where it is provable the evidence.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "domain/words.hpp"

namespace truceline::app {

/// Worst first: a command that looks once ends with the worst one's exit code.
enum class AlarmKind {
  fork,      ///< The log signed two histories: proved.
  withheld,  ///< The host shows less than was shown to us or to a witness before.
  broken,    ///< What is shown is not what was signed, or nobody signed it.
  quorum,    ///< Not all witnesses have cosigned what was shown, and the window is over.
  stall,     ///< A witness has not cosigned for too long.
  silent,    ///< No answer.
};

struct Alarm {
  AlarmKind kind = AlarmKind::silent;
  std::string who;       ///< "the host", or the policy's name of a witness.
  std::string reason;    ///< One sentence without a trailing full stop.
  std::string evidence;  ///< ledger::format_fork; empty for all kinds but fork.

  /// The same trouble, though perhaps in other words.
  bool same_as(const Alarm& other) const { return kind == other.kind && who == other.who; }
};

}  // namespace truceline::app

namespace truceline::domain {
template <>
inline constexpr auto kWords<app::AlarmKind> =
    std::to_array<std::pair<app::AlarmKind, std::string_view>>(
        {{app::AlarmKind::fork, "fork"},
         {app::AlarmKind::withheld, "withheld"},
         {app::AlarmKind::broken, "broken"},
         {app::AlarmKind::quorum, "quorum"},
         {app::AlarmKind::stall, "stall"},
         {app::AlarmKind::silent, "silent"}});
}  // namespace truceline::domain

// SPDX-License-Identifier: Apache-2.0
//
// Watches a host and its witnesses for whoever trusts neither: each look compares what the host
// shows with all it showed before and with what every witness has seen. Two views that cannot
// both be true become evidence. It asks for more than a receipt does: every witness of the
// policy, within twelve hours.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/alarm.hpp"
#include "app/monitor_memory.hpp"
#include "app/tiled_view.hpp"
#include "ledger/compare_checkpoints.hpp"
#include "ledger/cosigned.hpp"
#include "ledger/policy.hpp"
#include "ledger/quorum.hpp"

namespace truceline::app {

struct MonitorLimits {
  std::int64_t stall_ms = 60 * 60 * 1000;  ///< A witness may be silent so long.
  /// A host shows a checkpoint once enough witnesses have cosigned it, so each of them may be
  /// ahead of it so long.
  std::int64_t ahead_ms = 10 * 1000;
  std::int64_t window_ms = static_cast<std::int64_t>(ledger::kMonitorWindowS) * 1000;
};

/// Where to look. `witnesses` in the policy's order; null where the policy names no address.
struct MonitorSources {
  ReadLogFile host;
  std::vector<ReadLogFile> witnesses;
};

/// What one look found.
struct Look {
  std::vector<std::string> facts;  ///< A line for each source that answered well.
  std::vector<Alarm> alarms;
  bool unsettled = false;  ///< A witness is ahead of the host: look again after ahead_ms.
};

class Monitor {
 public:
  /// Errors: those of open_cosigned for what is remembered.
  static base::Result<Monitor> open(ledger::Policy policy, MonitorSources sources,
                                    MonitorLimits limits, MonitorMemory memory);

  /// Asks everybody once. Never fails: what does not answer is an alarm. Cost: 2 requests a
  /// source, and some tiles where sizes differ.
  Look look(base::TimeMs now);

  /// To be made durable after each look, before its alarms are told.
  const MonitorMemory& memory() const { return memory_; }

 private:
  struct Opened {
    ledger::SeenCheckpoint seen;
    std::size_t log = 0;
    std::vector<ledger::CosignedBy> cosigned;
  };
  enum class Verdict { consistent, forked, unproved };

  Monitor(ledger::Policy policy, MonitorSources sources, MonitorLimits limits, MonitorMemory memory)
      : policy_(std::move(policy)),
        sources_(std::move(sources)),
        limits_(limits),
        memory_(std::move(memory)) {}

  base::Result<Opened> open_note(std::string note) const;
  std::optional<Opened> ask(const ReadLogFile& source, const std::string& who, Look& look) const;
  Verdict compare(const Opened& one, const Opened& other, const ledger::FetchTile& tiles,
                  const std::string& who, Look& look) const;
  void look_at_host(Look& look, base::TimeMs now);
  void take_host(Opened host, Look& look, base::TimeMs now);
  void look_at_witness(std::size_t witness, Look& look, base::TimeMs now);
  void judge_ahead(std::size_t witness, base::TreeSize size, Look& look, base::TimeMs now);
  void credit(std::size_t witness, base::TreeSize size, std::uint64_t time_s, base::TimeMs now);
  void judge_times(Look& look, base::TimeMs now) const;
  void judge_window(Look& look, base::TimeMs now);

  ledger::Policy policy_;
  MonitorSources sources_;
  MonitorLimits limits_;
  MonitorMemory memory_;
  std::map<std::size_t, MonitorMemory::Sighting> ahead_;  ///< Witnesses, since when, of what.
  std::optional<Opened> newest_;  ///< The newest good view of the host; memory_.checkpoint.
};

}  // namespace truceline::app

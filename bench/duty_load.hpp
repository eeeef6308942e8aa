// SPDX-License-Identifier: Apache-2.0
//
// How long a notification takes until those who are to be told of it are, while very much is
// notified, very many have their inbox open, and one party floods the server. Client and server
// share the machine: what the one uses of the processor the other does not have.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "duty_mission.hpp"

namespace truceline::bench {

struct DutyLoad {
  DutyPlan plan;
  std::size_t per_second = 200;
  std::size_t seconds = 600;        ///< Without anybody flooding.
  std::size_t flood_seconds = 120;  ///< With; 0: nobody does.
  std::size_t flood_per_second = 3000;
  std::filesystem::path program;  ///< What serves.
};

/// Sorted.
using WaitsMs = std::vector<double>;

/// So long at that rate.
struct DutyPhase {
  std::string name;
  double lasted_s = 0;
  std::size_t sent = 0;
  std::size_t refused = 0;    ///< Not taken in: there must be none.
  std::size_t untold = 0;     ///< Some inbox was never told of.
  std::size_t not_there = 0;  ///< Told, but not in the register that was asked for at once.
  WaitsMs answered;           ///< From when it was due to be sent until it was answered.
  WaitsMs delivered;          ///< Until the last inbox of its recipients was told.
  WaitsMs register_asked;     ///< A page of the register, when told that there is something new.
  std::uint64_t flooded = 0;  ///< Requests of who floods ...
  std::uint64_t flood_refused = 0;  ///< ... and how many were told to wait.
  double server_cpu_s = 0;
  double client_cpu_s = 0;
  std::uint64_t resident_first = 0;   ///< Bytes, at the beginning,
  std::uint64_t resident_minute = 0;  ///< after a minute (or a tenth, where that is less),
  std::uint64_t resident_last = 0;    ///< and at the end.
};

struct DutyMeasured {
  std::vector<DutyPhase> phases;
  std::uint64_t entries = 0;  ///< Before anything is sent.
  double loaded_s = 0;        ///< From starting the server to its first answer.
  double opened_s = 0;        ///< Opening all inboxes.
};

/// Tells its progress on stderr. Errors: unavailable where the server does not start or refuses an
/// inbox.
base::Result<DutyMeasured> measure_duty(const DutyLoad& load);

/// The share of a hundred that waited no longer. 0 where there are none.
double percentile(const WaitsMs& sorted, double of_hundred);
std::string duty_table(const DutyLoad& load, const DutyMeasured& measured);
/// docs/performance_duty.md: what each row is, how to repeat it, the table.
std::string duty_page(const std::string& machine, const std::string& build, const DutyLoad& load,
                      const DutyMeasured& measured);

}  // namespace truceline::bench

// SPDX-License-Identifier: Apache-2.0
//
// The harness: several ways of doing the same work, run in turns in one process, so that whatever
// else the machine is doing disturbs them alike. Two clocks: wall, and the CPU time of this
// process, which hardly depends on who else is running.
// It refuses to print figures of ways that disagree on the answer.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace truceline::bench {

enum class Role {
  ours,    ///< What Truceline does. The first way of a group is the one others are held against.
  other,   ///< Another way to the same answer, which must be the same.
  nearly,  ///< Another way to nearly the same answer, by its nature; at most 1 in 1,000 off.
  floor,   ///< The least this machine can do with these bytes: less work, another answer.
  also,    ///< Other work of ours on the same input, to see where time goes.
};

/// One way of doing the work.
struct Way {
  std::string name;
  Role role = Role::ours;
  std::function<std::uint64_t()> run;                       ///< Timed. Returns its answer: a count.
  std::function<void()> prepare = std::function<void()>();  ///< Before each run, not timed.
  /// What else is worth telling when all runs are done: "p99 8.0 ms".
  std::function<std::string()> remark = std::function<std::string()>();
};

/// What a run is worth, and by which clock ways are compared: CPU unless the disk has a say.
struct Work {
  std::string path;  ///< "point in zone, 15 zones"
  std::string unit;  ///< "points"
  std::uint64_t units = 0;
  enum class Clock { cpu, wall } clock = Clock::cpu;
};

struct Took {
  double wall_s = 0;
  double cpu_s = 0;  ///< User and system, all threads.
};

struct MeasuredWay {
  std::string name;
  Role role = Role::ours;
  std::uint64_t answer = 0;
  std::vector<Took> runs;
  std::string remark;
};

struct Measured {
  Work work;
  std::vector<MeasuredWay> ways;
};

/// Least, middle and greatest of some figures.
struct Spread {
  double min = 0;
  double median = 0;
  double max = 0;
};
/// REQUIRES: at least one.
Spread spread(std::vector<double> figures);
/// Seconds of each run by one of the clocks.
Spread seconds(const MeasuredWay& way, Work::Clock clock);
/// How many times as fast `ours` was as `way`: the middle of the rounds, by the work's clock.
double times_as_fast(const MeasuredWay& ours, const MeasuredWay& way, Work::Clock clock);

/// Runs every way once to warm up and then `rounds` times, in turns. A way that is done in less
/// than 50 ms and needs no preparing is run as often as fills them, in every round; what is kept
/// is the time of one run. Tells its progress on stderr. Error: a way of role `ours` or `other`
/// whose answer is not the first one's, or of role `nearly` whose answer is not near it.
base::Result<Measured> measure(Work work, const std::vector<Way>& ways, int rounds);

}  // namespace truceline::bench

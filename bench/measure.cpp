// SPDX-License-Identifier: Apache-2.0
#include "measure.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace truceline::bench {
namespace {

double wall_now_s() {
  using std::chrono::duration;
  return duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double cpu_now_s() {
  timespec now{};
  INVARIANT(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double by(Work::Clock clock, const Took& took) {
  return clock == Work::Clock::cpu ? took.cpu_s : took.wall_s;
}

constexpr double kLeast_s = 0.05;

/// The time of one run, out of so many.
Took run(const Way& way, int times, std::uint64_t& answer) {
  if (way.prepare) way.prepare();
  const double cpu_s = cpu_now_s();
  const double wall_s = wall_now_s();
  for (int i = 0; i < times; ++i) answer = way.run();
  return {(wall_now_s() - wall_s) / times, (cpu_now_s() - cpu_s) / times};
}

/// How often a way that took so long must be run to fill the least time.
int times_to_fill(const Way& way, const Took& took) {
  if (way.prepare || took.cpu_s >= kLeast_s) return 1;
  return static_cast<int>(kLeast_s / std::max(took.cpu_s, 1e-7)) + 1;
}

bool agrees(const MeasuredWay& way, std::uint64_t first) {
  const std::uint64_t apart = way.answer > first ? way.answer - first : first - way.answer;
  switch (way.role) {
    case Role::ours:
    case Role::other:
      return apart == 0;
    case Role::nearly:
      return apart <= first / 1000 + 1;
    case Role::floor:
    case Role::also:
      return true;
  }
  return false;
}

}  // namespace

Spread spread(std::vector<double> figures) {
  INVARIANT(!figures.empty());
  std::sort(figures.begin(), figures.end());
  return {figures.front(), figures[figures.size() / 2], figures.back()};
}

Spread seconds(const MeasuredWay& way, Work::Clock clock) {
  std::vector<double> figures;
  for (const Took& took : way.runs) figures.push_back(by(clock, took));
  return spread(std::move(figures));
}

double times_as_fast(const MeasuredWay& ours, const MeasuredWay& way, Work::Clock clock) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < ours.runs.size(); ++i)
    ratios.push_back(by(clock, way.runs[i]) / by(clock, ours.runs[i]));
  return spread(std::move(ratios)).median;
}

base::Result<Measured> measure(Work work, const std::vector<Way>& ways, int rounds) {
  Measured measured{std::move(work), {}};
  for (const Way& way : ways) measured.ways.push_back({way.name, way.role, 0, {}, {}});
  std::vector<int> times(ways.size(), 1);
  for (int round = 0; round <= rounds; ++round) {
    std::fprintf(stderr, "bench: %s: %s %d of %d\n", measured.work.path.c_str(),
                 round == 0 ? "warm-up, then round" : "round", std::max(round, 1), rounds);
    for (std::size_t i = 0; i < ways.size(); ++i) {
      MeasuredWay& way = measured.ways[i];
      const Took took = run(ways[i], times[i], way.answer);
      if (round == 0)
        times[i] = times_to_fill(ways[i], took);
      else
        way.runs.push_back(took);
      if (!agrees(way, measured.ways[0].answer))
        return base::invalid(measured.work.path + ": '" + way.name + "' answers " +
                             std::to_string(way.answer) + ", '" + measured.ways[0].name + "' " +
                             std::to_string(measured.ways[0].answer));
    }
  }
  for (std::size_t i = 0; i < ways.size(); ++i)
    if (ways[i].remark) measured.ways[i].remark = ways[i].remark();
  return measured;
}

}  // namespace truceline::bench

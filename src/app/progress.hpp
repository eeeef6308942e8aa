// SPDX-License-Identifier: Apache-2.0
//
// How far long work has come: one line on the error stream, only where somebody watches, only
// after a second of work. It is gone when the work ends.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "app/terminal.hpp"

namespace truceline::app {

/// What the line shows.
struct ProgressState {
  std::string_view verb;    ///< "importing".
  std::string_view unit;    ///< "rows".
  std::uint64_t done = 0;   ///< Of `total`, in whatever measure: bytes, entries.
  std::uint64_t total = 0;  ///< 0: not known, then there is no bar and no time left.
  std::uint64_t units = 0;  ///< Rows, entries so far.
  std::int64_t elapsed_ms = 0;
};

/// "importing [#####.....] 50%  8,000 rows  6,000/s  0:02 left", at most `width` columns: a
/// narrow terminal gets a shorter bar, then none.
std::string progress_line(const ProgressState& state, int width);

/// "1,234,567".
std::string grouped(std::uint64_t number);

class Progress {
 public:
  /// REQUIRES: the terminal outlives it, the texts too.
  Progress(Terminal& terminal, std::string_view verb, std::string_view unit, std::uint64_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Where the whole is known only once the work has begun.
  void set_total(std::uint64_t total) { state_.total = total; }
  /// Cheap; draws at most ten times a second.
  void update(std::uint64_t done, std::uint64_t units);
  std::int64_t elapsed_ms() const;

 private:
  using Clock = std::chrono::steady_clock;
  Terminal& terminal_;
  ProgressState state_;
  Clock::time_point begun_ = Clock::now();
  std::int64_t drawn_ms_ = 0;  ///< When the line was drawn last; 0: never.
};

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
//
// What a daemon says on standard error while it runs: one short line a piece, with the time, and
// so few that nobody can fill a disk by asking. Never a key, a body or a salt.
#pragma once

#include <cstdint>
#include <mutex>
#include <ostream>
#include <string_view>

#include "base/strong.hpp"

namespace truceline::app {

/// Any thread.
class ShortLog {
 public:
  /// At most so many lines in a minute; the rest is counted.
  static constexpr int kLinesInAMinute = 60;

  /// REQUIRES: `out` outlives this.
  explicit ShortLog(std::ostream& out) : out_(out) {}

  /// Control characters, which may come from strangers, become question marks; a long text is cut
  /// at 500 bytes.
  void say(std::string_view line);

 private:
  std::mutex mutex_;  // guards the rest
  std::ostream& out_;
  std::int64_t minute_ = 0;
  int said_ = 0;
  std::uint64_t unsaid_ = 0;
};

}  // namespace truceline::app

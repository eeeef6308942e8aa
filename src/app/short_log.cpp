// SPDX-License-Identifier: Apache-2.0
#include "app/short_log.hpp"

#include <algorithm>
#include <string>

#include "app/clock.hpp"
#include "base/time.hpp"

namespace truceline::app {
namespace {

constexpr std::size_t kLineBytes = 500;

bool is_control(char c) {
  return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
}

}  // namespace

void ShortLog::say(std::string_view line) {
  const base::TimeMs at = now();
  std::string text = base::to_utc_string(at) + " ";
  text += line.substr(0, kLineBytes);
  std::ranges::replace_if(text, is_control, '?');
  const std::lock_guard lock(mutex_);
  const std::int64_t minute = at.value / base::kMinuteMs;
  if (minute != minute_) {
    if (unsaid_ > 0) out_ << "(" << unsaid_ << " more lines were not written)\n";
    minute_ = minute;
    said_ = 0;
    unsaid_ = 0;
  }
  if (said_ < kLinesInAMinute) {
    ++said_;
    out_ << text << std::endl;
  } else {
    ++unsaid_;
  }
}

}  // namespace truceline::app

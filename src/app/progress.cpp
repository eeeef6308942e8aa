// SPDX-License-Identifier: Apache-2.0
#include "app/progress.hpp"

#include <algorithm>

namespace truceline::app {
namespace {

constexpr std::int64_t kFirstDrawMs = 1000;
constexpr std::int64_t kRedrawMs = 100;
constexpr std::string_view kToLineStart = "\r\x1b[K";  // ECMA-48 EL: erase to the line's end

std::string minutes_text(std::uint64_t seconds) {
  const std::string rest = std::to_string(seconds % 60);
  return std::to_string(seconds / 60) + (rest.size() < 2 ? ":0" : ":") + rest;
}

}  // namespace

std::string grouped(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text;
}

std::string progress_line(const ProgressState& state, int width) {
  const auto elapsed_ms = static_cast<std::uint64_t>(std::max<std::int64_t>(state.elapsed_ms, 1));
  std::string head(state.verb);
  std::string tail = "  " + grouped(state.units) + " " + std::string(state.unit) + "  " +
                     grouped(state.units * 1000 / elapsed_ms) + "/s";
  if (state.total == 0) return (head + tail).substr(0, static_cast<std::size_t>(width));
  const std::uint64_t done = std::min(state.done, state.total);
  tail = " " + std::to_string(done * 100 / state.total) + "%" + tail;
  if (done > 0)
    tail += "  " + minutes_text((state.total - done) * elapsed_ms / done / 1000) + " left";
  const auto room =
      static_cast<std::int64_t>(width) - 4 - static_cast<std::int64_t>(head.size() + tail.size());
  constexpr std::int64_t kShortestBar = 5;
  constexpr std::int64_t kLongestBar = 40;
  if (room >= kShortestBar) {
    const auto bar = static_cast<std::size_t>(std::min(room, kLongestBar));
    const std::size_t full = bar * done / state.total;
    head += " [" + std::string(full, '#') + std::string(bar - full, '.') + "]";
  }
  return (head + tail).substr(0, static_cast<std::size_t>(width));
}

Progress::Progress(Terminal& terminal, std::string_view verb, std::string_view unit,
                   std::uint64_t total)
    : terminal_(terminal), state_{.verb = verb, .unit = unit, .total = total} {}

Progress::~Progress() {
  if (drawn_ms_ > 0) terminal_.err << kToLineStart << std::flush;
}

void Progress::update(std::uint64_t done, std::uint64_t units) {
  if (!terminal_.err_is_terminal) return;
  const std::int64_t now_ms = elapsed_ms();
  if (now_ms < kFirstDrawMs || now_ms - drawn_ms_ < kRedrawMs) return;
  drawn_ms_ = now_ms;
  state_.done = done;
  state_.units = units;
  state_.elapsed_ms = now_ms;
  terminal_.err << kToLineStart << progress_line(state_, terminal_.width) << std::flush;
}

std::int64_t Progress::elapsed_ms() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun_).count();
}

}  // namespace truceline::app

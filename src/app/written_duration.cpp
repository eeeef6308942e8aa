// SPDX-License-Identifier: Apache-2.0
#include "app/written_duration.hpp"

#include <charconv>

#include "base/time.hpp"

namespace truceline::app {

base::Result<std::int64_t> written_duration(const std::string& text, std::string_view option) {
  const base::Error wrong =
      base::invalid("\"" + text + "\" is no length of time", "write it like 60s, 5m or 12h")
          .at(std::string(option));
  std::int64_t count = 0;
  const char* const end = text.data() + text.size();
  const auto [unit, failed] = std::from_chars(text.data(), end, count);
  if (failed != std::errc{} || unit + 1 != end) return wrong;
  std::int64_t one_ms = 0;
  if (*unit == 's') one_ms = base::kSecondMs;
  if (*unit == 'm') one_ms = base::kMinuteMs;
  if (*unit == 'h') one_ms = base::kHourMs;
  constexpr std::int64_t kMostMs = 366 * base::kDayMs;
  if (one_ms == 0 || count < 1 || count > kMostMs / one_ms) return wrong;
  return count * one_ms;
}

}  // namespace truceline::app

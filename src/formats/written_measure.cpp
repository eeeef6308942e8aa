// SPDX-License-Identifier: Apache-2.0
#include "formats/written_measure.hpp"

#include <charconv>

#include "base/time.hpp"

namespace truceline::formats {
namespace {

constexpr std::int64_t kCountMax = 1'000'000;

/// How much one of the unit is.
struct Unit {
  std::string_view word;
  std::int64_t size;
};

constexpr Unit kLengths[] = {{"m", 1}, {"km", 1000}};
constexpr std::int64_t kHourMs = 60 * base::kMinuteMs;
constexpr Unit kTimes[] = {{"minutes", base::kMinuteMs}, {"minute", base::kMinuteMs},
                           {"hours", kHourMs},           {"hour", kHourMs},
                           {"days", base::kDayMs},       {"day", base::kDayMs}};

template <std::size_t N>
std::optional<std::int64_t> measured(std::string_view text, const Unit (&units)[N]) {
  std::int64_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || number < 0 || number > kCountMax) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  while (text.starts_with(' ')) text.remove_prefix(1);
  for (const Unit& unit : units)
    if (text == unit.word) return number * unit.size;
  return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> metres_at(const YamlNode& node, std::string_view key,
                                      Remarks& remarks) {
  const std::optional<Word> word = word_at(node, key, remarks);
  if (!word) return std::nullopt;
  if (const auto metres = measured(word->text, kLengths)) return metres;
  remarks.error(word->span, "bad-distance", "\"" + word->text + "\" is no distance",
                "write whole metres or kilometres, such as 500 m or 9 km");
  return std::nullopt;
}

std::int64_t length_of_time_at(const YamlNode& node, std::string_view key, Remarks& remarks) {
  const std::optional<Word> word = word_at(node, key, remarks);
  if (!word) return 0;
  if (const auto time_ms = measured(word->text, kTimes)) return *time_ms;
  remarks.error(word->span, "bad-time", "\"" + word->text + "\" is no length of time",
                "write whole minutes, hours or days, such as 30 minutes");
  return 0;
}

}  // namespace truceline::formats

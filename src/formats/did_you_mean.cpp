// SPDX-License-Identifier: Apache-2.0
#include "formats/did_you_mean.hpp"

#include <algorithm>

namespace truceline::formats {
namespace {

constexpr std::size_t kWordBytes = 64;
constexpr std::size_t kListed = 20;

}  // namespace

std::size_t spelling_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

std::string_view nearest_word(std::string_view word, const std::vector<std::string_view>& known) {
  if (word.empty() || word.size() > kWordBytes) return {};
  std::size_t best = std::max<std::size_t>(1, word.size() / 3) + 1;
  std::string_view nearest;
  for (const std::string_view candidate : known) {
    if (candidate.size() > kWordBytes) continue;
    const std::size_t distance = spelling_distance(word, candidate);
    if (distance >= best) continue;
    best = distance;
    nearest = candidate;
  }
  return nearest;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known) {
  const std::string_view nearest = nearest_word(word, known);
  if (!nearest.empty()) return "did you mean \"" + std::string(nearest) + "\"?";
  if (known.empty()) return "none is defined here";
  std::string list = "the known ones are ";
  for (std::size_t i = 0; i < known.size() && i < kListed; ++i)
    list += (i == 0 ? "" : ", ") + std::string(known[i]);
  if (known.size() > kListed) list += ", ...";
  return list;
}

}  // namespace truceline::formats

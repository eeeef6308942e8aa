// SPDX-License-Identifier: Apache-2.0
#include "views/language.hpp"

#include <cstddef>

namespace truceline::views {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Takes what stands before `separator` off the front of `text`.
std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t end = text.find(separator);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return trimmed(part);
}

/// The weight in thousandths: "q=0.8" is 800; without one 1000, unreadable 0.
int weight(std::string_view parameters) {
  if (parameters.empty()) return 1000;
  if (!parameters.starts_with("q=")) return 0;
  parameters.remove_prefix(2);
  if (parameters.starts_with("1")) return 1000;
  if (!parameters.starts_with("0")) return 0;
  parameters.remove_prefix(1);
  int thousandths = 0;
  int place = 100;
  for (const char c : parameters.substr(parameters.starts_with(".") ? 1 : 0)) {
    if (c < '0' || c > '9') return 0;
    thousandths += (c - '0') * place;
    place /= 10;
  }
  return thousandths;
}

bool starts_with_tag(std::string_view range, std::string_view wanted) {
  if (range.size() < 2) return false;
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return lower(range[0]) == wanted[0] && lower(range[1]) == wanted[1] &&
         (range.size() == 2 || range[2] == '-');
}

}  // namespace

Lang preferred_language(std::string_view accept_language) {
  Lang best = Lang::en;
  int best_weight = 0;
  while (!accept_language.empty()) {
    std::string_view item = take_until(accept_language, ',');
    const std::string_view range = take_until(item, ';');
    const int w = weight(trimmed(item));
    for (const Lang lang : {Lang::en, Lang::ar})
      if (starts_with_tag(range, tag(lang)) && w > best_weight) {
        best = lang;
        best_weight = w;
      }
  }
  return best;
}

}  // namespace truceline::views

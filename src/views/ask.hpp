// SPDX-License-Identifier: Apache-2.0
//
// What is asked, read strictly: each endpoint lists the parameters it takes, and anything else is
// refused with the list. A misspelt filter that is quietly ignored would show too much.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time_zone.hpp"
#include "geo/box.hpp"
#include "views/coverage.hpp"
#include "views/language.hpp"
#include "views/request.hpp"

namespace truceline::views {

enum class ParameterKind {
  text,       ///< An id or a name, at most 200 bytes.
  long_text,  ///< What somebody pasted, at most kCoordinateText bytes.
  word,       ///< One of `words`.
  number,     ///< A whole number of 0 or more, at most `most`.
  moment,     ///< Unix milliseconds, or a written time meant in the mission's zone.
  flag,       ///< true or false.
  box,        ///< west,south,east,north in decimal degrees.
  ids,        ///< Ids with commas between, at most kIdsBytes bytes.
};

struct Parameter {
  std::string_view name;
  ParameterKind kind = ParameterKind::text;
  std::span<const std::string_view> words{};
  std::int64_t most = INT64_MAX;
};

/// The spellings of E as a list of words for a Parameter.
template <class E, std::size_t N>
constexpr std::array<std::string_view, N> spellings_of(
    const std::array<std::pair<E, std::string_view>, N>& table) {
  std::array<std::string_view, N> words{};
  for (std::size_t i = 0; i < N; ++i) words[i] = table[i].second;
  return words;
}

/// Taken by every endpoint that answers from a snapshot.
std::span<const Parameter> common_parameters();

/// The parameters read. Only those that were given are there.
struct Ask {
  Lang lang = Lang::en;
  std::vector<std::string> path;  ///< What stood at the {places} of the pattern, in order.
  std::map<std::string, std::string, std::less<>> texts;     ///< text, long_text, word, ids.
  std::map<std::string, std::int64_t, std::less<>> numbers;  ///< number, moment, flag (0, 1).
  std::optional<geo::Box> box;
  Coverage coverage;              ///< Of those routes that tell it.
  std::string_view content_type;  ///< Of what was sent with a POST ...
  std::string_view body;          ///< ... and the bytes of it; they live as long as the request.

  /// Empty where it was not given.
  std::string text(std::string_view name) const;
  std::optional<std::int64_t> number(std::string_view name) const;
  std::optional<base::TimeMs> moment(std::string_view name) const;
  std::optional<bool> flag(std::string_view name) const;
  /// What was given as ids: sorted, each once.
  std::vector<std::string> ids(std::string_view name) const;
  /// `from` and `to`; empty where neither was given.
  std::optional<base::Interval> interval() const;
};

/// Error (unsupported) where what was sent with a POST is not called application/json.
base::Result<void> require_json(const Ask& ask);

/// Reads the query of `request`. Errors name the parameter and say what it takes: invalid_input;
/// too_large where a limit is asked for that is above ours.
base::Result<Ask> read_ask(const Request& request, std::span<const Parameter> own, bool common,
                           const base::TimeZone& mission_zone);

}  // namespace truceline::views

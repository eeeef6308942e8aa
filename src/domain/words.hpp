// SPDX-License-Identifier: Apache-2.0
//
// Every closed set of words we write (event kinds, statuses, precisions) is an enum with one
// table of spellings. The spelling is part of the signed bytes: it never changes, and words are
// only added at the end.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/invariant.hpp"

namespace truceline::domain {

/// The spellings of E. Specialised beside each enum.
template <class E>
inline constexpr std::array<std::pair<E, std::string_view>, 0> kWords{};

/// The spelling of `value`. Aborts where the table lacks it: that is our bug.
template <class E>
constexpr std::string_view word(E value) {
  for (const auto& [e, text] : kWords<E>)
    if (e == value) return text;
  INVARIANT(false && "enum value without a word");
  return {};
}

/// The value spelled `text`; empty where there is none.
template <class E>
constexpr std::optional<E> from_word(std::string_view text) {
  for (const auto& [e, spelling] : kWords<E>)
    if (spelling == text) return e;
  return std::nullopt;
}

/// All spellings, comma separated: for the mend of an error.
template <class E>
std::string all_words() {
  std::string list;
  for (const auto& [e, spelling] : kWords<E>) {
    if (!list.empty()) list += ", ";
    list += spelling;
  }
  return list;
}

}  // namespace truceline::domain

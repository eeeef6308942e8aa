// SPDX-License-Identifier: Apache-2.0
//
// The languages we speak to people in. A further one is a member here and a column in every
// Phrase: the compiler and the completeness test find the places.
#pragma once

#include <string_view>

namespace truceline::views {

enum class Lang { en, ar };

/// One thing said in every language.
struct Phrase {
  std::string_view en;
  std::string_view ar;
  constexpr std::string_view in(Lang lang) const { return lang == Lang::ar ? ar : en; }
};

constexpr std::string_view tag(Lang lang) {
  return lang == Lang::ar ? "ar" : "en";
}

/// The language an Accept-Language header (RFC 9110, 12.5.4) prefers among ours; English where it
/// names none of them or makes no sense.
Lang preferred_language(std::string_view accept_language);

}  // namespace truceline::views

// SPDX-License-Identifier: Apache-2.0
//
// Who says so, and how much weight they give it. Nothing here is our judgement.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/words.hpp"

namespace truceline::domain {

/// How the author of a statement qualifies what it passes on.
enum class Certainty { reported, widely_reported, claimed, alleged, observed };
template <>
inline constexpr auto kWords<Certainty> = std::to_array<std::pair<Certainty, std::string_view>>(
    {{Certainty::reported, "reported"},  // one source says
     {Certainty::widely_reported, "widely-reported"},
     {Certainty::claimed, "claimed"},      // by a side, not independently verified
     {Certainty::alleged, "alleged"},      // unconfirmed or contradicted
     {Certainty::observed, "observed"}});  // by the author itself

/// Admiralty grade. Source A-F and information 1-6 are judged independently; empty and 0 mean
/// that nobody graded it, which is not the same as F6 ("cannot be judged").
struct Grade {
  std::string source;            ///< "A".."F" or empty.
  std::int64_t information = 0;  ///< 1..6 or 0.
  friend bool operator==(const Grade&, const Grade&) = default;
};

/// Where a statement's content comes from.
struct Source {
  std::string publisher;           ///< "UCDP GED", "SNHR", "MEI".
  std::string id;                  ///< The publisher's own identifier: "ucdp:214797", "t26".
  std::vector<std::string> cites;  ///< What the publisher itself cites, as written.
  Certainty certainty = Certainty::reported;
  Grade grade;
  friend bool operator==(const Source&, const Source&) = default;
};

}  // namespace truceline::domain

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "domain/source.hpp"

namespace truceline::domain {

enum class Verdict {
  fresh,  ///< Written "new".
  under_inquiry,
  blocked,
  unfounded,
  unverifiable,
  probable,
  verified,
  disputed,
};
template <>
inline constexpr auto kWords<Verdict> =
    std::to_array<std::pair<Verdict, std::string_view>>({{Verdict::fresh, "new"},
                                                         {Verdict::under_inquiry, "under-inquiry"},
                                                         {Verdict::blocked, "blocked"},
                                                         {Verdict::unfounded, "unfounded"},
                                                         {Verdict::unverifiable, "unverifiable"},
                                                         {Verdict::probable, "probable"},
                                                         {Verdict::verified, "verified"},
                                                         {Verdict::disputed, "disputed"}});

/// A signed judgement on the incident made of the reports that the header's references cite.
struct Assessment {
  Verdict verdict = Verdict::fresh;
  std::string reason;              ///< Why; required for blocked and disputed.
  std::vector<std::string> joint;  ///< Parties that join in it.
  std::string dissent;             ///< The minority's own words.
  Grade grade;
  friend bool operator==(const Assessment&, const Assessment&) = default;
};

}  // namespace truceline::domain

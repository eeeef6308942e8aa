// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/required.hpp"

#include <algorithm>

namespace truceline::engine::rules {
namespace {

/// No two bands are so far apart: "no difference in height is enough".
constexpr std::int64_t kAnyHeightCm = 1'000'000'000;

geo::Separation greatest(const geo::Separation& a, const geo::Separation& b) {
  return {std::max(a.horizontal_m, b.horizontal_m), std::max(a.vertical_cm, b.vertical_cm),
          std::max(a.time_ms, b.time_ms)};
}

}  // namespace

/// Exactly as high apart as required is enough, so one centimetre less is asked for; metres on the
/// ground have no such last unit.
geo::Separation measured(const domain::RequiredSeparation& required) {
  const std::int64_t height_cm = required.vertical_cm.value_or(kAnyHeightCm);
  return {required.horizontal_m, std::max<std::int64_t>(0, height_cm - 1), required.time_ms};
}

Requirements::Requirements(const State& state) {
  for (const Said<domain::Arrangement>& said : state.arrangements()) {
    if (said.what.separations.empty() || state.arrangement(said.what.id) != &said) continue;
    arrangements_.push_back(said.index);
    for (const domain::RequiredSeparation& separation : said.what.separations) {
      for (const domain::SubjectKind kind : {separation.first, separation.second}) {
        const auto number = static_cast<std::size_t>(kind);
        reach_[number] = greatest(reach_[number], measured(separation));
        required_[number].push_back({&said, &separation});
        if (separation.first == separation.second) break;
      }
    }
  }
}

std::vector<Requirement> Requirements::between(domain::SubjectKind a, domain::SubjectKind b) const {
  std::vector<Requirement> both;
  for (const Requirement& required : of(a)) {
    const domain::RequiredSeparation& separation = *required.separation;
    if ((separation.first == a ? separation.second : separation.first) == b)
      both.push_back(required);
  }
  return both;
}

}  // namespace truceline::engine::rules

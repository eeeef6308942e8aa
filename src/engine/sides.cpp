// SPDX-License-Identifier: Apache-2.0
#include "engine/sides.hpp"

#include <algorithm>

namespace truceline::engine {
namespace {

constexpr std::string_view kAnyone = "anyone";

std::vector<std::string_view> expand(const std::vector<std::string>& selectors,
                                     const domain::Agreement& agreement) {
  std::vector<std::string_view> principals;
  const auto add = [&](std::string_view id) {
    if (std::ranges::find(principals, id) == principals.end()) principals.push_back(id);
  };
  for (const std::string& selector : selectors) {
    if (selector == "parties") {
      for (const std::string& id : agreement.parties) add(id);
    } else if (selector == "guarantors") {
      for (const std::string& id : agreement.guarantors) add(id);
    } else {
      add(selector);
    }
  }
  return principals;
}

bool is_excluded(const std::vector<std::string_view>& line, const domain::Agreement& agreement) {
  return std::ranges::any_of(line, [&](std::string_view id) {
    return std::ranges::find(agreement.excluded, id) != agreement.excluded.end();
  });
}

using Side = std::vector<domain::ActorMention>;

ActorMatch of_one(SideVerdict verdict) {
  switch (verdict) {
    case SideVerdict::uncovered:
    case SideVerdict::excluded:
      return ActorMatch::no;
    case SideVerdict::unresolved:
    case SideVerdict::mixed:
      return ActorMatch::doubtful;
    case SideVerdict::covered:
      return ActorMatch::yes;
  }
  return ActorMatch::no;
}

/// True where one principal of `a` and one of `b` can be told apart.
bool has_two(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  for (const std::string_view p : a)
    for (const std::string_view q : b)
      if (p != q || p == kAnyone) return true;
  return false;
}

ActorMatch match_between(const SideStanding& a, const SideStanding& b,
                         const std::vector<std::string_view>& all) {
  const ActorMatch both = std::min(of_one(a.verdict), of_one(b.verdict));
  if (both == ActorMatch::no) return both;
  // An unknown side may be any of them.
  const bool a_unknown = a.verdict == SideVerdict::unresolved;
  const bool b_unknown = b.verdict == SideVerdict::unresolved;
  const bool opposed = has_two(a_unknown ? all : a.principals, b_unknown ? all : b.principals);
  return opposed ? both : ActorMatch::no;
}

}  // namespace

SideStanding standing(const Side& side, const domain::Agreement& agreement,
                      const std::vector<std::string>& selectors, base::TimeMs at,
                      const ActorRegister& actors) {
  const std::vector<std::string_view> all = expand(selectors, agreement);
  std::size_t excluded = 0;
  std::size_t unknown = 0;
  std::vector<bool> covers(all.size(), false);
  for (const domain::ActorMention& mention : side) {
    const std::string* id = actors.resolve(mention);
    if (!id) {
      ++unknown;
      continue;
    }
    const std::vector<std::string_view> line = actors.lineage(*id, at);
    if (is_excluded(line, agreement)) {
      ++excluded;
      continue;
    }
    for (std::size_t i = 0; i < all.size(); ++i)
      if (all[i] == kAnyone || std::ranges::find(line, all[i]) != line.end()) covers[i] = true;
  }
  SideStanding result;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (covers[i]) result.principals.push_back(all[i]);
  if (!side.empty() && excluded == side.size())
    result.verdict = SideVerdict::excluded;
  else if (!result.principals.empty())
    result.verdict = excluded > 0 ? SideVerdict::mixed : SideVerdict::covered;
  else
    result.verdict = unknown > 0 || side.empty() ? SideVerdict::unresolved : SideVerdict::uncovered;
  return result;
}

ActorMatch match_actors(const domain::Report& report, const domain::Agreement& agreement,
                        const domain::EventMatch& match, base::TimeMs at,
                        const ActorRegister& actors) {
  const auto stand = [&](const Side& side, const std::vector<std::string>& selectors) {
    return standing(side, agreement, selectors, at, actors);
  };
  for (const Side* side : {&report.side_a, &report.side_b})
    if (stand(*side, {}).verdict == SideVerdict::excluded) return ActorMatch::no;

  ActorMatch result = ActorMatch::yes;
  if (!match.between.empty())
    result = match_between(stand(report.side_a, match.between), stand(report.side_b, match.between),
                           expand(match.between, agreement));

  const auto acted = [&](const Side& actor, const Side& other) {
    ActorMatch both = ActorMatch::yes;
    if (!match.by.empty()) both = std::min(both, of_one(stand(actor, match.by).verdict));
    if (!match.against.empty()) both = std::min(both, of_one(stand(other, match.against).verdict));
    return both;
  };
  ActorMatch direction = acted(report.side_a, report.side_b);
  if (!report.directed) direction = std::max(direction, acted(report.side_b, report.side_a));
  return std::min(result, direction);
}

}  // namespace truceline::engine

// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/thing_memory.hpp"

namespace truceline::engine::rules {
namespace {

/// The entries of the arrangements that count, ascending: with the same ones the same is asked.
std::vector<base::EntryIndex> in_force(const State& state) {
  std::vector<base::EntryIndex> entries;
  for (const Said<domain::Arrangement>& said : state.arrangements())
    if (state.arrangement(said.what.id) == &said) entries.push_back(said.index);
  return entries;
}

}  // namespace

void ThingMemory::forget(std::size_t number) {
  if (kept_.size() <= number) kept_.resize(number + 1);
  Kept& kept = kept_[number];
  if (kept.next != base::kTimeMax) due_.erase({kept.next, number});
  if (!kept.found.empty()) found_.erase(number);
  kept = {};
}

Findings ThingMemory::findings(const Basis& basis, const Profiles& profiles, Rule rule) {
  const State& state = basis.state;
  if (auto arrangements = in_force(state); arrangements != arrangements_) {
    *this = {};
    arrangements_ = std::move(arrangements);
  }
  const Ladder ladder(state);
  const ThingBasis given{state, profiles, ladder};
  const auto look = [&](std::size_t number) {
    forget(number);
    const auto* const standing = state.standing(state.things().all()[number]);
    if (!standing) return;
    Kept& kept = kept_[number];
    RuleClock clock(basis.at);
    rule(*standing, given, clock, kept.found);
    kept.next = clock.next();
    if (kept.next != base::kTimeMax) due_.emplace(kept.next, number);
    if (!kept.found.empty()) found_.insert(number);
  };
  std::vector<std::size_t> now_due;
  for (const auto& [when, number] : due_) {
    if (basis.at < when) break;
    now_due.push_back(number);
  }
  for (const std::size_t number : now_due) look(number);
  things_.follow(state, look);

  Findings all;
  for (const std::size_t number : found_)
    for (const domain::Finding& finding : kept_[number].found) {
      all.push_back(finding);
      all.back().computed_at = state.size();
    }
  return all;
}

}  // namespace truceline::engine::rules

// SPDX-License-Identifier: Apache-2.0
//
// What is remembered from deriving the findings of one state to deriving those of the next. Where a
// hundred thousand things are notified, deriving all anew takes seconds; with a memory it is a look
// at what is new. The findings are those that are found without.
#pragma once

#include "engine/hidden_conflicts.hpp"
#include "engine/rules/not_told.hpp"
#include "engine/rules/said_memory.hpp"
#include "engine/rules/separation.hpp"
#include "engine/rules/thing_memory.hpp"

namespace truceline::engine {

/// For states of one ledger, folded for one reader. One thread's; each member belongs to one rule.
struct FindingMemory {
  rules::SeparationMemory separations;
  rules::NotToldMemory not_told;
  rules::ThingMemory answers;
  rules::ThingMemory notices;
  rules::RosterMemory rosters;
  rules::ClockMemory clocks;
  HeardMemory heard;

  /// To be told before the rules are: forgets all where the state or the clock has gone back, or
  /// something was erased, which happens rarely.
  void begin(const State& state, base::TimeMs at) {
    if (state.size() < size_ || state.erased().size() != erased_ || at < at_) *this = {};
    size_ = state.size();
    erased_ = state.erased().size();
    at_ = at;
  }

 private:
  base::TreeSize size_;
  std::size_t erased_ = 0;
  base::TimeMs at_ = base::kTimeMin;
};

}  // namespace truceline::engine

// SPDX-License-Identifier: Apache-2.0
//
// For tests: one rule run over a story, the clock at 1 June 2018.
#pragma once

#include "engine/rules/basis.hpp"
#include "engine/story.hpp"

namespace truceline::engine::rules {

inline Findings run_rule(Findings (*rule)(const Basis&), const Story& story) {
  const State state = story.state();
  const ActorRegister actors(state);
  return rule({state, actors, midnight("2018-06-01")});
}

}  // namespace truceline::engine::rules

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "domain/actor.hpp"
#include "domain/place.hpp"
#include "domain/when.hpp"

namespace truceline::domain {

/// Who is said to hold a place from a moment inside `when` on, until a later statement.
struct Control {
  std::vector<ActorMention> holders;
  Place place;
  When when;
  std::string text;
  Source source;
  friend bool operator==(const Control&, const Control&) = default;
};

}  // namespace truceline::domain

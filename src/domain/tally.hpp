// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/source.hpp"
#include "domain/when.hpp"

namespace truceline::domain {

/// A part of a total: "298 combat".
struct TallyPart {
  std::string unit;
  std::int64_t count = 0;
  friend bool operator==(const TallyPart&, const TallyPart&) = default;
};

/// A source's own total for a period, an area and a unit of count, as bulletins publish it.
struct Tally {
  std::string side;  ///< Which side's figure, where a bulletin carries several; may be empty.
  std::string unit;
  std::string scope;  ///< The area it covers: "Syria", a zone id.
  When when;
  std::int64_t count = 0;
  bool cumulative = false;       ///< Counts from the beginning, not over `when` alone.
  std::vector<TallyPart> parts;  ///< What it is said to be made of; empty where nothing is said.
  std::string note;
  Source source;
  friend bool operator==(const Tally&, const Tally&) = default;
};

}  // namespace truceline::domain

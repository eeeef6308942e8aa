// SPDX-License-Identifier: Apache-2.0
//
// Known places of the mission's country, so that coordinates can be held against the name they
// are said to be. An input like any other: it comes from the mission folder, never from a guess.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/place.hpp"

namespace truceline::engine {

struct KnownPlace {
  std::string pcode;               ///< OCHA P-code; may be empty.
  std::vector<std::string> names;  ///< In any script; ASCII case aside.
  geo::Point point;
  std::int64_t radius_m = 0;  ///< How far the place reaches.
};

class Gazetteer {
 public:
  Gazetteer() = default;
  explicit Gazetteer(std::vector<KnownPlace> places);

  /// The places meant: the one with the P-code where there is one; else all that bear the name
  /// (villages share names). Empty where none is known. In the order given.
  std::vector<const KnownPlace*> find(const domain::Place& place) const;

 private:
  std::vector<KnownPlace> places_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_name_;   // looked up, never listed
  std::unordered_map<std::string, std::vector<std::size_t>> by_pcode_;  // likewise
};

/// What a mission knows beside its ledger. Empty parts leave their rules silent.
struct MissionFacts {
  Gazetteer gazetteer;
};

}  // namespace truceline::engine

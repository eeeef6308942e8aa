// SPDX-License-Identifier: Apache-2.0
//
// The mission's register of places, so that coordinates can be held against the name they are said
// to be. It is said in the ledger like everything else: a status with the topic "place", whose
// place has a point, and whose text is "Name; also: another | a third".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/place.hpp"
#include "engine/state.hpp"

namespace truceline::engine {

struct KnownPlace {
  std::string pcode;               ///< OCHA P-code; may be empty.
  std::vector<std::string> names;  ///< In any script; ASCII case aside.
  geo::Point point;
  std::int64_t radius_m = 0;  ///< How far the place reaches.
  base::EntryIndex said;      ///< The entry that says so.
};

class Gazetteer {
 public:
  explicit Gazetteer(std::vector<KnownPlace> places);
  /// Of what `state` says of places and nobody has superseded.
  explicit Gazetteer(const State& state);

  /// The places meant: the one with the P-code where there is one; else all that bear the name
  /// (villages share names). Empty where none is known. In the order said.
  std::vector<const KnownPlace*> find(const domain::Place& place) const;

 private:
  std::vector<KnownPlace> places_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_name_;   // looked up, never listed
  std::unordered_map<std::string, std::vector<std::size_t>> by_pcode_;  // likewise
};

}  // namespace truceline::engine

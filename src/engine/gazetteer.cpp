// SPDX-License-Identifier: Apache-2.0
#include "engine/gazetteer.hpp"

#include <utility>

#include "engine/ascii_case.hpp"

namespace truceline::engine {

Gazetteer::Gazetteer(std::vector<KnownPlace> places) : places_(std::move(places)) {
  for (std::size_t i = 0; i < places_.size(); ++i) {
    if (!places_[i].pcode.empty()) by_pcode_[places_[i].pcode].push_back(i);
    for (const std::string& name : places_[i].names) {
      auto& bearers = by_name_[lower_ascii(name)];
      if (bearers.empty() || bearers.back() != i) bearers.push_back(i);
    }
  }
}

std::vector<const KnownPlace*> Gazetteer::find(const domain::Place& place) const {
  std::vector<const KnownPlace*> found;
  const auto take = [&](const auto& index, const std::string& key) {
    if (const auto at = index.find(key); at != index.end())
      for (const std::size_t i : at->second) found.push_back(&places_[i]);
  };
  if (!place.pcode.empty()) take(by_pcode_, place.pcode);
  if (found.empty() && !place.name.empty()) take(by_name_, lower_ascii(place.name));
  return found;
}

}  // namespace truceline::engine

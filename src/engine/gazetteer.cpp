// SPDX-License-Identifier: Apache-2.0
#include "engine/gazetteer.hpp"

#include <utility>

#include "engine/ascii_case.hpp"

namespace truceline::engine {
namespace {

constexpr std::string_view kTopic = "place";
constexpr std::string_view kAlso = "; also: ";
constexpr std::string_view kNext = " | ";

/// The names in "Name; also: another | a third".
std::vector<std::string> names_in(std::string_view text) {
  const std::size_t also = text.find(kAlso);
  std::vector<std::string> names = {std::string(text.substr(0, also))};
  if (also == std::string_view::npos) return names;
  text.remove_prefix(also + kAlso.size());
  while (!text.empty()) {
    const std::size_t end = text.find(kNext);
    names.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + kNext.size());
  }
  return names;
}

std::vector<KnownPlace> places_in(const State& state) {
  std::vector<KnownPlace> places;
  for (const auto& status : state.statuses()) {
    const bool counts = status.what.topic == kTopic && !status.superseded_by && status.what.place &&
                        status.what.place->point;
    if (!counts) continue;
    const domain::Place& place = *status.what.place;
    std::vector<std::string> names = names_in(status.what.text);
    names.push_back(place.name);
    places.push_back({place.pcode, std::move(names), *place.point, place.radius_m, status.index});
  }
  return places;
}

}  // namespace

Gazetteer::Gazetteer(const State& state) : Gazetteer(places_in(state)) {}

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

// SPDX-License-Identifier: Apache-2.0
#include "formats/gazetteer.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "base/sha256.hpp"
#include "formats/columns.hpp"
#include "formats/did_you_mean.hpp"
#include "formats/name_key.hpp"
#include "geo/distance.hpp"

namespace truceline::formats {
namespace {

constexpr std::size_t kNearKeyMin = 3;  // shorter keys are near to everything
constexpr std::size_t kQueryBytes = 256;
constexpr std::size_t kComparedBytes = 64;

base::Hash digest_of(const std::vector<GazetteerPlace>& places) {
  std::string text = "truceline.org/gazetteer/v1";
  const auto add = [&](std::string_view part) {
    text += std::to_string(part.size()) + ":";
    text += part;
  };
  for (const GazetteerPlace& place : places) {
    text += '\n';
    add(place.pcode);
    add(place.name_ar);
    add(place.area);
    for (const std::string& name : place.names) add(name);
    for (const std::int64_t number : {std::int64_t{place.point.lon_e7},
                                      std::int64_t{place.point.lat_e7}, place.radius_m, place.rank})
      add(std::to_string(number));
  }
  return base::sha256(base::bytes_of(text));
}

/// Rank of a match: what counts most comes first; less is better.
using Order =
    std::tuple<MatchKind, std::size_t, std::int64_t, std::int64_t, std::string_view, std::size_t>;

}  // namespace

Gazetteer::Gazetteer(std::vector<GazetteerPlace> places) : places_(std::move(places)) {
  for (std::uint32_t i = 0; i < places_.size(); ++i) {
    const GazetteerPlace& place = places_[i];
    if (!place.pcode.empty()) pcodes_.push_back({plain_name(place.pcode), i, 0});
    for (std::uint32_t n = 0; n < place.names.size(); ++n) {
      names_.push_back({plain_name(place.names[n]), i, n});
      sounds_.push_back({sound_of(place.names[n]), i, n});
    }
  }
  for (Entries* entries : {&pcodes_, &names_, &sounds_}) {
    std::erase_if(*entries, [](const Entry& entry) { return entry.key.empty(); });
    std::ranges::sort(*entries);
  }
  digest_ = digest_of(places_);
}

std::pair<Gazetteer::Entries::const_iterator, Gazetteer::Entries::const_iterator>
Gazetteer::with_key(const Entries& entries, const std::string& key) {
  const auto range = std::ranges::equal_range(entries, key, {}, &Entry::key);
  return {range.begin(), range.end()};
}

void Gazetteer::add(const Entry& entry, MatchKind kind, std::vector<GazetteerMatch>& found) const {
  const GazetteerPlace& place = places_[entry.place];
  found.push_back({&place, kind, place.names[entry.name], {}});
}

/// "alhasakeh" is "hasakeh" with the article glued to it; else one letter was slipped.
void Gazetteer::add_near(const std::string& sound, std::vector<GazetteerMatch>& found) const {
  if (sound.starts_with("al")) {
    const auto [begin, end] = with_key(sounds_, sound.substr(2));
    for (auto at = begin; at != end; ++at) add(*at, MatchKind::sound, found);
  }
  if (!found.empty() || sound.size() < kNearKeyMin) return;
  for (const Entry& entry : sounds_)
    if (entry.key.size() >= kNearKeyMin && within_one_letter(sound, entry.key))
      add(entry, MatchKind::near, found);
}

std::vector<GazetteerMatch> Gazetteer::find(std::string_view text, std::optional<geo::Point> near,
                                            std::size_t limit) const {
  std::vector<GazetteerMatch> found;
  if (text.size() > kQueryBytes || !base::is_utf8(text)) return found;
  const std::string plain = plain_name(text);
  const std::string sound = sound_of(text);
  const auto add_all = [&](const Entries& entries, const std::string& key, MatchKind kind) {
    const auto [begin, end] = with_key(entries, key);
    for (auto at = begin; at != end; ++at) add(*at, kind, found);
  };
  if (!plain.empty()) add_all(pcodes_, plain, MatchKind::pcode);
  if (found.empty() && !plain.empty()) add_all(names_, plain, MatchKind::name);
  if (!sound.empty() && (found.empty() || found[0].kind != MatchKind::pcode))
    add_all(sounds_, sound, MatchKind::sound);
  if (found.empty()) add_near(sound, found);

  std::vector<std::pair<Order, GazetteerMatch>> ordered;
  for (GazetteerMatch& match : found) {
    const std::string name = plain_name(match.name);
    const bool compared = name.size() <= kComparedBytes && plain.size() <= kComparedBytes;
    const std::size_t spelling = compared ? spelling_distance(plain, name) : kComparedBytes;
    // A slip is one of few letters; short keys are near to much that is spelt quite otherwise.
    if (match.kind == MatchKind::near && spelling > (plain.size() + 2) / 3) continue;
    if (near) match.distance_m = std::llround(geo::distance_m(*near, match.place->point));
    const auto place = static_cast<std::size_t>(match.place - places_.data());
    const Order order{match.kind,
                      match.kind == MatchKind::pcode ? 0 : spelling,
                      match.distance_m.value_or(0),
                      -match.place->rank,
                      match.place->pcode,
                      place};
    ordered.emplace_back(order, std::move(match));
  }
  std::ranges::sort(ordered, {}, &std::pair<Order, GazetteerMatch>::first);
  std::vector<GazetteerMatch> matches;
  for (auto& [order, match] : ordered) {
    const bool known =
        std::ranges::find(matches, match.place, &GazetteerMatch::place) != matches.end();
    if (!known && matches.size() < limit) matches.push_back(std::move(match));
  }
  return matches;
}

}  // namespace truceline::formats

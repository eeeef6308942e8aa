// SPDX-License-Identifier: Apache-2.0
#include "views/locate.hpp"

#include <algorithm>
#include <map>

#include "views/naming.hpp"

namespace truceline::views {

using base::Error;
using base::ErrorCode;
using base::Result;
using formats::ConcernWeight;
using formats::KnownSite;

namespace {

Result<geo::Point> previous_point(const std::string& text) {
  const auto read = formats::read_coordinates(text);
  if (!read) return read.error().at("previous");
  if (read->places.size() == 1) return read->places[0].readings[0].point;
  return base::invalid("the version before holds several places", "give the one place")
      .at("previous");
}

/// Where something stands, and what it is called.
struct Spot {
  const domain::Names* names;
  geo::Point point;
};
using Spots = std::map<std::string_view, Spot>;

Spots latest_posts(const Snapshot& snapshot) {
  Spots spots;
  for (const auto& post : snapshot.state().posts())
    if (!post.superseded_by && post.what.place.point)
      spots.insert_or_assign(post.what.id, Spot{&post.what.names, *post.what.place.point});
  return spots;
}

/// Notified sites that are still there: at their coordinates, else in the middle of their circle.
Spots latest_notified(const Snapshot& snapshot) {
  using domain::Phase;
  Spots spots;
  for (const auto& said : snapshot.state().notifications()) {
    const domain::Notification& site = said.what;
    if (said.superseded_by || site.kind != domain::NotificationKind::site) continue;
    spots.erase(site.id);
    if (site.phase == Phase::ended || site.phase == Phase::withdrawn) continue;
    if (site.place.point)
      spots.insert_or_assign(site.id, Spot{&site.names, *site.place.point});
    else if (site.circle)
      spots.insert_or_assign(site.id, Spot{&site.names, site.circle->centre});
  }
  return spots;
}

void add_sites(const Spots& spots, Lang lang, std::vector<KnownSite>& sites) {
  for (const auto& [id, spot] : spots) {
    const std::string_view name = name_in(*spot.names, lang);
    sites.push_back({std::string(id), std::string(name.empty() ? id : name), spot.point});
  }
}

/// Takes the site itself out of `sites`: where it was is the version before.
Result<geo::Point> take_site(const std::string& id, std::vector<KnownSite>& sites) {
  const auto found = std::ranges::find(sites, id, &KnownSite::id);
  if (found == sites.end())
    return Error{ErrorCode::not_found,
                 "there is no post or notified site '" + id + "' with a place", "site",
                 "leave it out, or give the id of one"};
  const geo::Point point = found->point;
  sites.erase(found);
  return point;
}

}  // namespace

ConcernWeight Located::weight() const {
  ConcernWeight heaviest = not_one ? not_one->weight : ConcernWeight::note;
  for (const LocatedPlace& place : places)
    for (const formats::Concern& concern : place.checked.concerns)
      heaviest = std::max(heaviest, concern.weight);
  return heaviest;
}

LocateGround ground_of(const Snapshot& snapshot, Lang lang) {
  LocateGround ground;
  ground.bounds = snapshot.mission().config.bounds;
  ground.places = snapshot.mission().places.get();
  add_sites(latest_posts(snapshot), lang, ground.sites);
  add_sites(latest_notified(snapshot), lang, ground.sites);
  return ground;
}

Result<Located> locate(const LocateQuestion& question, const LocateGround& ground) {
  auto read = formats::read_coordinates(question.text);
  if (!read) return read.error().at("text");
  Located located;
  located.text = *std::move(read);
  located.not_one = formats::not_one_place(located.text);
  located.near = question.near;
  std::vector<KnownSite> sites = ground.sites;
  formats::CoordinateSurroundings around;
  around.bounds = ground.bounds;
  around.near = question.near;
  if (around.bounds) located.held_against.emplace_back("bounds");
  if (ground.places != nullptr && ground.places->land) {
    around.land = &*ground.places->land;
    located.land_source = ground.places->land_source;
    located.held_against.emplace_back("land");
  }
  if (ground.places != nullptr && !ground.places->gazetteer.empty()) {
    around.gazetteer = &ground.places->gazetteer;
    located.gazetteer_source = ground.places->gazetteer_source;
    if (!question.near.empty()) located.held_against.emplace_back("gazetteer");
  }
  if (!question.site.empty()) {
    TRY_ASSIGN(around.previous, take_site(question.site, sites));
  }
  if (!question.previous.empty()) {
    TRY_ASSIGN(around.previous, previous_point(question.previous));
  }
  if (around.previous) located.held_against.emplace_back("previous");
  if (!sites.empty()) located.held_against.emplace_back("sites");
  around.sites = sites;
  for (const formats::WrittenPlace& place : located.text.places)
    located.places.push_back({place, formats::check_coordinate(located.text, place, around)});
  return located;
}

}  // namespace truceline::views

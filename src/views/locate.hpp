// SPDX-License-Identifier: Apache-2.0
//
// "Where is that?", asked before anybody relies on a coordinate: the text read, shown back in
// every form, checked against what the mission knows. One answer for the command line and for the
// API. Nothing is entered anywhere.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "formats/coordinate_checks.hpp"
#include "views/language.hpp"
#include "views/mission_places.hpp"
#include "views/snapshot.hpp"

namespace truceline::views {

struct LocateQuestion {
  std::string text;      ///< As typed or pasted.
  std::string near;      ///< Name or P-code of the place it is said to be at; may be empty.
  std::string previous;  ///< The version before, as text; may be empty.
  std::string site;      ///< Id of the post or notified site it belongs to; may be empty.
};

/// What there is to hold the text against. All of it may be missing.
struct LocateGround {
  std::optional<geo::Box> bounds;
  const MissionPlaces* places = nullptr;
  std::vector<formats::KnownSite> sites;
};

/// Of what this snapshot's reader may see: the mission's bounds and places, and each post and
/// notified site at the point told last. REQUIRES: the snapshot outlives it.
LocateGround ground_of(const Snapshot& snapshot, Lang lang);

struct LocatedPlace {
  formats::WrittenPlace written;
  formats::CheckedPlace checked;
};

struct Located {
  formats::CoordinateText text;
  std::optional<formats::Concern> not_one;  ///< Several places, or an area.
  std::vector<LocatedPlace> places;
  std::string near;
  std::vector<std::string_view> held_against;  ///< bounds, land, gazetteer, sites, previous.
  std::string gazetteer_source;
  std::string land_source;

  /// The heaviest concern; note where there is none.
  formats::ConcernWeight weight() const;
};

/// Errors, with "text" or "previous" in their place: those of read_coordinates; invalid_input
/// where `previous` is several places; not_found where there is no such site.
base::Result<Located> locate(const LocateQuestion& question, const LocateGround& ground);

/// The whole as JSON: api/openapi.yaml, Located.
std::string located_json(const Located& located, Lang lang);

/// For a terminal: forms, concerns, candidates.
std::string located_text(const Located& located, Lang lang, bool colour);

}  // namespace truceline::views

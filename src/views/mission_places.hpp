// SPDX-License-Identifier: Apache-2.0
//
// What a mission brings for checking coordinates: its gazetteer and its land. Values only: the app
// reads the files and hands over this.
#pragma once

#include <optional>
#include <string>

#include "base/sha256.hpp"
#include "formats/gazetteer_csv.hpp"
#include "geo/containment.hpp"

namespace truceline::views {

struct MissionPlaces {
  formats::Gazetteer gazetteer;
  std::string gazetteer_source;
  std::optional<geo::PreparedArea> land;
  std::string land_source;
  base::Hash land_digest{};  ///< Of the file's bytes.
};

}  // namespace truceline::views

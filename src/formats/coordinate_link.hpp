// SPDX-License-Identifier: Apache-2.0
//
// The places in links that people paste from map programs: Google, OpenStreetMap, Bing, Apple,
// Yandex, HERE, Wikimapia, Waze, and geo: addresses (RFC 5870). Nothing is fetched. A pin is told
// from what was merely the middle of the map. Internal to the module.
#pragma once

#include <optional>

#include "formats/coordinate.hpp"

namespace truceline::formats {

/// The first link or geo: address in a text, up to the next blank; empty where there is none.
std::string_view map_link_in(std::string_view text);

/// The places of a link: pins before middles of maps. Errors: unsupported for a shortened link;
/// invalid_input where it holds no coordinates.
base::Result<CoordinateText> read_map_link(std::string_view link);

}  // namespace truceline::formats

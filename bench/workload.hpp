// SPDX-License-Identifier: Apache-2.0
//
// What the benchmark works on, made from a seed: whole numbers only, so the same seed gives the
// same bytes on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/statement.hpp"
#include "geo/box.hpp"
#include "geo/polygon.hpp"

namespace truceline::bench {

/// Where everything lies: 36-42 E, 33-37 N.
geo::Box bounds();

/// A jagged star-shaped outline of so many vertices, at most `reach_e7` from `centre` in each
/// direction. REQUIRES: vertices >= 4; it stays on the globe.
geo::Polygon outline(std::uint64_t seed, std::size_t vertices, geo::Point centre,
                     std::int32_t reach_e7);

/// So many zones of 80 to 120 vertices, 0.2 to 1 degrees across, that may overlap.
std::vector<geo::MultiPolygon> zones(std::uint64_t seed, std::size_t count);

/// Places anywhere in bounds().
std::vector<geo::Point> places(std::uint64_t seed, std::size_t count);

/// A CSV file in the layout of UCDP GED 19.1, about 650 bytes a row as the real one.
std::string ucdp_csv(std::uint64_t seed, std::size_t rows);

/// The rows of such a file as bodies of statements. Rows that the importer refuses are left out.
base::Result<std::vector<domain::Body>> bodies_of(std::string_view csv);

}  // namespace truceline::bench

// SPDX-License-Identifier: Apache-2.0
//
// What every reader of positions gives back: the good rows in their order, and the bad ones listed
// with line and reason. A reader judges whether a row can be read; whether what it says can be
// believed is not its business. Refuses: heights that do not say what they are measured from.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/position.hpp"

namespace truceline::formats {

struct RefusedPosition {
  std::uint64_t line = 0;  ///< Where the row begins, from 1.
  base::Error error;       ///< Its place is the column or member, where one is at fault.
};

struct PositionBatch {
  std::vector<domain::Position> positions;
  std::uint64_t refused = 0;                ///< Rows that could not be read ...
  std::vector<RefusedPosition> complaints;  ///< ... the first kPositionComplaints of them.
};

/// Puts a row where it belongs. Error: too_large where the batch has kPositionsBatch rows already.
base::Result<void> add(PositionBatch& batch, std::uint64_t line,
                       base::Result<domain::Position> read);

/// Error: too_large above kPositionsBytes.
base::Result<void> check_size(std::string_view text);

// The readers. Columns and members are those of docs/guides/positions.md; others are left alone.
// `kind` is what moves where a row does not say. Cost: one pass, a microsecond a row.

/// A header, then a row for each position. Errors of the whole: too_large; no header, a column
/// missing or twice, a quote that never closes.
base::Result<PositionBatch> read_positions_csv(std::string_view text, domain::MoverKind kind);

/// An object to a line; empty lines are passed over. Error of the whole: too_large.
base::Result<PositionBatch> read_positions_ndjson(std::string_view text, domain::MoverKind kind);

/// A FeatureCollection of Points (RFC 7946), everything but the place among the properties. A third
/// coordinate is metres above the ellipsoid. Errors of the whole: too_large, not such a text.
base::Result<PositionBatch> read_positions_geojson(std::string_view text, domain::MoverKind kind);

}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
//
// The columns of a position, shared by its three forms, and the position in a row of them. Whole
// numbers are made from the text as written; no floating-point number comes between.
#pragma once

#include <span>

#include "base/json.hpp"
#include "domain/position.hpp"
#include "formats/row_fields.hpp"

namespace truceline::formats {

enum PositionColumn : std::size_t {
  kPositionObject,
  kPositionTime,
  kPositionLatitude,
  kPositionLongitude,
  kPositionLatE7,
  kPositionLonE7,
  kPositionAltitudeCm,
  kPositionAltitudeM,
  kPositionAltitudeFt,
  kPositionDatum,
  kPositionKind,
  kPositionSender,
};

/// In the order of PositionColumn. Required: object and time_ms.
std::span<const ColumnSpec> position_columns();

/// The position in a row under position_columns(). Errors: invalid_input with the column.
base::Result<domain::Position> read_position(const RowFields& row, domain::MoverKind kind);

/// Puts the members of an object under the columns; what no column is called is left alone.
/// `row.texts` has a place for each. Errors: a list or an object where a column's value should be;
/// two spellings of one column.
base::Result<void> take_members(base::JsonValue object, RowFields& row);

}  // namespace truceline::formats

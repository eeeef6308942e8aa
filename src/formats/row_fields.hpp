// SPDX-License-Identifier: Apache-2.0
//
// The texts of one row under the columns of a format, and the readers that turn a text into a
// number or a day. Errors carry the column's name as their place and show what stands there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "formats/columns.hpp"
#include "geo/point.hpp"

namespace truceline::formats {

struct RowFields {
  std::span<const ColumnSpec> specs;
  /// One for each spec, without surrounding blanks; empty where the file lacks the column.
  std::vector<std::string_view> texts;

  std::string_view operator[](std::size_t column) const { return texts[column]; }
};

/// An error about what stands in a column.
base::Error bad_field(const RowFields& row, std::size_t column, std::string reason,
                      std::string mend = {});

/// A whole number of 0 or more. "12.0" is 12: tables that passed through floating point say so.
/// Error: empty, negative, a fraction, not a number, beyond limits::kIntegerMax.
base::Result<std::int64_t> read_count(const RowFields& row, std::size_t column);
/// The same; empty where nothing stands there.
base::Result<std::optional<std::int64_t>> read_optional_count(const RowFields& row,
                                                              std::size_t column);
/// A code of `low`..`high`.
base::Result<std::int64_t> read_code(const RowFields& row, std::size_t column, std::int64_t low,
                                     std::int64_t high);
/// A point from two columns of decimal degrees. Where the latitude is beyond 90 and the pair
/// would be a place the other way round, the error says that they look swapped.
base::Result<geo::Point> read_point(const RowFields& row, std::size_t latitude,
                                    std::size_t longitude);

/// How to read 5/6/2017: nobody can tell, so only a format whose publisher writes one way may.
enum class SlashDates { refused, month_first };
/// A day: 2017-05-06, 2017-05-06 00:00:00.000, 06 May 2017, 6-May-17 (17 is 2017, 97 is 1997)
/// and, where allowed, 5/6/2017 0:00. A time of day other than midnight is an error: then the
/// day may have been shifted by a time zone.
base::Result<base::Date> read_day(const RowFields& row, std::size_t column, SlashDates slashes);

/// Splits at `separator`; parts are trimmed, empty parts left out.
std::vector<std::string_view> split_list(std::string_view text, std::string_view separator);

}  // namespace truceline::formats

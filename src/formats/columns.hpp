// SPDX-License-Identifier: Apache-2.0
//
// Columns are found by name, never by position: publishers reorder, rename and add columns from
// one release to the next. A format is a table of the columns it knows; unknown ones are left
// alone, a missing one that is needed is an error that says which name came closest.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace truceline::formats {

/// A column of a format. `names`: its spellings in all layouts, "best|best_est|best_death"; the
/// first is the one we call it by. A format's enum of columns is the index into its table.
struct ColumnSpec {
  std::string_view names;
  bool required = false;

  constexpr std::string_view name() const { return names.substr(0, names.find('|')); }
};

/// Where a file's header puts the columns of a format. Names are compared without regard to
/// ASCII case, surrounding blanks, and blanks or hyphens for underscores.
class ColumnMap {
 public:
  static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

  /// `format` names the format in errors: "UCDP GED". Errors: a required column is missing, a
  /// column stands there twice, the file is separated by something else than commas.
  static base::Result<ColumnMap> make(std::span<const ColumnSpec> specs,
                                      std::span<const std::string_view> header,
                                      std::string_view format);

  /// The position of a column in the file's rows; kAbsent where the file lacks it.
  std::size_t position(std::size_t column) const { return positions_[column]; }
  bool has(std::size_t column) const { return positions_[column] != kAbsent; }
  /// How many fields every row must have.
  std::size_t width() const { return width_; }

 private:
  ColumnMap() = default;
  std::vector<std::size_t> positions_;
  std::size_t width_ = 0;
};

/// `text` without blanks at both ends.
std::string_view trimmed(std::string_view text);
/// `text` with A-Z made a-z.
std::string lower_ascii(std::string_view text);

}  // namespace truceline::formats

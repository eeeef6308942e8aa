// SPDX-License-Identifier: Apache-2.0
//
// A gazetteer from a table: ours, an OCHA Common Operational Dataset, or any CSV with a name, a
// latitude and a longitude. Good rows are kept, bad rows are listed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "formats/gazetteer.hpp"

namespace truceline::formats {

/// A row that could not be used.
struct RefusedPlace {
  std::uint64_t line = 0;
  base::Error error;  ///< Its place is the column.
};

struct GazetteerReading {
  Gazetteer gazetteer;
  std::uint64_t refused = 0;             ///< Rows that could not be used ...
  std::vector<RefusedPlace> complaints;  ///< ... the first kGazetteerComplaints of them.
};

/// Columns by name, in any order: name (or name_en), latitude, longitude; optional name_ar, aliases
/// (divided by |), pcode, radius_m, rank, admin1. Refused rows: no name, no point, a P-code that
/// stands above, more than kGazetteerNames names, what the CSV reader refuses.
/// Errors of the whole: too_large above kGazetteerBytes or kGazetteerPlaces; no header, a column
/// missing or twice, a quote that never closes.
base::Result<GazetteerReading> read_gazetteer(std::string_view text);

}  // namespace truceline::formats

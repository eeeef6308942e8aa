// SPDX-License-Identifier: Apache-2.0
//
// The hot paths, one file each. Every function adds what it measured to `all`.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "domain/statement.hpp"
#include "measure.hpp"
#include "options.hpp"

namespace truceline::bench {

using All = std::vector<Measured>;

/// Does `options.only` let this path be measured?
inline bool wanted(const Options& options, std::string_view path) {
  return path.find(options.only) != std::string_view::npos;
}

base::Result<void> measure_point_in_zone(const Options& options, All& all);
base::Result<void> measure_zones_holding(const Options& options, All& all);
base::Result<void> measure_volumes(const Options& options, All& all);
/// `csv`: a whole file in one of UCDP's layouts.
base::Result<void> measure_import(const Options& options, std::string_view csv, All& all);
/// `bodies`: what statements say.
base::Result<void> measure_statements(const Options& options, std::span<const domain::Body> bodies,
                                      All& all);
base::Result<void> measure_intake(const Options& options, std::span<const domain::Body> bodies,
                                  All& all);
base::Result<void> measure_conflicts(const Options& options, All& all);
base::Result<void> measure_positions(const Options& options, All& all);
base::Result<void> measure_proofs(const Options& options, All& all);
base::Result<void> measure_cosigners(const Options& options, std::span<const domain::Body> bodies,
                                     All& all);
base::Result<void> measure_json(const Options& options, std::span<const domain::Body> bodies,
                                All& all);
base::Result<void> measure_replay(const Options& options, All& all);

/// All of the above. `inputs` gets a line on what was read or made.
base::Result<void> measure_all(const Options& options, std::vector<std::string>& inputs, All& all);

}  // namespace truceline::bench

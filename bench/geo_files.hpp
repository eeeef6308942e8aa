// SPDX-License-Identifier: Apache-2.0
//
// Workloads of the geometric paths as files, so that others can measure theirs on ours and ours on
// theirs. The formats are described in bench/README.md.
#pragma once

#include <filesystem>
#include <vector>

#include "base/result.hpp"
#include "geo_workload.hpp"

namespace truceline::bench {

/// GeoJSON: a FeatureCollection, or a Feature a line. Errors name the file and the feature.
base::Result<std::vector<TimedZone>> read_zones(const std::filesystem::path& file);
/// CSV with the columns lon, lat and, where there are times, time_ms.
base::Result<std::vector<PlacedMoment>> read_points(const std::filesystem::path& file);
/// Features a line. A volume with flaws() is an error.
base::Result<std::vector<geo::Volume>> read_volumes(const std::filesystem::path& file);

/// Writes zones.geojson, points.csv, volumes.ndjson and queries.ndjson into the folder.
base::Result<void> write_workload(const std::filesystem::path& folder,
                                  const std::vector<TimedZone>& zones,
                                  const std::vector<PlacedMoment>& points,
                                  const std::vector<geo::Volume>& volumes,
                                  const std::vector<geo::Volume>& queries);

}  // namespace truceline::bench

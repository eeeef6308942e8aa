// SPDX-License-Identifier: Apache-2.0
//
// Reports as GeoJSON (RFC 7946): a FeatureCollection of Points whose properties bear the names of
// our own columns. The file is read whole, up to limits::kGeoJsonBytes; a bad feature is refused
// by its number and line, the others are kept.
#pragma once

#include <memory>

#include "formats/import_row.hpp"

namespace truceline::formats {

/// REQUIRES: options.zone is not null and outlives the reader.
std::unique_ptr<ReportReader> make_reports_geojson_reader(const ImportOptions& options,
                                                          ImportSinks sinks);

}  // namespace truceline::formats

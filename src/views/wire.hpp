// SPDX-License-Identifier: Apache-2.0
//
// The pieces that every answer is put together from: times, places, names and geometries as the
// API spells them (api/openapi.yaml). Coordinates leave as exact decimals, [lon, lat].
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_writer.hpp"
#include "base/time_zone.hpp"
#include "domain/statement.hpp"
#include "views/language.hpp"

namespace truceline::views {

/// {"en":"Idlib","ar":"إدلب"}.
void write_names(base::JsonWriter& out, const domain::Names& names);
void write_strings(base::JsonWriter& out, const std::vector<std::string>& texts);

/// The time, or null where the side is open.
void write_time(base::JsonWriter& out, base::TimeMs t);
/// {"from_ms":..,"to_ms":..,"text":".."}, the text in `zone`; open sides are null.
void write_interval(base::JsonWriter& out, const base::Interval& interval,
                    const base::TimeZone& zone, Lang lang);
/// The same with "precision", and "as_written" where the source's words are kept.
void write_when(base::JsonWriter& out, const domain::When& when, const base::TimeZone& zone,
                Lang lang);

/// [lon,lat].
void write_position(base::JsonWriter& out, geo::Point point);
/// A GeoJSON Point, or null: RFC 7946's feature without a location.
void write_point_geometry(base::JsonWriter& out, const std::optional<geo::Point>& point);
/// A Polygon where there is one part, else a MultiPolygon; rings closed and wound as RFC 7946
/// asks.
void write_area_geometry(base::JsonWriter& out, const geo::MultiPolygon& area);

/// {"name":..,"precision":..,"radius_m":..} without the point, which is the feature's geometry.
void write_place(base::JsonWriter& out, const domain::Place& place);
/// {"publisher":..,"id":..,"certainty":..,"grade":..}.
void write_source(base::JsonWriter& out, const domain::Source& source);
/// [{"name":..,"code":..}].
void write_mentions(base::JsonWriter& out, const std::vector<domain::ActorMention>& mentions);
/// {"label":..,"recipients":[..]}.
void write_audience(base::JsonWriter& out, const domain::Audience& audience);

/// A FeatureCollection around the features that the caller writes in between.
void begin_collection(base::JsonWriter& out);
void end_collection(base::JsonWriter& out);

}  // namespace truceline::views

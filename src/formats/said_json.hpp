// SPDX-License-Identifier: Apache-2.0
//
// A body as people write it by hand, turned into the body that is signed (docs/spec/bodies.md).
// Times and places may be said the way people say them; everything else passes through unchanged:
//
//   "when":  {"from": "2017-05-06"}                      that day in the mission's time zone
//            {"from": "2017-05-06", "to": "2017-05-08"}  three days, both included
//            {"from": "2017-05-06T14:30"}                that minute
//            {"from": "2017-10-13", "to": "open"}        from that day on
//   "place": {"at": "35.93, 36.63", "precision": "settlement"}   latitude, longitude; or any text
//            that read_coordinates reads in one way: degrees, UTM, MGRS, a link with a pin
//
//   "circle": {"centre": "35.93, 36.63", ...}      any such text in the place of a point; so in
//   "corridor": {"route": [{"at": "35.93, 36.63", ...}, ...]}     a waypoint, each for itself
//
// What was written is kept: in as_written, that of a circle or a corridor in the place's, one point
// to a line in their order. A field said both ways is refused.
#pragma once

#include <string>

#include "base/json.hpp"
#include "base/time_zone.hpp"

namespace truceline::formats {

struct SaidOptions {
  /// Days without a zone are days of this one. REQUIRES: not null.
  const base::TimeZone* zone = nullptr;
  /// Zones that "zone" and [..] may name.
  base::TimeZoneLookup zones = nullptr;
};

/// The body as JSON in canonical field names, not yet judged: domain::decode_body does that.
/// Errors name the field: "when.from", "place.at", "corridor.route[2].at".
base::Result<std::string> said_body(base::JsonValue body, const SaidOptions& options);

}  // namespace truceline::formats

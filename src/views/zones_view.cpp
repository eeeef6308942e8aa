// SPDX-License-Identifier: Apache-2.0
//
// Zones as map features, every drawing that counts with the time it holds for: the page shows the
// line of the day it shows.
#include <cmath>

#include "geo/area.hpp"
#include "views/handlers.hpp"
#include "views/naming.hpp"
#include "views/wire.hpp"

namespace truceline::views {

using base::JsonWriter;

namespace {

void write_zone(JsonWriter& out, const Snapshot& snapshot, Lang lang,
                const engine::Said<engine::PreparedZone>& said) {
  const domain::Zone& zone = said.what.zone;
  out.begin_object().member("type", "Feature").key("geometry");
  write_area_geometry(out, zone.area);
  out.key("properties").begin_object().member("id", zone.id);
  out.member("kind", domain::word(zone.kind)).member("line", domain::word(zone.line));
  write_names(out.key("names"), zone.names);
  out.member("agreement", zone.agreement);
  write_interval(out.key("valid"), zone.valid, snapshot.mission().time_zone, lang);
  write_strings(out.key("monitors"), zone.monitors);
  out.member("note", zone.note);
  write_source(out.key("source"), zone.source);
  out.member("index", static_cast<std::int64_t>(said.index.value));
  // For showing only: tenths of a square kilometre.
  out.key("area_km2").decimal(std::llround(geo::area_m2(zone.area) / 1e5), 1);
  out.end_object().end_object();
}

}  // namespace

base::Result<Answer> zones_answer(const Snapshot& snapshot, const Ask& ask) {
  const engine::State& state = snapshot.state();
  JsonWriter out;
  begin_collection(out);
  for (const auto& said : state.zones()) {
    if (state.zone(said.what.zone.id) != &said) continue;
    for (const auto* version : state.zone_versions(said.what.zone.id))
      write_zone(out, snapshot, ask.lang, *version);
  }
  end_collection(out);
  return Answer{out.take(), "application/geo+json"};
}

}  // namespace truceline::views

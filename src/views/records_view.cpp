// SPDX-License-Identifier: Apache-2.0
//
// The plainer records: statuses, who is said to hold what, and sources' own totals.
#include "views/handlers.hpp"
#include "views/wire.hpp"

namespace truceline::views {

using base::JsonWriter;
using base::Result;

namespace {

/// Calls `write` for each that is not superseded.
template <class T, class Write>
void for_each_current(const engine::SaidList<T>& all, Write write) {
  for (const auto& said : all)
    if (!said.superseded_by) write(said);
}

void write_status(JsonWriter& out, const engine::Said<domain::Status>& said,
                  const base::TimeZone& zone, Lang lang) {
  const domain::Status& status = said.what;
  out.begin_object().member("index", static_cast<std::int64_t>(said.index.value));
  out.member("topic", status.topic).member("agreement", status.agreement);
  out.member("step", status.step).key("actors");
  write_mentions(out, status.actors);
  write_when(out.key("when"), status.when, zone, lang);
  out.member("text", status.text).member("figures", status.figures);
  if (status.place) {
    write_place(out.key("place"), *status.place);
    if (status.place->point) write_position(out.key("point"), *status.place->point);
  }
  write_source(out.key("source"), status.source);
  out.member("certainty", domain::word(status.source.certainty)).end_object();
}

void write_control(JsonWriter& out, const engine::Said<domain::Control>& said,
                   const base::TimeZone& zone, Lang lang) {
  const domain::Control& control = said.what;
  out.begin_object().member("type", "Feature").key("geometry");
  write_point_geometry(out, control.place.point);
  out.key("properties").begin_object();
  out.member("index", static_cast<std::int64_t>(said.index.value)).key("holders");
  write_mentions(out, control.holders);
  write_when(out.key("when"), control.when, zone, lang);
  write_place(out.key("place"), control.place);
  out.member("text", control.text).key("source");
  write_source(out, control.source);
  out.end_object().end_object();
}

void write_tally(JsonWriter& out, const engine::Said<domain::Tally>& said,
                 const base::TimeZone& zone, Lang lang) {
  const domain::Tally& tally = said.what;
  out.begin_object().member("index", static_cast<std::int64_t>(said.index.value));
  out.member("side", tally.side).member("unit", tally.unit).member("scope", tally.scope);
  write_when(out.key("when"), tally.when, zone, lang);
  out.member("count", tally.count).key("cumulative").boolean(tally.cumulative);
  out.key("parts").begin_array();
  for (const domain::TallyPart& part : tally.parts)
    out.begin_object().member("unit", part.unit).member("count", part.count).end_object();
  out.end_array().member("note", tally.note).key("source");
  write_source(out, tally.source);
  out.end_object();
}

}  // namespace

Result<Answer> statuses_answer(const Snapshot& snapshot, const Ask& ask) {
  JsonWriter out;
  out.begin_object().key("items").begin_array();
  for_each_current(snapshot.state().statuses(), [&](const auto& said) {
    write_status(out, said, snapshot.mission().time_zone, ask.lang);
  });
  out.end_array().end_object();
  return Answer{out.take()};
}

Result<Answer> controls_answer(const Snapshot& snapshot, const Ask& ask) {
  JsonWriter out;
  begin_collection(out);
  for_each_current(snapshot.state().controls(), [&](const auto& said) {
    write_control(out, said, snapshot.mission().time_zone, ask.lang);
  });
  end_collection(out);
  return Answer{out.take(), "application/geo+json"};
}

Result<Answer> tallies_answer(const Snapshot& snapshot, const Ask& ask) {
  JsonWriter out;
  out.begin_object().key("items").begin_array();
  for_each_current(snapshot.state().tallies(), [&](const auto& said) {
    write_tally(out, said, snapshot.mission().time_zone, ask.lang);
  });
  out.end_array().end_object();
  return Answer{out.take()};
}

}  // namespace truceline::views

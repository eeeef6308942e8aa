// SPDX-License-Identifier: Apache-2.0
//
// GET /api/v1/arrangements and /api/v1/rosters: what stands of both, as it was said. A form shows
// from it what a notification must say and whom it goes to, and which hours a roster leaves open.
#include "base/json_writer.hpp"
#include "domain/statement.hpp"
#include "engine/on_duty.hpp"
#include "views/handlers.hpp"

namespace truceline::views {

using base::JsonWriter;
using base::Result;

namespace {

/// {"index":..,"party":..,"said_by":..,"body":{..}}, the body in its canonical form.
template <class T>
void write_said(JsonWriter& out, const engine::Said<T>& said, std::string_view party) {
  out.begin_object().member("index", static_cast<std::int64_t>(said.index.value));
  out.member("party", party).member("said_by", said.party);
  out.key("body").raw(domain::encode(domain::Body(said.what))).end_object();
}

}  // namespace

Result<Answer> arrangements_answer(const Snapshot& snapshot, const Ask&) {
  const engine::State& state = snapshot.state();
  JsonWriter out;
  out.begin_object().key("items").begin_array();
  for (const auto& said : state.arrangements())
    if (state.arrangement(said.what.id) == &said) write_said(out, said, said.party);
  out.end_array().end_object();
  return Answer{out.take()};
}

Result<Answer> rosters_answer(const Snapshot& snapshot, const Ask&) {
  const engine::State& state = snapshot.state();
  JsonWriter out;
  out.begin_object().key("items").begin_array();
  for (const auto* const said : state.standing_rosters()) {
    const std::string_view party = engine::whose(*said, state);
    if (!party.empty()) write_said(out, *said, party);
  }
  out.end_array().end_object();
  return Answer{out.take()};
}

}  // namespace truceline::views

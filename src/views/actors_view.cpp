// SPDX-License-Identifier: Apache-2.0
//
// Actors with their names in other registers and their dated relations.
#include "views/handlers.hpp"
#include "views/wire.hpp"

namespace truceline::views {

using base::JsonWriter;

namespace {

void write_actor(JsonWriter& out, const engine::Said<domain::Actor>& said) {
  const domain::Actor& actor = said.what;
  out.begin_object().member("id", actor.id).member("kind", domain::word(actor.kind)).key("names");
  write_names(out, actor.names);
  write_strings(out.key("aliases"), actor.aliases);
  write_strings(out.key("codes"), actor.codes);
  out.key("relations").begin_array();
  for (const domain::ActorRelation& relation : actor.relations) {
    out.begin_object().member("relation", domain::word(relation.relation));
    out.member("to", relation.to);
    write_time(out.key("from_ms"), relation.interval.from);
    write_time(out.key("to_ms"), relation.interval.to);
    out.end_object();
  }
  out.end_array().member("note", actor.note);
  out.member("index", static_cast<std::int64_t>(said.index.value)).end_object();
}

}  // namespace

base::Result<Answer> actors_answer(const Snapshot& snapshot, const Ask&) {
  JsonWriter out;
  out.begin_object().key("items").begin_array();
  for (const auto& said : snapshot.state().actors())
    if (snapshot.state().actor(said.what.id) == &said) write_actor(out, said);
  out.end_array().end_object();
  return Answer{out.take()};
}

}  // namespace truceline::views

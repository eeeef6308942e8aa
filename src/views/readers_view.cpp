// SPDX-License-Identifier: Apache-2.0
//
// Who saw what: the accounts that opened the body of an entry. It is made of the `read` statements
// that this reader may read, which the server signs before it hands a body over: the party that
// said it sees all of them, a party that opened it its own accounts', anybody else none.
#include "base/json_writer.hpp"
#include "views/entries_view.hpp"
#include "views/handlers.hpp"

namespace truceline::views {

using base::Result;

Result<Answer> readers_answer(const Snapshot& snapshot, const Ask& ask) {
  TRY_ASSIGN(const base::EntryIndex index, find_entry(snapshot, ask.path.front()));
  const engine::State& state = snapshot.state();
  base::JsonWriter out;
  out.begin_object().member("index", static_cast<std::int64_t>(index.value));
  out.key("items").begin_array();
  for (const auto& said : state.reads()) {
    // Anybody may claim that somebody read: only the mission's own word counts here.
    if (said.what.entry != state.id_of(index) || said.party != state.mission_party()) continue;
    out.begin_object().member("account", said.what.account).member("party", said.what.party);
    out.member("at_ms", said.what.at.value);
    out.member("entry", static_cast<std::int64_t>(said.index.value)).end_object();
  }
  out.end_array().end_object();
  return Answer{out.take()};
}

}  // namespace truceline::views

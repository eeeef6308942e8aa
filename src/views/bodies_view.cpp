// SPDX-License-Identifier: Apache-2.0
//
// Bodies as they are stored, many in one answer: with the bundles of entries this is all that
// somebody needs who checks the whole log from outside.
#include "base/json_writer.hpp"
#include "base/limits.hpp"
#include "views/handlers.hpp"

namespace truceline::views {

using base::EntryIndex;
using base::Result;

Result<Answer> bodies_answer(const Snapshot& snapshot, const Ask& ask) {
  const engine::State& state = snapshot.state();
  const auto from = static_cast<std::uint64_t>(ask.number("from").value_or(0));
  const auto limit = static_cast<std::uint64_t>(
      ask.number("limit").value_or(std::int64_t{base::limits::kEntryRows}));
  const std::uint64_t end = std::min(state.size().value, from + limit);
  base::JsonWriter out;
  out.begin_object().key("items").begin_array();
  std::size_t bytes = 0;
  std::vector<std::pair<EntryIndex, EntryIndex>> erased;
  std::vector<EntryIndex> opened;
  EntryIndex index{from};
  for (; index.value < end && bytes < base::limits::kBodiesAnswerBytes; ++index.value) {
    if (!snapshot.reads(index)) continue;
    if (const auto by = state.erased_by(index)) {
      erased.emplace_back(index, *by);
      continue;
    }
    TRY_ASSIGN(const ledger::Record record, snapshot.read(index));
    if (record.sealed.empty()) continue;
    bytes += record.sealed.size();
    if (snapshot.is_confidential(index)) opened.push_back(index);
    out.begin_object().member("index", static_cast<std::int64_t>(index.value));
    out.member("sealed", base::to_base64(record.sealed)).end_object();
  }
  out.end_array().key("erased").begin_array();
  for (const auto& [gone, by] : erased) {
    out.begin_object().member("index", static_cast<std::int64_t>(gone.value));
    out.member("entry", static_cast<std::int64_t>(by.value)).end_object();
  }
  out.end_array().member("size", static_cast<std::int64_t>(state.size().value)).key("next");
  if (index < EntryIndex{state.size().value})
    out.integer(static_cast<std::int64_t>(index.value));
  else
    out.null();
  out.end_object();
  return Answer{out.take(), "application/json", std::move(opened)};
}

}  // namespace truceline::views

// SPDX-License-Identifier: Apache-2.0
#include "app/command_log.hpp"

#include "views/entry_text.hpp"

namespace truceline::app {

using base::EntryIndex;
using base::Result;

namespace {

/// The entries to show, ascending: `limit` from `from` on, or the last `limit`.
std::vector<EntryIndex> chosen(const engine::State& state, const LogCommand& command) {
  const auto kind = domain::from_word<domain::StatementKind>(command.kind);
  std::vector<EntryIndex> entries;
  const auto fits = [&](EntryIndex index) { return !kind || state.kind_of(index) == *kind; };
  if (command.from) {
    for (EntryIndex i{*command.from};
         i.value < state.size().value && entries.size() < command.limit; ++i.value)
      if (fits(i)) entries.push_back(i);
    return entries;
  }
  for (EntryIndex i{state.size().value}; i.value > 0 && entries.size() < command.limit;) {
    --i.value;
    if (fits(i)) entries.push_back(i);
  }
  return {entries.rbegin(), entries.rend()};
}

}  // namespace

Result<int> run(const LogCommand& command, Terminal& terminal) {
  Question question{.pattern = "/api/v1/entries",
                    .query = {{"limit", std::to_string(command.limit)}},
                    .with = MissionSource::With::state_only};
  if (!command.kind.empty()) question.query["kind"] = command.kind;
  TRY_ASSIGN(Asked asked, ask_mission(command.query, question));
  const std::vector<EntryIndex> entries = chosen(asked.snapshot->state(), command);
  if (command.query.json) {
    const std::uint64_t first = entries.empty() ? command.from.value_or(0) : entries.front().value;
    asked.ask.numbers["from"] = static_cast<std::int64_t>(first);
    TRY_ASSIGN(const std::string json, answer_json(asked));
    terminal.out << json;
    return 0;
  }
  const views::Naming naming(*asked.snapshot, asked.ask.lang);
  for (const EntryIndex index : entries) {
    TRY_ASSIGN(const std::string line,
               views::log_text(index, {index.value + 1}, naming, terminal.colour()));
    terminal.out << line;
  }
  return 0;
}

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include "app/command_show.hpp"

#include "app/entry_name.hpp"
#include "views/entry_text.hpp"
#include "views/findings_text.hpp"
#include "views/handlers.hpp"

namespace truceline::app {

using base::Result;

namespace {

Result<std::string> show_json(const Asked& asked, const Named& named) {
  views::Ask ask = asked.ask;
  const auto* const index = std::get_if<base::EntryIndex>(&named);
  ask.path = {index != nullptr ? std::to_string(index->value)
                               : base::to_hex(std::get<const domain::Finding*>(named)->id)};
  TRY_ASSIGN(const views::Answer answer, index != nullptr
                                             ? views::entry_answer(*asked.snapshot, ask)
                                             : views::finding_answer(*asked.snapshot, ask));
  return answer.body + "\n";
}

Result<std::string> show_text(const Asked& asked, const Named& named, bool colour) {
  const views::Naming naming(*asked.snapshot, asked.ask.lang);
  if (const auto* const index = std::get_if<base::EntryIndex>(&named))
    return views::show_text(*index, naming, asked.ask.coverage, colour);
  return views::finding_text(*std::get<const domain::Finding*>(named), naming, colour);
}

}  // namespace

Result<int> run(const ShowCommand& command, Terminal& terminal) {
  TRY_ASSIGN(const Asked asked,
             ask_mission(command.query, Question{.pattern = "/api/v1/entries/{entry}"}));
  TRY_ASSIGN(const Named named,
             find_named(asked.snapshot->state(), asked.snapshot->findings(), command.name));
  TRY_ASSIGN(const std::string text, command.query.json
                                         ? show_json(asked, named)
                                         : show_text(asked, named, terminal.colour()));
  terminal.out << text;
  return 0;
}

}  // namespace truceline::app

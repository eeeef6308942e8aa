// SPDX-License-Identifier: Apache-2.0
#include "app/command_findings.hpp"

#include "views/findings_text.hpp"
#include "views/findings_view.hpp"

namespace truceline::app {

using base::Result;

namespace {

/// "yes" and "no" are what people say; the API says true and false.
void say_as_flag(std::map<std::string, std::string>& filters, const std::string& name) {
  const auto found = filters.find(name);
  if (found == filters.end()) return;
  if (found->second == "yes") found->second = "true";
  if (found->second == "no") found->second = "false";
}

}  // namespace

Result<int> run(const FindingsCommand& command, Terminal& terminal) {
  Question question{.pattern = "/api/v1/findings", .query = command.filters};
  question.query.try_emplace("limit", FindingsCommand::kDefaultLimit);
  say_as_flag(question.query, "possible");
  TRY_ASSIGN(const Asked asked, ask_mission(command.query, question));
  if (command.query.json) {
    TRY_ASSIGN(const std::string json, answer_json(asked));
    terminal.out << json;
    return 0;
  }
  TRY_ASSIGN(const engine::FindingQuery query, views::finding_query(*asked.snapshot, asked.ask));
  const auto selected = engine::select(asked.snapshot->findings(), query);
  const auto limit = static_cast<std::size_t>(*asked.ask.number("limit"));
  const views::Naming naming(*asked.snapshot, asked.ask.lang);
  terminal.out << views::findings_text(selected, naming, limit, terminal.colour());
  return 0;
}

}  // namespace truceline::app

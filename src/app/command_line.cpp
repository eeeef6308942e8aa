// SPDX-License-Identifier: Apache-2.0
#include "app/command_line.hpp"

#include "app/cli.hpp"
#include "app/mission_choice.hpp"
#include "views/error_table.hpp"

namespace truceline::app {

using base::Result;

namespace {

Result<int> run(const ServeCommand& command, Terminal&) {
  ServeOptions options = command.options;
  TRY_ASSIGN(options.mission, require_mission(command.mission));
  return serve(options);
}

int fail(const base::Error& error, Terminal& terminal) {
  terminal.out.flush();  // what was said before the error stands before it
  print_error(terminal, error);
  return views::error_row(error.code).exit_code;
}

}  // namespace

int run_command_line(const std::vector<std::string>& arguments, Terminal& terminal) {
  auto invocation = parse_command_line(arguments);
  if (!invocation) return fail(invocation.error(), terminal);
  if (const auto* help = std::get_if<HelpText>(&invocation->what)) {
    terminal.out << help->text;
    return 0;
  }
  terminal.colour_choice = invocation->colour;
  const auto& command = std::get<Command>(invocation->what);
  const Result<int> code =
      std::visit([&terminal](const auto& one) { return run(one, terminal); }, command);
  if (!code) return fail(code.error(), terminal);
  terminal.out.flush();
  if (!terminal.out)
    return fail({base::ErrorCode::unavailable, "cannot write", "standard output", {}}, terminal);
  return *code;
}

}  // namespace truceline::app

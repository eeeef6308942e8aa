// SPDX-License-Identifier: Apache-2.0
#include "app/command_completion.hpp"

#include "app/cli.hpp"

namespace truceline::app {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string names_of(const std::vector<CommandWords>& commands) {
  std::string text;
  for (const CommandWords& command : commands) text += (text.empty() ? "" : " ") + command.name;
  return text;
}

/// In single quotes, as all three shells read it.
std::string shell_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'')
      out += "'\\''";
    else
      out += c;
  }
  return out + "'";
}

}  // namespace

std::string bash_completion(const std::vector<CommandWords>& commands) {
  std::string script =
      "# bash completion for truceline\n"
      "_truceline() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
      "    COMPREPLY=($(compgen -W " +
      shell_quoted(names_of(commands)) +
      " -- \"$word\"))\n"
      "    return\n"
      "  fi\n"
      "  case ${COMP_WORDS[1]} in\n";
  for (const CommandWords& command : commands) {
    std::string options;
    script += "    " + command.name + ")\n      case $before in\n";
    for (const OptionWords& option : command.options) {
      options += (options.empty() ? "" : " ") + option.name;
      if (!option.choices.empty())
        script +=
            "        " + option.name + ") words=" + shell_quoted(joined(option.choices)) + " ;;\n";
      else if (option.takes_value)
        script +=
            "        " + option.name + ") COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n";
    }
    script +=
        "        *)\n          case $word in -*) words=" + shell_quoted(options) + " ;; esac\n";
    if (!command.choices.empty())
      script += "          [ \"$COMP_CWORD\" -eq 2 ] && words=\"$words \"" +
                shell_quoted(joined(command.choices)) + " ;;\n";
    else
      script += "          ;;\n";
    script += "      esac ;;\n";
  }
  return script +
         "  esac\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
         "  [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- \"$word\"))\n"
         "}\n"
         "complete -o filenames -F _truceline truceline\n";
}

std::string zsh_completion(const std::vector<CommandWords>& commands) {
  // Inside a specification, brackets and colons have a meaning of their own.
  const auto plain = [](std::string text) {
    for (char& c : text) {
      if (c == '[') c = '(';
      if (c == ']') c = ')';
      if (c == ':') c = ',';
    }
    return text;
  };
  std::string script =
      "#compdef truceline\n# zsh completion for truceline\n_truceline() {\n"
      "  if (( CURRENT == 2 )); then\n    local -a commands=(\n";
  for (const CommandWords& command : commands)
    script += "      " + shell_quoted(command.name + ":" + plain(command.description)) + "\n";
  script +=
      "    )\n    _describe command commands\n    return\n  fi\n  local name=$words[2]\n"
      "  shift words\n  (( CURRENT-- ))\n  case $name in\n";
  for (const CommandWords& command : commands) {
    script += "    " + command.name + ")\n      _arguments \\\n";
    for (const OptionWords& option : command.options) {
      std::string spec = option.name + "[" + plain(option.description) + "]";
      if (!option.choices.empty())
        spec += ":word:(" + joined(option.choices) + ")";
      else if (option.takes_value)
        spec += ":value:_files";
      script += "        " + shell_quoted(spec) + " \\\n";
    }
    if (!command.choices.empty())
      script += "        " + shell_quoted("1:word:(" + joined(command.choices) + ")") + " \\\n";
    script += "        '*:file:_files' ;;\n";
  }
  return script + "  esac\n}\n_truceline \"$@\"\n";
}

std::string fish_completion(const std::vector<CommandWords>& commands) {
  std::string script = "# fish completion for truceline\n";
  for (const CommandWords& command : commands)
    script += "complete -c truceline -n __fish_use_subcommand -f -a " + command.name + " -d " +
              shell_quoted(command.description) + "\n";
  for (const CommandWords& command : commands) {
    const std::string line =
        "complete -c truceline -n '__fish_seen_subcommand_from " + command.name + "'";
    if (!command.choices.empty())
      script += line + " -a " + shell_quoted(joined(command.choices)) + "\n";
    for (const OptionWords& option : command.options) {
      script += line + " -l " + option.name.substr(2) + " -d " + shell_quoted(option.description);
      if (!option.choices.empty())
        script += " -x -a " + shell_quoted(joined(option.choices));
      else if (option.takes_value)
        script += " -r";
      script += "\n";
    }
  }
  return script;
}

base::Result<int> run(const CompletionCommand& command, Terminal& terminal) {
  const std::vector<CommandWords> commands = command_words();
  terminal.out << (command.shell == "bash"  ? bash_completion(commands)
                   : command.shell == "zsh" ? zsh_completion(commands)
                                            : fish_completion(commands));
  return 0;
}

}  // namespace truceline::app

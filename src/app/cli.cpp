// SPDX-License-Identifier: Apache-2.0
#include "app/cli.hpp"

#include <algorithm>
#include <memory>

#include "app/cli_table.hpp"
#include "app/command_texts.hpp"
#include "app/exit_codes.hpp"
#include "formats/did_you_mean.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

const CommandText& text_of(std::string_view name) {
  return *std::ranges::find(kCommandTexts, name, &CommandText::name);
}

std::string examples_of(const CommandText& text) {
  std::string shown = "Examples:\n";
  std::string_view rest = text.examples;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n') + 1;
    shown += "  " + std::string(rest.substr(0, end));
    rest.remove_prefix(end);
  }
  shown.pop_back();  // the library ends the line
  return shown;
}

}  // namespace

CommandLine::CommandLine() {
  app_.require_subcommand(1);
  app_.footer(
      "truceline COMMAND --help      what a command takes, with examples\n"
      "truceline help exit-codes     what the exit code of a command says");
  add_init();
  add_check();
  add_import();
  add_say();
  add_key();
  add_erase();
  add_findings();
  add_locate();
  add_positions();
  add_show_and_log();
  add_verify();
  add_bundle();
  add_receipt();
  add_account();
  add_delivery();
  add_serve();
  add_cosigner("witness", witness_.options);
  add_cosigner("mirror", mirror_.options);
  add_completion_and_version();
}

CLI::App& CommandLine::add(std::string_view name) {
  const CommandText& text = text_of(name);
  CLI::App& command = *app_.add_subcommand(std::string(name), std::string(text.summary));
  command.footer(examples_of(text));
  choice(command, "--colour,--color", colour_, "Colours", {"auto", "always", "never"});
  return command;
}

CLI::Option* CommandLine::option(CLI::App& to, const std::string& names, std::string& value,
                                 const std::string& type, const std::string& what) {
  return to.add_option(names, value, what)->type_name(type);
}

CLI::Option* CommandLine::choice(CLI::App& to, const std::string& names, std::string& value,
                                 const std::string& what, Words choices) {
  CLI::Option* const made = option(to, names, value, "WORD", what + ": " + joined(choices));
  made->check([choices](const std::string& word) -> std::string {
    if (std::ranges::find(choices, word) != choices.end()) return {};
    return "\"" + word + "\" is none of its words: " + joined(choices);
  });
  choices_[made] = std::move(choices);
  return made;
}

void CommandLine::add_mission(CLI::App& to, std::string& mission) {
  option(to, "--mission", mission, "FOLDER",
         "The mission; else TRUCELINE_MISSION, else the current folder");
}

void CommandLine::add_passphrase(CLI::App& to, PassphraseOptions& passphrase) {
  option(to, "--passphrase-file", passphrase.file, "FILE",
         "Holds the passphrase of the keys; else TRUCELINE_PASSPHRASE_FILE names it, else you are "
         "asked");
  to.add_option("--passphrase-fd", passphrase.descriptor, "The same from an open file descriptor")
      ->type_name("N")
      ->check(CLI::Range(0, 65535).description(""));
}

Result<Command> CommandLine::chosen() {
  const std::string name = app_.get_subcommands().front()->get_name();
  if (name == "init") return Command(init_);
  if (name == "check") return Command(check_);
  if (name == "say") return say();
  if (name == "key") return key();
  if (name == "account") return account();
  if (name == "delivery") return delivery();
  if (name == "erase") return Command(erase_);
  if (name == "locate") return Command(locate_);
  if (name == "replay-positions") return Command(replay_);
  if (name == "sign-positions") return Command(sign_);
  if (name == "show") return Command(show_);
  if (name == "log") return Command(log_);
  if (name == "verify") return Command(verify_);
  if (name == "bundle") return Command(bundle_);
  if (name == "receipt") return Command(receipt_);
  if (name == "completion") return Command(completion_);
  if (name == "version") return Command(version_);
  if (name == "import") {
    import_.format = import_format_ == "ucdp"    ? ReportFormat::ucdp
                     : import_format_ == "acled" ? ReportFormat::acled
                                                 : ReportFormat::reports;
    return Command(import_);
  }
  if (name == "findings") {
    std::erase_if(findings_.filters, [](const auto& one) { return one.second.empty(); });
    return Command(findings_);
  }
  if (name == "witness") {
    TRY(check_cosigner(name, witness_.options));
    return Command(witness_);
  }
  if (name == "mirror") {
    TRY(check_cosigner(name, mirror_.options));
    return Command(mirror_);
  }
  INVARIANT(name == "serve");
  if (!serve_folder_.empty()) serve_.mission = serve_folder_;
  serve_.options.web = serve_web_;
  return Command(serve_);
}

Result<Invocation> CommandLine::parse(const Words& arguments) {
  try {
    app_.parse(Words(arguments.rbegin(), arguments.rend()));  // it wants them back to front
  } catch (const CLI::CallForHelp&) {
    return Invocation{HelpText{app_.help()}};
  } catch (const CLI::ParseError& failure) {
    const auto selected = app_.get_subcommands();
    const std::string of = selected.empty() ? "" : " " + selected.front()->get_name();
    return Error{ErrorCode::invalid_input, failure.what(), {}, "truceline" + of + " --help"};
  }
  TRY_ASSIGN(Command command, chosen());
  Invocation invocation{std::move(command)};
  if (colour_ == "always") invocation.colour = ColourChoice::always;
  if (colour_ == "never") invocation.colour = ColourChoice::never;
  return invocation;
}

std::vector<CommandWords> CommandLine::words() const {
  std::vector<CommandWords> commands;
  for (const CLI::App* const app : app_.get_subcommands([](const CLI::App*) { return true; })) {
    CommandWords command{app->get_name(), app->get_description(), {}, {}};
    for (const CLI::Option* const one : app->get_options()) {
      const auto found = choices_.find(one);
      const Words choices = found == choices_.end() ? Words{} : found->second;
      if (one->get_positional() && command.choices.empty()) command.choices = choices;
      if (!one->get_lnames().empty())
        command.options.push_back({"--" + one->get_lnames().front(), one->get_description(),
                                   one->get_items_expected_max() > 0, choices});
    }
    commands.push_back(std::move(command));
  }
  return commands;
}

Result<Invocation> parse_command_line(const Words& arguments) {
  Words words = arguments;
  if (words.empty()) words = {"--help"};
  if (words.front() == "--version") words.front() = "version";
  if (words.front() == "help") {
    if (words.size() == 1) words.insert(words.begin(), "--help");
    if (words[1] == "exit-codes") return Invocation{HelpText{exit_codes_text()}};
    words = words[1] == "help" ? Words{"--help"} : Words{words[1], "--help"};
  }
  const auto is_command = [](std::string_view word) {
    return std::ranges::find(kCommandTexts, word, &CommandText::name) != kCommandTexts.end();
  };
  if (!words.front().starts_with('-') && !is_command(words.front())) {
    std::vector<std::string_view> names;
    for (const CommandText& text : kCommandTexts) names.push_back(text.name);
    const std::string close = formats::did_you_mean(words.front(), names);
    return Error{ErrorCode::invalid_input,
                 "there is no command \"" + words.front() + "\"",
                 {},
                 close.empty() ? "truceline --help lists them" : close};
  }
  return std::make_unique<CommandLine>()->parse(words);
}

std::vector<CommandWords> command_words() {
  return std::make_unique<CommandLine>()->words();
}

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "app/cli_table.hpp"
#include "base/limits.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::array<std::pair<std::string_view, AccountWish>, 9> kAccountWishes = {
    {{"new", AccountWish::make},
     {"list", AccountWish::list},
     {"password", AccountWish::passphrase},
     {"totp", AccountWish::code},
     {"disable", AccountWish::disable},
     {"enable", AccountWish::enable},
     {"token", AccountWish::token},
     {"tokens", AccountWish::tokens},
     {"revoke", AccountWish::revoke}}};

}  // namespace

void CommandLine::add_account() {
  CLI::App& command = add("account");
  Words wishes;
  for (const auto& [word, wish] : kAccountWishes) wishes.emplace_back(word);
  choice(command, "action", account_wish_, "What is done", wishes)->type_name("")->required();
  option(command, "name", account_.name, "",
         "The account; not for list; of tokens: only its; of revoke: the token's id");
  option(command, "--party", account_.party, "PARTY", "new: whose it is");
  choice(command, "--role", account_role_, "new: what it may do; else reader", words_of<Role>());
  command.add_flag("--off", account_.off, "totp: ask for codes no more");
  command
      .add_option("--scope", account_scopes_,
                  "token: read, submit, positions or admin; may be given again; else read")
      ->type_name("WORD")
      ->check(CLI::IsMember(words_of<Scope>()).description(""))
      ->expected(1)
      ->take_all();
  command.add_option("--days", account_.days, "token: how long it is good; else 30")
      ->type_name("N")
      ->check(CLI::Range(std::int64_t{1}, base::limits::kTokenDays).description(""));
  option(command, "--label", account_.label, "TEXT", "token: what it is for");
  add_mission(command, account_.mission);
  option(command, "--passphrase-file", account_.passphrase.file, "FILE",
         "new, password: holds the account's passphrase; else you are asked");
  command
      .add_option("--passphrase-fd", account_.passphrase.descriptor,
                  "The same from an open file descriptor")
      ->type_name("N")
      ->check(CLI::Range(0, 65535).description(""));
  add_json(command, account_.json);
}

Result<Command> CommandLine::account() {
  account_.wish = std::ranges::find(kAccountWishes, account_wish_,
                                    &std::pair<std::string_view, AccountWish>::first)
                      ->second;
  const bool may_be_nameless =
      account_.wish == AccountWish::list || account_.wish == AccountWish::tokens;
  const std::string mend = "truceline account --help shows each";
  if (account_.name.empty() && !may_be_nameless)
    return Error{ErrorCode::invalid_input,
                 "account " + account_wish_ + " takes the " +
                     (account_.wish == AccountWish::revoke ? "token's id" : "account's name"),
                 {},
                 mend};
  if (account_.wish == AccountWish::make && account_.party.empty())
    return Error{ErrorCode::invalid_input, "account new takes --party: whose it is", {}, mend};
  if (!account_role_.empty()) account_.role = *domain::from_word<Role>(account_role_);
  for (const std::string& word : account_scopes_)
    account_.scopes = account_.scopes.with(*domain::from_word<Scope>(word));
  return Command(account_);
}

void CommandLine::add_serve() {
  CLI::App& command = add("serve");
  option(command, "folder", serve_folder_, "", "Folder of the mission");
  add_mission(command, serve_.mission);
  option(command, "--address", serve_.options.address, "ADDRESS",
         "Where to listen; else 127.0.0.1");
  command.add_option("--port", serve_.options.port, "Port; else 8080; 0 is any free one")
      ->type_name("N");
  option(command, "--web", serve_web_, "FOLDER", "The built page; else found beside the program");
  command.add_option("--host", serve_.options.hosts, "Name to answer to; may be given again")
      ->type_name("NAME")
      ->expected(1)
      ->take_all();
  command.add_flag("--behind-proxy", serve_.options.behind_proxy,
                   "A proxy ends TLS before it and names who asks in X-Forwarded-For");
  add_passphrase(command, serve_.options.passphrase);
}

void CommandLine::add_cosigner(std::string_view name, CosignerOptions& options) {
  CLI::App& command = add(name);
  const std::string file = std::string(name) + ".yaml";
  choice(command, "action", options.action, "init makes a new one; without it, one runs", {"init"})
      ->type_name("");
  option(command, "folder", options.folder, "", "Folder that init makes");
  option(command, "--config", options.config, "FILE",
         "What to run; else " + file + " in the current folder");
  option(command, "--name", options.name, "NAME",
         "init: name of its key, as in " + std::string(name) + ".example.org; else the folder's");
  command.add_option("--log", options.logs, "init: key of a log, or its file; may be given again")
      ->type_name("KEY")
      ->expected(1)
      ->take_all();
  option(command, "--url", options.url, "URL", "init: how missions will reach it");
  option(command, "--listen", options.listen, "ADDRESS:PORT", "init: where it listens");
  add_passphrase(command, options.passphrase);
  command.add_flag("--no-passphrase", options.passphrase.none,
                   "init: leave its key unencrypted, for demonstrations");
}

void CommandLine::add_completion_and_version() {
  choice(add("completion"), "shell", completion_.shell, "Your shell", {"bash", "zsh", "fish"})
      ->type_name("")
      ->required();
  add_json(add("version"), version_.json);
}

}  // namespace truceline::app

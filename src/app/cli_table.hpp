// SPDX-License-Identifier: Apache-2.0
//
// The table of commands as the parsing library wants it, bound to the values it fills. One file
// defines the commands that speak (cli_statements.cpp), one those that ask (cli_questions.cpp), one
// those that serve (cli_servers.cpp); cli.cpp puts them together. Include from those only: this is
// the one place where the library appears.
#pragma once

#include <CLI/CLI.hpp>
#include <map>

#include "app/cli.hpp"
#include "domain/words.hpp"

namespace truceline::app {

using Words = std::vector<std::string>;

/// Every spelling of E.
template <class E>
Words words_of() {
  Words words;
  for (const auto& [value, word] : domain::kWords<E>) words.emplace_back(word);
  return words;
}

/// One use: it keeps what it has parsed.
class CommandLine {
 public:
  CommandLine();
  base::Result<Invocation> parse(const Words& arguments);
  std::vector<CommandWords> words() const;

 private:
  CLI::App& add(std::string_view name);
  CLI::Option* option(CLI::App& to, const std::string& names, std::string& value,
                      const std::string& type, const std::string& what);
  CLI::Option* choice(CLI::App& to, const std::string& names, std::string& value,
                      const std::string& what, Words choices);
  void filter(CLI::App& to, const std::string& name, const std::string& type,
              const std::string& what, const Words& choices = {});
  void add_mission(CLI::App& to, std::string& mission);
  void add_query(CLI::App& to, QueryOptions& query);
  void add_passphrase(CLI::App& to, PassphraseOptions& passphrase);
  static void add_json(CLI::App& to, bool& json) { to.add_flag("--json", json, "Answer as JSON"); }
  void add_init();
  void add_check();
  void add_import();
  void add_say();
  void add_key();
  void add_erase();
  void add_findings();
  void add_locate();
  void add_positions();
  void add_show_and_log();
  void add_verify();
  void add_bundle();
  void add_receipt();
  void add_account();
  void add_delivery();
  void add_serve();
  void add_cosigner(std::string_view name, CosignerOptions& options);
  void add_completion_and_version();
  base::Result<Command> chosen();
  base::Result<Command> say() const;
  base::Result<Command> key();
  base::Result<Command> account();
  base::Result<Command> delivery();

  CLI::App app_{"Truceline keeps the shared, verifiable record of a ceasefire.", "truceline"};
  std::map<const CLI::Option*, Words> choices_;
  std::string colour_;
  std::string import_format_;
  InitCommand init_;
  CheckCommand check_;
  ImportCommand import_;
  SayCommand say_;
  KeyCommand key_;
  std::string key_wish_;
  AccountCommand account_;
  std::string account_wish_;
  std::string account_role_;
  Words account_scopes_;
  DeliveryCommand delivery_;
  std::string delivery_wish_;
  std::string delivery_tls_;
  EraseCommand erase_;
  FindingsCommand findings_;
  LocateCommand locate_;
  ReplayPositionsCommand replay_;
  SignPositionsCommand sign_;
  ShowCommand show_;
  LogCommand log_;
  VerifyCommand verify_;
  BundleCommand bundle_;
  ReceiptCommand receipt_;
  ServeCommand serve_;
  std::string serve_folder_;
  std::string serve_web_;
  WitnessCommand witness_;
  MirrorCommand mirror_;
  CompletionCommand completion_;
  VersionCommand version_;
};

}  // namespace truceline::app

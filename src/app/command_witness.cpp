// SPDX-License-Identifier: Apache-2.0
#include "app/command_witness.hpp"

#include "app/files.hpp"
#include "app/witness_site.hpp"
#include "app/witness_store.hpp"

namespace truceline::app {

using base::Result;
using formats::CosignerRole;

namespace {

Result<void> cosign_until_stopped(const CosignerOptions& options, Terminal& terminal) {
  const std::string config = options.config.empty() ? "witness.yaml" : options.config;
  TRY_ASSIGN(CosignerSetup setup,
             read_cosigner_setup(CosignerRole::witness, config, passphrases(options.passphrase)));
  TRY_ASSIGN(const FileLock lock, FileLock::take(setup.state.string() + ".lock",
                                                 "another witness is using this memory"));
  TRY_ASSIGN(const auto store, SqliteWitnessStore::open(setup.state));
  const std::size_t logs = setup.logs.size();
  TRY_ASSIGN(ledger::Witness witness,
             ledger::Witness::open(std::move(setup.cosigner), std::move(setup.logs), *store));
  ShortLog log(terminal.err);
  WitnessSite site(witness, log);
  TRY_ASSIGN(const auto server, HttpServer::listen(setup.http(), site));
  terminal.out << "Witness " << setup.config.name << " cosigns " << logs
               << (logs == 1 ? " log" : " logs") << " on "
               << listening_address(setup, server->port()) << std::endl;
  server->run();
  terminal.out << "Stopped." << std::endl;
  return {};
}

Result<void> make_witness(const CosignerOptions& options, Terminal& terminal) {
  TRY_ASSIGN(const BegunCosigner begun, begin(CosignerRole::witness, options));
  TRY(SqliteWitnessStore::create(begun.state));
  print_begun(begun, "witness", terminal);
  warn_where_unencrypted(options, terminal);
  return {};
}

}  // namespace

Result<BegunCosigner> begin(CosignerRole role, const CosignerOptions& options) {
  CosignerBeginning beginning;
  beginning.folder = options.folder;
  beginning.name = options.name;
  beginning.url = options.url;
  beginning.listen = options.listen;
  beginning.logs = options.logs;
  beginning.passphrases = passphrases(options.passphrase);
  return begin_cosigner(role, beginning);
}

void print_begun(const BegunCosigner& begun, std::string_view role, Terminal& terminal) {
  terminal.out << "wrote " << begun.config.string() << '\n'
               << "secret key: " << (begun.config.parent_path() / role).string() << ".key"
               << " (keep it; whoever has it can cosign in your name)\n"
               << "for the policy file of the mission:\n  " << begun.policy_line << '\n'
               << "start it: truceline " << role << " --config " << begun.config.string() << '\n';
}

void warn_where_unencrypted(const CosignerOptions& options, Terminal& terminal) {
  if (options.passphrase.none)
    terminal.err << "warning: the secret key is not encrypted: whoever copies it can sign. For a "
                    "demonstration only\n";
}

std::string listening_address(const CosignerSetup& setup, std::uint16_t port) {
  const bool six = setup.config.address.find(':') != std::string::npos;
  return "http://" + (six ? "[" + setup.config.address + "]" : setup.config.address) + ":" +
         std::to_string(port);
}

Result<void> check_cosigner(const std::string& name, const CosignerOptions& options) {
  const bool init = options.action == "init";
  const bool for_init = !options.folder.empty() || !options.name.empty() || !options.url.empty() ||
                        !options.listen.empty() || !options.logs.empty();
  if (init ? !options.folder.empty() && options.config.empty() : !for_init) return {};
  return base::invalid(
      init ? name + " init takes a folder, and no --config" : "this goes with " + name + " init",
      "truceline " + name + " --help");
}

Result<int> run(const WitnessCommand& command, Terminal& terminal) {
  const bool init = command.options.action == "init";
  TRY(init ? make_witness(command.options, terminal)
           : cosign_until_stopped(command.options, terminal));
  return 0;
}

}  // namespace truceline::app

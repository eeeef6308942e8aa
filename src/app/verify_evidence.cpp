// SPDX-License-Identifier: Apache-2.0
#include "app/verify_evidence.hpp"

#include <algorithm>
#include <optional>

#include "app/files.hpp"
#include "app/progress.hpp"
#include "app/trust_file.hpp"
#include "base/json_writer.hpp"
#include "base/limits.hpp"
#include "ledger/cosigned.hpp"
#include "ledger/fork_evidence.hpp"
#include "views/colour.hpp"

namespace truceline::app {

using base::Result;
using ledger::ForkEvidence;
using ledger::ProvedFork;

namespace {

/// Witnesses of the policy who cosigned both histories. Error: forbidden where the policy does
/// not know the key as that log's.
Result<std::vector<std::string>> cosigned_both(const ForkEvidence& evidence, const Trust& trust) {
  const auto known = [&](const ledger::PolicyLog& log) { return log.key == evidence.log; };
  if (std::ranges::none_of(trust.policy.logs, known))
    return base::Error{
        base::ErrorCode::forbidden,
        "the policy does not name the key that signed this: " + ledger::format_vkey(evidence.log),
        {},
        "it proves nothing about the logs of that policy"};
  TRY_ASSIGN(const auto one, ledger::open_cosigned(evidence.smaller, trust.policy));
  TRY_ASSIGN(const auto other, ledger::open_cosigned(evidence.larger, trust.policy));
  std::vector<std::string> names;
  for (const ledger::CosignedBy& by : one.cosigned)
    if (std::ranges::find(other.cosigned, by.witness, &ledger::CosignedBy::witness) !=
        other.cosigned.end())
      names.push_back(trust.policy.witnesses[by.witness].name);
  return names;
}

void print(const ForkEvidence& evidence, const ProvedFork& fork,
           const std::optional<std::vector<std::string>>& both, Terminal& terminal) {
  const auto root = [](const base::Hash& hash) { return base::to_base64(hash); };
  terminal.out << views::coloured("FORK", views::Colour::red, terminal.colour()) << "  the log "
               << views::for_terminal(fork.smaller.origin) << " signed two histories\n"
               << "for its first " << grouped(fork.smaller.size.value)
               << " entries it signed the root " << root(fork.smaller.root) << "\n"
               << "and a tree of " << grouped(fork.larger.size.value)
               << " entries in which they have the root " << root(evidence.first_root) << "\n"
               << "both are signed by " << views::for_terminal(ledger::format_vkey(evidence.log))
               << "\n";
  if (!both) {
    terminal.out << views::coloured("NOT PROVED", views::Colour::yellow, terminal.colour())
                 << "\n  that this key is the log's: compare it with the one you were given, or "
                    "name a policy: --policy FILE\n";
    return;
  }
  terminal.out << "the policy names it as the log's key\n";
  for (const std::string& name : *both)
    terminal.out << "the witness " << views::for_terminal(name)
                 << " cosigned both: it lied, or lost what it had kept\n";
}

void print_json(const ForkEvidence& evidence, const ProvedFork& fork,
                const std::optional<std::vector<std::string>>& both, std::ostream& out) {
  base::JsonWriter json;
  json.begin_object().member("proves", "fork").member("origin", fork.smaller.origin);
  json.member("log", ledger::format_vkey(evidence.log)).key("key_known").boolean(both.has_value());
  json.member("entries", static_cast<std::int64_t>(fork.smaller.size.value));
  json.member("signed_root", base::to_base64(fork.smaller.root));
  json.member("entries_of_other", static_cast<std::int64_t>(fork.larger.size.value));
  json.member("root_in_other", base::to_base64(evidence.first_root));
  json.key("cosigned_both").begin_array();
  if (both)
    for (const std::string& name : *both) json.string(name);
  out << json.end_array().end_object().take() << '\n';
}

}  // namespace

Result<int> run_evidence(const VerifyCommand& command, Terminal& terminal) {
  TRY_ASSIGN(const std::string text, read_file(command.where, base::limits::kForkEvidenceBytes));
  const auto evidence = ledger::parse_fork(text);
  if (!evidence) return evidence.error().at(command.where);
  const auto fork = ledger::verify_fork(*evidence);
  if (!fork) return fork.error().at(command.where);
  std::optional<std::vector<std::string>> both;
  if (!command.policy.empty()) {
    TRY_ASSIGN(const Trust trust, read_trust(command.policy));
    TRY_ASSIGN(both, cosigned_both(*evidence, trust));
  }
  if (command.json)
    print_json(*evidence, *fork, both, terminal.out);
  else
    print(*evidence, *fork, both, terminal);
  return 0;
}

}  // namespace truceline::app

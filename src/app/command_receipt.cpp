// SPDX-License-Identifier: Apache-2.0
#include "app/command_receipt.hpp"

#include <algorithm>

#include "app/entry_name.hpp"
#include "app/files.hpp"
#include "app/mission.hpp"
#include "app/mission_choice.hpp"
#include "app/receipt_reading.hpp"
#include "app/receipts.hpp"
#include "app/trust_file.hpp"
#include "base/limits.hpp"
#include "ledger/merkle_hash.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

/// The leaf hash of the statement that the command names; nothing where it names none.
Result<std::optional<base::Hash>> statement_id(const ReceiptCommand& command) {
  if (!command.id.empty()) {
    const auto id = base::hash_from_hex(command.id);
    if (!id) return base::invalid("an id is 64 hex digits").at("--id");
    return std::optional(*id);
  }
  if (command.statement.empty()) return std::optional<base::Hash>{};
  TRY_ASSIGN(const std::string envelope, read_file(command.statement, base::limits::kEntryBytes));
  return std::optional(ledger::leaf_hash(base::bytes_of(envelope)));
}

Result<ReceiptReading> read(const ReceiptCommand& command) {
  TRY_ASSIGN(const std::string text, read_file(command.subject, base::limits::kReceiptBytes));
  auto receipt = ledger::parse_receipt(text);
  if (!receipt) return receipt.error().at(command.subject);
  TRY_ASSIGN(const std::optional<base::Hash> id, statement_id(command));
  std::optional<ledger::Policy> policy;
  if (!command.policy.empty()) {
    TRY_ASSIGN(const Trust trust, read_trust(command.policy));
    policy = trust.policy;
  }
  auto reading = read_receipt(*std::move(receipt), std::move(policy), id);
  if (!reading) return reading.error().at(command.subject);
  return reading;
}

Result<int> show_or_verify(const ReceiptCommand& command, Terminal& terminal) {
  const bool verify = command.what == "verify";
  if (verify && command.policy.empty())
    return base::invalid("whom to believe must be said",
                         "give the trust file that you know the log and its witnesses from")
        .at("--policy");
  TRY_ASSIGN(const ReceiptReading reading, read(command));
  if (command.json)
    terminal.out << receipt_json(reading) << '\n';
  else
    terminal.out << receipt_text(reading, terminal.colour());
  if (!verify) return 0;
  const Result<void> good = reading.verdict();
  if (!good) return good.error().at(command.subject);
  return 0;
}

Result<base::EntryIndex> chosen_entry(Mission& mission, const std::string& name) {
  TRY_ASSIGN(const Replayed replayed, mission.replay());
  return find_entry(replayed.state, name);
}

Result<int> get(const ReceiptCommand& command, Terminal& terminal) {
  TRY_ASSIGN(const auto folder, require_mission(command.mission));
  TRY_ASSIGN(const auto mission, Mission::open(folder, Mission::Mode::read_only));
  TRY_ASSIGN(const base::EntryIndex index, chosen_entry(*mission, command.subject));
  StoreReader reader(mission->store());
  TRY_ASSIGN(const ledger::Head head, mission->store().head());
  TRY(reader.take_in(head.size));
  TRY_ASSIGN(const auto receipt,
             receipt_of(mission->store(), reader, mission->policy().policy, index));
  if (!receipt)
    return Error{ErrorCode::not_found,
                 "entry " + std::to_string(index.value) + " has no receipt yet", command.subject,
                 "truceline serve signs and collects the cosignatures it needs"};
  if (!command.statement.empty()) {
    TRY_ASSIGN(const ledger::Record record, mission->store().read(index));
    TRY(write_file(command.statement, base::text_of(record.leaf), FileMode::shared));
  }
  terminal.out << *receipt;
  return 0;
}

}  // namespace

Result<int> run(const ReceiptCommand& command, Terminal& terminal) {
  return command.what == "get" ? get(command, terminal) : show_or_verify(command, terminal);
}

}  // namespace truceline::app

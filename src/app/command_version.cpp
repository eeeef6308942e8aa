// SPDX-License-Identifier: Apache-2.0
#include "app/command_version.hpp"

#include "app/sqlite_layout.hpp"
#include "app/version.hpp"
#include "base/json_writer.hpp"
#include "domain/envelope.hpp"
#include "formats/mission_yaml.hpp"

namespace truceline::app {

base::Result<int> run(const VersionCommand& command, Terminal& terminal) {
  if (command.json) {
    base::JsonWriter json;
    json.begin_object().member("version", version()).member("mission", formats::kMissionFormat);
    json.member("ledger", std::int64_t{kLedgerFormat});
    json.member("statement", domain::kPayloadType).end_object();
    terminal.out << json.take() << '\n';
    return 0;
  }
  terminal.out << "truceline " << version() << "\nmission folders: " << formats::kMissionFormat
               << "\nledger files: " << kLedgerFormat << "\nstatements: " << domain::kPayloadType
               << '\n';
  return 0;
}

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include "app/command_sign_positions.hpp"

#include "app/audience_option.hpp"
#include "app/clock.hpp"
#include "app/mission.hpp"
#include "app/mission_choice.hpp"
#include "app/signed_batch.hpp"
#include "base/limits.hpp"

namespace truceline::app {

base::Result<int> run(const SignPositionsCommand& command, Terminal& terminal) {
  TRY_ASSIGN(const auto folder, require_mission(command.mission));
  TRY_ASSIGN(const auto mission, Mission::open(folder, Mission::Mode::read_only));
  mission->unlock_with(passphrases(command.passphrase));
  BatchTerms terms{command.as.empty() ? mission->config().party : command.as, now(),
                   command.audience, command.kind};
  TRY(audience_or(terms.audience, only(terms.party)));
  TRY_ASSIGN(const std::string body, read_file(command.file, base::limits::kPositionsPostBytes));
  TRY_ASSIGN(const NamedKey key,
             read_key_file(mission->key_path(KeyUse::author, terms.party), mission->passphrases()));
  terminal.out << batch_query(mission->config().origin, terms, body, key.key) << '\n';
  return 0;
}

}  // namespace truceline::app

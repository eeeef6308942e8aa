// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "app/account.hpp"
#include "app/passphrase.hpp"
#include "app/terminal.hpp"

namespace truceline::app {

enum class AccountWish {
  make,
  list,
  passphrase,
  code,
  disable,
  enable,
  token,
  tokens,
  revoke,
};

/// truceline account new|list|password|totp|disable|enable|token|tokens|revoke [NAME].
struct AccountCommand {
  AccountWish wish = AccountWish::list;
  std::string mission;
  std::string name;   ///< Of the account; revoke: the id of the token.
  std::string party;  ///< new.
  Role role = Role::reader;
  bool off = false;  ///< totp: no more codes.
  Scopes scopes;     ///< token; none: read.
  std::int64_t days = 30;
  std::string label;
  PassphraseOptions passphrase;  ///< Of the account.
  bool json = false;
};

/// Changes the mission's accounts.db, which `new` makes where it is not there yet; a server that
/// runs heeds it at once. What is shown once (a token, the key of the codes) is on standard output.
base::Result<int> run(const AccountCommand& command, Terminal& terminal);

}  // namespace truceline::app

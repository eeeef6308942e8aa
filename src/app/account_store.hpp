// SPDX-License-Identifier: Apache-2.0
//
// The accounts of a mission: made, listed and changed by commands, asked by the server. A change
// of passphrase and a disabling end every session of the account in the same transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/account.hpp"
#include "app/account_file.hpp"
#include "app/password.hpp"

namespace truceline::app {

/// May an account be called that? 1 to 64 of a-z, 0-9, '.', '-' and '_', a letter or digit first.
bool is_account_name(std::string_view name);

/// Any thread.
class AccountStore {
 public:
  /// REQUIRES: both outlive this.
  AccountStore(AccountFile& file, const Passwords& passwords)
      : file_(file), passwords_(passwords) {}

  /// Makes an account; `has_code` and `disabled` of what is given say nothing. Errors:
  /// invalid_input for the name; conflict where it is taken; too_large beyond limits::kAccounts.
  base::Result<void> add(const Account& account, const Secret& passphrase);

  /// By name.
  base::Result<std::vector<Account>> accounts();
  /// Errors: not_found.
  base::Result<Account> account(const std::string& name);

  // Errors of the next four: not_found.

  base::Result<void> set_passphrase(const std::string& name, const Secret& passphrase);
  base::Result<void> set_disabled(const std::string& name, bool disabled);
  /// A new key for one-time codes, shown once. The one before no longer counts.
  base::Result<base::Bytes> make_code_key(const std::string& name);
  base::Result<void> drop_code_key(const std::string& name);

  /// Whose name, passphrase and one-time code these are; the code is used up. Empty where they are
  /// not, and nothing tells which of them was wrong: one passphrase is checked whatever is there.
  base::Result<std::optional<Account>> prove(const std::string& name, const Secret& passphrase,
                                             std::string_view code, base::TimeMs now);

 private:
  base::Result<void> change(const std::string& name, std::string_view what, base::BytesView value,
                            bool end_sessions);
  base::Result<bool> use_code(const std::string& name, std::string_view code, base::TimeMs now);

  AccountFile& file_;
  const Passwords& passwords_;
};

}  // namespace truceline::app

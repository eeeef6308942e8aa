// SPDX-License-Identifier: Apache-2.0
//
// Who is in: sessions, which a login begins, and tokens, which a command makes for programs. Each
// is 32 random bytes in hex that only its holder has; kept is their SHA-256. A session ends when
// it was not used for a while, at the latest after twelve hours, at logout, and with every change
// of the passphrase; nothing works for an account that is disabled.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/account.hpp"
#include "app/account_file.hpp"

namespace truceline::app {

inline constexpr std::size_t kTokenIdDigits = 12;

/// What is told of a token afterwards.
struct Token {
  std::string id;  ///< The beginning of its hash: names it, and is no secret.
  std::string account;
  std::string label;
  Scopes scopes;
  base::TimeMs made;
  base::TimeMs ends;
};

/// The hash under which a session or token is kept. Of anything else it is a hash nobody finds.
base::Hash credential_of(std::string_view shown);

/// Any thread.
class CredentialStore {
 public:
  /// REQUIRES: `file` outlives this.
  explicit CredentialStore(AccountFile& file) : file_(file) {}

  /// A new session, whatever was shown before: returns what its holder shows from now on. Beyond
  /// limits::kSessionsOfAccount the oldest one ends.
  base::Result<std::string> begin_session(const std::string& account, base::TimeMs now);
  /// A new token. Errors: not_found for the account; forbidden for scopes its role does not have;
  /// too_large beyond limits::kTokensOfAccount.
  base::Result<std::string> make_token(const std::string& account, const std::string& label,
                                       Scopes scopes, base::TimeMs now, base::TimeMs ends);

  /// Who holds this credential and may still come in; empty where nobody. Cost: some microseconds;
  /// waits for nobody who writes.
  base::Result<std::optional<Caller>> caller(const base::Hash& credential, base::TimeMs now);
  /// The session goes on: to be told for each use, written once a minute.
  base::Result<void> note_use(const Caller& caller, base::TimeMs now);
  /// Ends a session or token; fine where there is none.
  base::Result<void> end(const base::Hash& credential);

  /// Of one account, or of all where `account` is empty; the oldest first.
  base::Result<std::vector<Token>> tokens(const std::string& account);
  /// Ends the token whose id begins so. Errors: not_found; conflict where several do.
  base::Result<Token> revoke(const std::string& id);

 private:
  AccountFile& file_;
};

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include "app/credential_store.hpp"

#include <algorithm>

#include "app/clock.hpp"
#include "base/limits.hpp"
#include "base/sha256.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace limits = base::limits;

namespace {

enum Kind : std::uint64_t { kSession = 0, kToken = 1 };

std::uint64_t number(base::TimeMs time) {
  return static_cast<std::uint64_t>(time.value);
}
base::TimeMs moment(std::uint64_t number) {
  return {static_cast<std::int64_t>(number)};
}

struct New {
  std::string_view account;
  Kind kind = kSession;
  std::string_view label;
  Scopes scopes;
  base::TimeMs made;
  base::TimeMs ends;
};

/// Returns what the holder shows.
Result<std::string> insert(SqliteConnection& connection, const New& one) {
  std::string shown = base::to_hex(random_bytes());
  const base::Hash id = credential_of(shown);
  TRY_ASSIGN(SqliteStatement row,
             connection.prepare("INSERT INTO credentials VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
  row.bind(1, base::BytesView(id)).bind(2, one.account).bind(3, std::uint64_t{one.kind});
  row.bind(4, one.label).bind(5, one.scopes.bits).bind(6, number(one.made));
  TRY(row.bind(7, number(one.made)).bind(8, number(one.ends)).run());
  return shown;
}

/// Those that are over, and the oldest sessions beyond what one account may have.
Result<void> clear_out(SqliteConnection& connection, const std::string& account, base::TimeMs now) {
  TRY_ASSIGN(SqliteStatement over,
             connection.prepare("DELETE FROM credentials WHERE ends_ms <= ?1 OR "
                                "(kind = 0 AND used_ms <= ?2)"));
  const base::TimeMs idle{now.value - limits::kSessionIdleMs};
  TRY(over.bind(1, number(now)).bind(2, number({std::max<std::int64_t>(idle.value, 0)})).run());
  TRY_ASSIGN(SqliteStatement old,
             connection.prepare("DELETE FROM credentials WHERE id IN (SELECT id FROM credentials "
                                "WHERE account = ? AND kind = 0 ORDER BY made_ms DESC "
                                "LIMIT -1 OFFSET ?)"));
  return old.bind(1, std::string_view(account))
      .bind(2, std::uint64_t{limits::kSessionsOfAccount - 1})
      .run();
}

Token token_in(SqliteStatement& row) {
  const auto text = [&row](int column) { return std::string(base::text_of(row.bytes(column))); };
  return {base::to_hex(row.bytes(0)).substr(0, kTokenIdDigits),
          text(1),
          text(2),
          {row.integer(3)},
          moment(row.integer(4)),
          moment(row.integer(5))};
}

}  // namespace

base::Hash credential_of(std::string_view shown) {
  return base::sha256(base::bytes_of(shown));
}

Result<std::string> CredentialStore::begin_session(const std::string& account, base::TimeMs now) {
  std::string shown;
  const auto done = file_.write([&](SqliteConnection& connection) -> Result<void> {
    TRY(clear_out(connection, account, now));
    TRY_ASSIGN(shown, insert(connection,
                             {account, kSession, {}, {}, now, {now.value + limits::kSessionMs}}));
    return {};
  });
  TRY(done);
  return shown;
}

Result<std::string> CredentialStore::make_token(const std::string& account,
                                                const std::string& label, Scopes scopes,
                                                base::TimeMs now, base::TimeMs ends) {
  std::string shown;
  const auto done = file_.write([&](SqliteConnection& connection) -> Result<void> {
    std::string role;
    {
      TRY_ASSIGN(SqliteStatement row,
                 connection.prepare("SELECT role FROM accounts WHERE name = ?"));
      TRY_ASSIGN(const bool found, row.bind(1, std::string_view(account)).step());
      if (!found)
        return Error{ErrorCode::not_found,
                     "there is no account '" + account + "'",
                     {},
                     "truceline account list shows all"};
      role = std::string(base::text_of(row.bytes(0)));
    }
    const auto known = domain::from_word<Role>(role);
    if (!known || scopes.within(scopes_of(*known)) != scopes)
      return Error{ErrorCode::forbidden,
                   "its role, " + role + ", does not allow these scopes",
                   {},
                   "leave some out, or make another account"};
    TRY(clear_out(connection, account, now));
    TRY_ASSIGN(SqliteStatement count, connection.prepare("SELECT count(*) FROM credentials WHERE "
                                                         "account = ? AND kind = 1"));
    TRY(count.bind(1, std::string_view(account)).step());
    if (count.integer(0) >= limits::kTokensOfAccount)
      return Error{ErrorCode::too_large,
                   "the account has too many tokens",
                   {},
                   "revoke those that are no longer used"};
    TRY_ASSIGN(shown, insert(connection, {account, kToken, label, scopes, now, ends}));
    return {};
  });
  TRY(done);
  return shown;
}

Result<std::optional<Caller>> CredentialStore::caller(const base::Hash& credential,
                                                      base::TimeMs now) {
  std::optional<Caller> found;
  const auto done = file_.read([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(SqliteStatement row,
               connection.prepare(
                   "SELECT a.name, a.party, a.role, c.kind, c.scopes, c.used_ms, c.ends_ms FROM "
                   "credentials c JOIN accounts a ON a.name = c.account WHERE c.id = ? AND "
                   "a.disabled = 0"));
    TRY_ASSIGN(const bool there, row.bind(1, base::BytesView(credential)).step());
    if (!there) return {};
    Caller caller;
    caller.account = std::string(base::text_of(row.bytes(0)));
    caller.party = std::string(base::text_of(row.bytes(1)));
    const auto role = domain::from_word<Role>(base::text_of(row.bytes(2)));
    if (!role) return Error{ErrorCode::corrupt, "a role that is none", {}, {}};
    caller.role = *role;
    caller.by_token = row.integer(3) == kToken;
    caller.scopes = scopes_of(*role);
    if (caller.by_token) caller.scopes = caller.scopes.within({row.integer(4)});
    caller.credential = credential;
    caller.used = moment(row.integer(5));
    caller.ends = moment(row.integer(6));
    const bool idle = !caller.by_token && now.value - caller.used.value >= limits::kSessionIdleMs;
    if (now < caller.ends && !idle) found = std::move(caller);
    return {};
  });
  TRY(done);
  return found;
}

Result<void> CredentialStore::note_use(const Caller& caller, base::TimeMs now) {
  if (caller.by_token || now.value - caller.used.value < limits::kSessionNotedMs) return {};
  return file_.write([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(SqliteStatement row,
               connection.prepare("UPDATE credentials SET used_ms = ? WHERE id = ?"));
    return row.bind(1, number(now)).bind(2, base::BytesView(caller.credential)).run();
  });
}

Result<void> CredentialStore::end(const base::Hash& credential) {
  return file_.write([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(SqliteStatement row, connection.prepare("DELETE FROM credentials WHERE id = ?"));
    return row.bind(1, base::BytesView(credential)).run();
  });
}

Result<std::vector<Token>> CredentialStore::tokens(const std::string& account) {
  std::vector<Token> all;
  const auto done = file_.read([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(SqliteStatement rows,
               connection.prepare("SELECT id, account, label, scopes, made_ms, ends_ms FROM "
                                  "credentials WHERE kind = 1 AND (?1 = '' OR account = ?1) "
                                  "ORDER BY made_ms, id"));
    rows.bind(1, std::string_view(account));
    while (true) {
      TRY_ASSIGN(const bool found, rows.step());
      if (!found) return {};
      all.push_back(token_in(rows));
    }
  });
  TRY(done);
  return all;
}

Result<Token> CredentialStore::revoke(const std::string& id) {
  TRY_ASSIGN(std::vector<Token> all, tokens({}));
  std::erase_if(all, [&id](const Token& token) { return !token.id.starts_with(id); });
  if (all.empty() || id.empty())
    return Error{ErrorCode::not_found,
                 "there is no token '" + id + "'",
                 {},
                 "truceline account token list shows all"};
  if (all.size() > 1)
    return Error{
        ErrorCode::conflict, "several tokens begin with '" + id + "'", {}, "give more of it"};
  const auto done = file_.write([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(SqliteStatement row, connection.prepare("DELETE FROM credentials WHERE kind = 1 AND "
                                                       "lower(hex(substr(id, 1, 6))) = ?"));
    return row.bind(1, std::string_view(all.front().id)).run();
  });
  TRY(done);
  return all.front();
}

}  // namespace truceline::app

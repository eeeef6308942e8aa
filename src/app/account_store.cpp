// SPDX-License-Identifier: Apache-2.0
#include "app/account_store.hpp"

#include <algorithm>

#include "app/clock.hpp"
#include "app/totp.hpp"
#include "base/limits.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::string_view kColumns =
    "SELECT name, party, role, length(code_key) > 0, disabled, made_ms, password FROM accounts";

Result<Account> account_in(SqliteStatement& row) {
  const auto text = [&row](int column) { return std::string(base::text_of(row.bytes(column))); };
  const auto role = domain::from_word<Role>(text(2));
  if (!role) return Error{ErrorCode::corrupt, "a role that is none", {}, {}};
  return Account{text(0),
                 text(1),
                 *role,
                 row.integer(3) != 0,
                 row.integer(4) != 0,
                 {static_cast<std::int64_t>(row.integer(5))}};
}

struct Found {
  Account account;
  std::string password;
};

Result<std::optional<Found>> find(SqliteConnection& connection, const std::string& name) {
  TRY_ASSIGN(SqliteStatement row, connection.prepare(std::string(kColumns) + " WHERE name = ?"));
  TRY_ASSIGN(const bool found, row.bind(1, std::string_view(name)).step());
  if (!found) return std::optional<Found>{};
  TRY_ASSIGN(Account account, account_in(row));
  return std::optional(Found{std::move(account), std::string(base::text_of(row.bytes(6)))});
}

Error no_such(const std::string& name) {
  return {ErrorCode::not_found,
          "there is no account '" + name + "'",
          {},
          "truceline account list shows all"};
}

}  // namespace

bool is_account_name(std::string_view name) {
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !name.empty() && name.size() <= base::limits::kAccountNameBytes &&
         is_plain(name.front()) && std::ranges::all_of(name, [&](char c) {
           return is_plain(c) || c == '.' || c == '-' || c == '_';
         });
}

Result<void> AccountStore::add(const Account& account, const Secret& passphrase) {
  if (!is_account_name(account.name))
    return base::invalid("this is no name of an account",
                         "take 1 to 64 of a-z, 0-9, '.', '-' and '_', as in north.duty")
        .at(account.name);
  TRY_ASSIGN(const std::string kept, passwords_.kept(passphrase));
  return file_.write([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(const auto there, find(connection, account.name));
    if (there)
      return Error{ErrorCode::conflict,
                   "there is an account '" + account.name + "' already",
                   {},
                   "take another name"};
    TRY_ASSIGN(const std::uint64_t all, connection.integer("SELECT count(*) FROM accounts"));
    if (all >= base::limits::kAccounts)
      return Error{ErrorCode::too_large,
                   "there are " + std::to_string(base::limits::kAccounts) + " accounts",
                   {},
                   {}};
    TRY_ASSIGN(SqliteStatement row,
               connection.prepare("INSERT INTO accounts VALUES (?, ?, ?, ?, x'', 0, 0, ?)"));
    row.bind(1, std::string_view(account.name)).bind(2, std::string_view(account.party));
    row.bind(3, domain::word(account.role)).bind(4, std::string_view(kept));
    return row.bind(5, static_cast<std::uint64_t>(account.made.value)).run();
  });
}

Result<std::vector<Account>> AccountStore::accounts() {
  std::vector<Account> all;
  const auto done = file_.read([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(SqliteStatement rows, connection.prepare(std::string(kColumns) + " ORDER BY name"));
    while (true) {
      TRY_ASSIGN(const bool found, rows.step());
      if (!found) return {};
      TRY_ASSIGN(Account account, account_in(rows));
      all.push_back(std::move(account));
    }
  });
  TRY(done);
  return all;
}

Result<Account> AccountStore::account(const std::string& name) {
  std::optional<Found> found;
  const auto done = file_.read([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(found, find(connection, name));
    return {};
  });
  TRY(done);
  return found ? Result<Account>(std::move(found->account)) : no_such(name);
}

/// Sets the column `what`; its sessions end with it where `end_sessions`.
Result<void> AccountStore::change(const std::string& name, std::string_view what,
                                  base::BytesView value, bool end_sessions) {
  return file_.write([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(const auto there, find(connection, name));
    if (!there) return no_such(name);
    const bool is_text = what == "password";
    const bool is_flag = what == "disabled";
    TRY_ASSIGN(SqliteStatement row, connection.prepare("UPDATE accounts SET " + std::string(what) +
                                                       " = ? WHERE name = ?"));
    if (is_text)
      row.bind(1, base::text_of(value));
    else if (is_flag)
      row.bind(1, std::uint64_t{value.empty() ? 0U : 1U});
    else
      row.bind(1, value);
    TRY(row.bind(2, std::string_view(name)).run());
    if (!end_sessions) return {};
    TRY_ASSIGN(SqliteStatement gone,
               connection.prepare("DELETE FROM credentials WHERE account = ? AND kind = 0"));
    return gone.bind(1, std::string_view(name)).run();
  });
}

Result<void> AccountStore::set_passphrase(const std::string& name, const Secret& passphrase) {
  TRY_ASSIGN(const std::string kept, passwords_.kept(passphrase));
  return change(name, "password", base::bytes_of(kept), true);
}

Result<void> AccountStore::set_disabled(const std::string& name, bool disabled) {
  constexpr std::uint8_t kYes = 1;
  return change(name, "disabled", disabled ? base::BytesView(&kYes, 1) : base::BytesView(),
                disabled);
}

Result<base::Bytes> AccountStore::make_code_key(const std::string& name) {
  const auto random = random_bytes();
  base::Bytes key(random.begin(), random.begin() + kCodeKeyBytes);
  TRY(change(name, "code_key", key, false));
  return key;
}

Result<void> AccountStore::drop_code_key(const std::string& name) {
  return change(name, "code_key", {}, false);
}

/// One transaction: of two who bring the same code, one is too late.
Result<bool> AccountStore::use_code(const std::string& name, std::string_view code,
                                    base::TimeMs now) {
  bool good = false;
  const auto done = file_.write([&](SqliteConnection& connection) -> Result<void> {
    std::uint64_t step = 0;
    {
      TRY_ASSIGN(SqliteStatement row, connection.prepare("SELECT code_key, code_used FROM accounts "
                                                         "WHERE name = ?"));
      TRY_ASSIGN(const bool found, row.bind(1, std::string_view(name)).step());
      if (!found) return {};
      const auto matching = matching_step(row.bytes(0), code, now, row.integer(1));
      if (!matching) return {};
      step = *matching;
    }
    TRY_ASSIGN(SqliteStatement used,
               connection.prepare("UPDATE accounts SET code_used = ? WHERE name = ?"));
    TRY(used.bind(1, step).bind(2, std::string_view(name)).run());
    good = true;
    return {};
  });
  TRY(done);
  return good;
}

Result<std::optional<Account>> AccountStore::prove(const std::string& name,
                                                   const Secret& passphrase, std::string_view code,
                                                   base::TimeMs now) {
  std::optional<Found> found;
  const auto done = file_.read([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(found, find(connection, name));
    return {};
  });
  TRY(done);
  if (!found) {
    passwords_.check_nothing(passphrase);
    return std::optional<Account>{};
  }
  const bool right = passwords_.check(found->password, passphrase);
  if (!right || found->account.disabled) return std::optional<Account>{};
  if (!found->account.has_code) return std::optional(std::move(found->account));
  TRY_ASSIGN(const bool good, use_code(name, code, now));
  if (!good) return std::optional<Account>{};
  return std::optional(std::move(found->account));
}

}  // namespace truceline::app

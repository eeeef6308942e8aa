// SPDX-License-Identifier: Apache-2.0
#include "app/command_account.hpp"

#include <algorithm>

#include "app/account_store.hpp"
#include "app/clock.hpp"
#include "app/credential_store.hpp"
#include "app/known_party.hpp"
#include "app/mission.hpp"
#include "app/mission_choice.hpp"
#include "app/totp.hpp"
#include "base/json_writer.hpp"
#include "base/limits.hpp"
#include "views/colour.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::JsonWriter;
using base::Result;

namespace {

namespace fs = std::filesystem;

/// The file and the two stores in it.
struct Desk {
  std::unique_ptr<AccountFile> file;
  std::unique_ptr<Passwords> passwords;
  std::unique_ptr<AccountStore> accounts;
  std::unique_ptr<CredentialStore> credentials;
};

Result<Desk> open_desk(const fs::path& folder) {
  Desk desk;
  TRY_ASSIGN(desk.file, AccountFile::open(folder / AccountFile::kName));
  desk.passwords = std::make_unique<Passwords>();
  desk.accounts = std::make_unique<AccountStore>(*desk.file, *desk.passwords);
  desk.credentials = std::make_unique<CredentialStore>(*desk.file);
  return desk;
}

std::string words_of(Scopes scopes) {
  std::string text;
  for (const auto& [scope, word] : domain::kWords<Scope>)
    if (scopes.have(scope)) text += (text.empty() ? "" : ",") + std::string(word);
  return text;
}

void write_account(JsonWriter& json, const Account& account) {
  json.begin_object().member("name", account.name).member("party", account.party);
  json.member("role", domain::word(account.role)).key("codes").boolean(account.has_code);
  json.key("disabled").boolean(account.disabled);
  json.member("made", base::to_utc_string(account.made)).end_object();
}

void write_token(JsonWriter& json, const Token& token) {
  json.member("id", token.id).member("account", token.account).member("label", token.label);
  json.key("scopes").begin_array();
  for (const auto& [scope, word] : domain::kWords<Scope>)
    if (token.scopes.have(scope)) json.string(word);
  json.end_array().member("made", base::to_utc_string(token.made));
  json.member("ends", base::to_utc_string(token.ends));
}

/// Says `text`, or `json` where that is wished for.
int say(const AccountCommand& command, Terminal& terminal, const std::string& text,
        const std::string& json) {
  terminal.out << (command.json ? json : text) << "\n";
  return 0;
}

int say_account(const AccountCommand& command, Terminal& terminal, const Account& account,
                const std::string& what) {
  JsonWriter json;
  write_account(json, account);
  return say(command, terminal, what + " " + account.name, json.take());
}

Result<std::shared_ptr<const Secret>> new_passphrase(const AccountCommand& command) {
  return passphrases(command.passphrase)->for_new("the account " + command.name);
}

Result<int> make(const AccountCommand& command, const fs::path& folder, Terminal& terminal) {
  TRY(check_known_party(folder, command.party));
  const fs::path path = folder / AccountFile::kName;
  std::error_code ignored;
  if (!fs::exists(path, ignored)) TRY(AccountFile::create(path));
  TRY_ASSIGN(const Desk desk, open_desk(folder));
  if (desk.accounts->account(command.name))
    return Error{ErrorCode::conflict,
                 "there is an account '" + command.name + "' already",
                 {},
                 "take another name"};
  TRY_ASSIGN(const auto passphrase, new_passphrase(command));
  const Account account{command.name, command.party, command.role, false, false, now()};
  TRY(desk.accounts->add(account, *passphrase));
  return say_account(command, terminal, account, "made");
}

std::string row_of(const std::vector<std::string>& cells) {
  constexpr std::size_t kWidth = 16;
  std::string line;
  for (const std::string& cell : cells)
    line += cell + std::string(cell.size() < kWidth ? kWidth - cell.size() : 1, ' ');
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

Result<int> list(const AccountCommand& command, const Desk& desk, Terminal& terminal) {
  TRY_ASSIGN(const std::vector<Account> all, desk.accounts->accounts());
  std::string text = row_of({"name", "party", "role", "codes", "made"});
  JsonWriter json;
  json.begin_object().key("accounts").begin_array();
  for (const Account& one : all) {
    write_account(json, one);
    text += "\n" + row_of({one.name, one.party, std::string(domain::word(one.role)),
                           one.has_code ? "yes" : "no",
                           base::to_utc_string(one.made) + (one.disabled ? "  disabled" : "")});
  }
  return say(command, terminal, text, json.end_array().end_object().take());
}

Result<int> list_tokens(const AccountCommand& command, const Desk& desk, Terminal& terminal) {
  TRY_ASSIGN(const std::vector<Token> all, desk.credentials->tokens(command.name));
  std::string text = row_of({"id", "account", "scopes", "ends", "label"});
  JsonWriter json;
  json.begin_object().key("tokens").begin_array();
  for (const Token& one : all) {
    json.begin_object();
    write_token(json, one);
    json.end_object();
    text += "\n" + row_of({one.id, one.account, words_of(one.scopes), base::to_utc_string(one.ends),
                           views::for_terminal(one.label)});
  }
  return say(command, terminal, text, json.end_array().end_object().take());
}

Result<int> make_code(const AccountCommand& command, const fs::path& folder, const Desk& desk,
                      Terminal& terminal) {
  if (command.off) {
    TRY(desk.accounts->drop_code_key(command.name));
    TRY_ASSIGN(const Account account, desk.accounts->account(command.name));
    return say_account(command, terminal, account, "asks for codes no more:");
  }
  TimeZones zones;
  TRY_ASSIGN(const formats::MissionConfig config, read_mission_config(folder, zones));
  TRY_ASSIGN(const base::Bytes key, desk.accounts->make_code_key(command.name));
  const std::string uri = code_uri(key, config.id, command.name);
  JsonWriter json;
  json.begin_object().member("name", command.name).member("key", to_base32(key));
  json.member("uri", uri).end_object();
  return say(command, terminal,
             "key: " + to_base32(key) + "\n" + uri +
                 "\nshown once: give it to whoever holds the account, and to nobody else",
             json.take());
}

Result<int> make_token(const AccountCommand& command, const Desk& desk, Terminal& terminal) {
  if (command.label.size() > base::limits::kTokenLabelBytes || !base::is_utf8(command.label))
    return base::invalid("a label is at most " + std::to_string(base::limits::kTokenLabelBytes) +
                         " bytes of UTF-8")
        .at("--label");
  Token token{{}, command.name, command.label, command.scopes, now(), {}};
  if (token.scopes == Scopes{}) token.scopes = token.scopes.with(Scope::read);
  token.ends = {token.made.value + command.days * base::kDayMs};
  TRY_ASSIGN(const std::string shown,
             desk.credentials->make_token(token.account, token.label, token.scopes, token.made,
                                          token.ends));
  token.id = base::to_hex(credential_of(shown)).substr(0, kTokenIdDigits);
  JsonWriter json;
  json.begin_object().member("token", shown);
  write_token(json, token);
  json.end_object();
  return say(command, terminal,
             "token: " + shown + "\nid: " + token.id + ", good until " +
                 base::to_utc_string(token.ends) + " for " + words_of(token.scopes) +
                 "\nshown once: send it as  Authorization: Bearer TOKEN",
             json.take());
}

Result<int> revoke(const AccountCommand& command, const Desk& desk, Terminal& terminal) {
  TRY_ASSIGN(const Token token, desk.credentials->revoke(command.name));
  JsonWriter json;
  json.begin_object();
  write_token(json, token);
  json.end_object();
  return say(command, terminal, "revoked " + token.id + " of " + token.account, json.take());
}

/// What changes one account that is there.
Result<int> change(const AccountCommand& command, const Desk& desk, Terminal& terminal) {
  TRY(desk.accounts->account(command.name));
  std::string what = "enabled";
  if (command.wish == AccountWish::passphrase) {
    TRY_ASSIGN(const auto passphrase, new_passphrase(command));
    TRY(desk.accounts->set_passphrase(command.name, *passphrase));
    what = "new passphrase, all its sessions ended:";
  } else {
    const bool disable = command.wish == AccountWish::disable;
    TRY(desk.accounts->set_disabled(command.name, disable));
    if (disable) what = "disabled, all its sessions ended:";
  }
  TRY_ASSIGN(const Account account, desk.accounts->account(command.name));
  return say_account(command, terminal, account, what);
}

}  // namespace

Result<int> run(const AccountCommand& command, Terminal& terminal) {
  TRY_ASSIGN(const fs::path folder, require_mission(command.mission));
  if (command.wish == AccountWish::make) return make(command, folder, terminal);
  TRY_ASSIGN(const Desk desk, open_desk(folder));
  switch (command.wish) {
    case AccountWish::list:
      return list(command, desk, terminal);
    case AccountWish::code:
      return make_code(command, folder, desk, terminal);
    case AccountWish::token:
      return make_token(command, desk, terminal);
    case AccountWish::tokens:
      return list_tokens(command, desk, terminal);
    case AccountWish::revoke:
      return revoke(command, desk, terminal);
    default:
      return change(command, desk, terminal);
  }
}

}  // namespace truceline::app

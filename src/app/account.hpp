// SPDX-License-Identifier: Apache-2.0
//
// Who may come in: an account speaks for one person or desk of one party. What an account may
// read follows from its party alone; its role says what it may do besides. An account signs
// nothing: statements carry their authors' signatures, whoever brings them.
#pragma once

#include <cstdint>
#include <string>

#include "base/bytes.hpp"
#include "base/strong.hpp"
#include "domain/words.hpp"

namespace truceline::app {

enum class Role { admin, author, duty_officer, reader };

/// What one may do over HTTP. `admin` looks after the party's own affairs: who saw what.
enum class Scope { read, submit, positions, admin };

/// A set of scopes.
struct Scopes {
  std::uint64_t bits = 0;

  constexpr bool have(Scope one) const { return (bits & bit(one)) != 0; }
  constexpr Scopes with(Scope one) const { return {bits | bit(one)}; }
  /// Those that are in both.
  constexpr Scopes within(Scopes most) const { return {bits & most.bits}; }
  friend constexpr bool operator==(const Scopes&, const Scopes&) = default;

 private:
  static constexpr std::uint64_t bit(Scope one) {
    return std::uint64_t{1} << static_cast<unsigned>(one);
  }
};

/// What the role allows, in a session; a token may be given less, never more.
constexpr Scopes scopes_of(Role role) {
  const Scopes read = Scopes{}.with(Scope::read);
  switch (role) {
    case Role::admin:
      return read.with(Scope::submit).with(Scope::positions).with(Scope::admin);
    case Role::author:
      return read.with(Scope::submit).with(Scope::positions);
    case Role::duty_officer:
      return read.with(Scope::submit);
    case Role::reader:
      return read;
  }
  return {};
}

struct Account {
  std::string name;
  std::string party;
  Role role = Role::reader;
  bool has_code = false;  ///< A one-time code is asked for beside the passphrase.
  bool disabled = false;
  base::TimeMs made;
  friend bool operator==(const Account&, const Account&) = default;
};

/// Who is asking, proved by a session or a token.
struct Caller {
  std::string account;
  std::string party;
  Role role = Role::reader;
  Scopes scopes;
  bool by_token = false;
  base::Hash credential{};  ///< SHA-256 of the session's id or of the token.
  base::TimeMs used;        ///< When that was last written down; for sessions.
  base::TimeMs ends;        ///< At the latest.
};

}  // namespace truceline::app

namespace truceline::domain {

template <>
inline constexpr auto kWords<app::Role> = std::to_array<std::pair<app::Role, std::string_view>>(
    {{app::Role::admin, "admin"},
     {app::Role::author, "author"},
     {app::Role::duty_officer, "duty-officer"},
     {app::Role::reader, "reader"}});

template <>
inline constexpr auto kWords<app::Scope> =
    std::to_array<std::pair<app::Scope, std::string_view>>({{app::Scope::read, "read"},
                                                            {app::Scope::submit, "submit"},
                                                            {app::Scope::positions, "positions"},
                                                            {app::Scope::admin, "admin"}});

}  // namespace truceline::domain

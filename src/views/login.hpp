// SPDX-License-Identifier: Apache-2.0
//
// /api/v1/session on the wire: what a login brings, and what is told of a session.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/strong.hpp"
#include "views/request.hpp"

namespace truceline::views {

struct Login {
  std::string name;
  std::string password;
  std::string code;  ///< Empty: none was given.
};

/// {"name":"..","password":"..","code":".."}, sent as application/json; the code may be left out.
/// Errors: unsupported for another type; invalid_input; too_large.
base::Result<Login> read_login(const Request& request);

/// Who is logged in.
struct LoggedIn {
  std::string account;
  std::string party;
  std::string role;
  std::vector<std::string> scopes;
  base::TimeMs ends;
};

/// {"session":{"account":..,"party":..,"role":..,"scopes":[..],"ends_ms":..} or null,
/// "accounts":..}. `has_accounts`: there is somebody who could log in.
std::string session_json(const std::optional<LoggedIn>& session, bool has_accounts);

}  // namespace truceline::views

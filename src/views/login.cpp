// SPDX-License-Identifier: Apache-2.0
#include "views/login.hpp"

#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "base/limits.hpp"

namespace truceline::views {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::size_t kLoginDepth = 2;

Result<std::string> text_member(const base::JsonValue& object, std::string_view name,
                                bool may_be_absent) {
  const auto value = object.find(name);
  if (!value && may_be_absent) return std::string();
  if (!value || !value->is_string())
    return base::invalid("this text is missing", "send name, password and, where asked for, code")
        .at(std::string(name));
  return std::string(value->as_string());
}

}  // namespace

Result<Login> read_login(const Request& request) {
  if (request.content_type.substr(0, request.content_type.find(';')) != "application/json")
    return Error{ErrorCode::unsupported, "a login is sent as application/json", "Content-Type", {}};
  constexpr std::size_t kMost = base::limits::kPassphraseBytes;
  TRY_ASSIGN(const base::JsonDocument document,
             base::parse_json(request.body, {4 * kMost, kLoginDepth, kMost}));
  const base::JsonValue root = document.root();
  if (!root.is_object()) return base::invalid("a login is a JSON object");
  Login login;
  TRY_ASSIGN(login.name, text_member(root, "name", false));
  TRY_ASSIGN(login.password, text_member(root, "password", false));
  TRY_ASSIGN(login.code, text_member(root, "code", true));
  return login;
}

std::string session_json(const std::optional<LoggedIn>& session, bool has_accounts) {
  base::JsonWriter json;
  json.begin_object().key("session");
  if (session) {
    json.begin_object().member("account", session->account).member("party", session->party);
    json.member("role", session->role).key("scopes").begin_array();
    for (const std::string& scope : session->scopes) json.string(scope);
    json.end_array().member("ends_ms", session->ends.value).end_object();
  } else {
    json.null();
  }
  return json.key("accounts").boolean(has_accounts).end_object().take();
}

}  // namespace truceline::views

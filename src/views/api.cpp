// SPDX-License-Identifier: Apache-2.0
#include "views/api.hpp"

#include "base/sha256.hpp"
#include "views/error_table.hpp"
#include "views/routes.hpp"

namespace truceline::views {
namespace {

using base::ErrorCode;
using base::Result;

/// The route for a request and what its path gave.
struct Found {
  const Route* route = nullptr;
  std::vector<std::string> path;
  std::string allowed;  ///< Methods of the address where only the method is wrong.
};

Found find_route(const Request& request) {
  std::string_view method = request.method;
  if (method == "HEAD") method = "GET";
  Found found;
  for (const Route& route : routes()) {
    auto places = match_path(route.pattern, request.path);
    if (!places) continue;
    if (route.method == method) {
      found.route = &route;
      found.path = std::move(*places);
      return found;
    }
    if (!found.allowed.empty()) found.allowed += ", ";
    found.allowed += route.method == "GET" ? "GET, HEAD" : std::string(route.method);
  }
  return found;
}

Response not_allowed(const Request& request, const std::string& allowed) {
  constexpr int kMethodNotAllowed = 405;
  Response response =
      problem({ErrorCode::invalid_input, "this address does not take " + request.method,
               request.path, "use " + allowed},
              kMethodNotAllowed);
  response.headers.emplace_back("Allow", allowed);
  return response;
}

/// Covers all that an answer depends on: the basis, the address, the query as it was understood.
std::string etag_of(const Snapshot& snapshot, const Request& request, const Ask& ask) {
  std::string text(request.path);
  const auto add = [&](std::string_view name, std::string_view value) {
    text += '\n' + std::to_string(name.size() + value.size()) + ':';
    text.append(name).append("=").append(value);
  };
  for (const auto& [name, value] : request.query)
    if (name != "as_known_at" && name != "at" && name != "lang") add(name, value);
  add("lang", tag(ask.lang));
  add("coverage", ask.coverage.key());
  const base::Hash hash = base::sha256({base::BytesView(snapshot.basis()), base::bytes_of(text)});
  return '"' + base::to_hex(base::BytesView(hash).first(16)) + '"';
}

/// RFC 9110 13.1.2, by weak comparison; "*" is taken for no match, since it asks nothing of us.
bool names_etag(std::string_view if_none_match, const std::string& etag) {
  return !if_none_match.empty() && if_none_match.find(etag) != std::string_view::npos;
}

Result<Response> answer_from(const Request& request, const Found& found, SnapshotSource& source) {
  const Route& route = *found.route;
  TRY_ASSIGN(Ask ask, read_ask(request, route.parameters, true, source.mission().time_zone));
  ask.path = found.path;
  if (route.tells_coverage) ask.coverage = source.coverage();
  std::optional<base::TreeSize> known;
  if (const auto n = ask.number("as_known_at"))
    known = base::TreeSize{static_cast<std::uint64_t>(*n)};
  TRY_ASSIGN(const auto snapshot, source.at(known, ask.moment("at")));
  Response response;
  if (route.method != "GET") {
    response.headers = {{"Cache-Control", "no-store"}};
    TRY_ASSIGN(Answer made, route.handler(*snapshot, ask));
    response.content_type = std::move(made.content_type);
    response.body = std::move(made.body);
    response.opened = std::move(made.opened);
    response.read_key = made.read_key;
    return response;
  }
  response.etag = etag_of(*snapshot, request, ask);
  response.headers = {{"Cache-Control", "no-cache"}, {"Vary", "Accept-Language"}};
  if (names_etag(request.if_none_match, response.etag)) {
    response.status = 304;
    response.content_type.clear();
    return response;
  }
  TRY_ASSIGN(Answer made, route.handler(*snapshot, ask));
  response.content_type = std::move(made.content_type);
  response.body = std::move(made.body);
  response.opened = std::move(made.opened);
  return response;
}

}  // namespace

bool is_api_path(std::string_view path) {
  return path == "/api" || path.starts_with("/api/");
}

Response answer(const Request& request, SnapshotSource& source) {
  const Found found = find_route(request);
  if (!found.route && !found.allowed.empty()) return not_allowed(request, found.allowed);
  if (!found.route || !found.route->handler)
    return problem({ErrorCode::not_found, "there is nothing at this address", request.path,
                    "/api/v1/mission is a good place to start"});
  auto response = answer_from(request, found, source);
  return response ? std::move(*response) : problem(response.error());
}

}  // namespace truceline::views

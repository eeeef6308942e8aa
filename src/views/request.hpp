// SPDX-License-Identifier: Apache-2.0
//
// A question and its answer as plain values. The server in app/ turns sockets into these and
// back; everything between is pure and tested without a socket.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/strong.hpp"

namespace truceline::views {

struct Request {
  std::string method;  ///< "GET", "POST".
  std::string path;    ///< Percent-decoded, without the query: "/api/v1/zones/idlib/series".
  std::map<std::string, std::string> query;  ///< Decoded; a repeated name is refused earlier.
  std::string accept_language;
  std::string if_none_match;
  std::string content_type;
  std::string body;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string etag;  ///< Quoted, strong; empty: none.
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  ///< Beyond the usual ones.
  std::vector<base::EntryIndex> opened;                      ///< As in Answer (routes.hpp).
  std::optional<base::Hash> read_key;                        ///< The same.
};

}  // namespace truceline::views

// SPDX-License-Identifier: Apache-2.0
//
// Every address of the API as data: method, pattern, parameters, who answers. api/openapi.yaml
// describes the same table, and a test holds the two against each other.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "views/ask.hpp"
#include "views/snapshot.hpp"

namespace truceline::views {

struct Answer {
  std::string body;
  std::string content_type = "application/json";
  /// Entries that are not for everyone and whose whole bodies it holds: whoever gets it has read
  /// them.
  std::vector<base::EntryIndex> opened{};
  /// The key of a neighbourhood, which whoever gets it may say that it has read.
  std::optional<base::Hash> read_key{};
};

using Handler = base::Result<Answer> (*)(const Snapshot& snapshot, const Ask& ask);

struct Route {
  std::string_view method;
  std::string_view pattern;  ///< "/api/v1/zones/{zone}/series"; a {place} is one whole segment.
  std::span<const Parameter> parameters;
  Handler handler = nullptr;    ///< nullptr: the server itself answers (writes, streams, health).
  bool tells_coverage = false;  ///< The answer rests on Ask::coverage too.
};

std::span<const Route> routes();

/// The parameters of a route, for those that the server itself answers.
std::span<const Parameter> parameters_of(std::string_view method, std::string_view pattern);

/// What stands at the {places} of `pattern` in `path`; empty where it does not fit. A {place}
/// never takes an empty segment.
std::optional<std::vector<std::string>> match_path(std::string_view pattern, std::string_view path);

}  // namespace truceline::views

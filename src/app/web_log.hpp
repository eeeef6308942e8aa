// SPDX-License-Identifier: Apache-2.0
//
// A log behind a web address: a host, which also shows public bodies, or a mirror, which does not.
// One client for all of it: one thread at a time.
#pragma once

#include <memory>
#include <string>

#include "app/http_client.hpp"
#include "app/tiled_view.hpp"

namespace truceline::app {

/// True for "http://..." and "https://...".
bool is_web_address(std::string_view where);

/// The files of a tiled log under `prefix`. Errors: not_found for 404; unavailable for any other
/// refusal, with what was said. REQUIRES: `client` outlives it.
ReadLogFile files_of_web(HttpClient& client, std::string prefix);

/// "<prefix>/<hex SHA-256 of the origin>": where a witness or mirror shows what it has of a log.
std::string monitoring_prefix(std::string_view prefix, std::string_view origin);

/// Opens what is at `address`: a log's own prefix or, where `origin` is given and there is no log
/// at the address itself, a mirror's prefix. Errors: those of reading its checkpoint.
base::Result<std::unique_ptr<LogView>> open_web_log(HttpClient& client, const std::string& address,
                                                    std::string_view origin);

}  // namespace truceline::app

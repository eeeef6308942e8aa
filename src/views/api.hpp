// SPDX-License-Identifier: Apache-2.0
//
// From a request to an answer, without a socket. The whole API is reachable from here, so the
// whole API can be tested from here.
#pragma once

#include "views/request.hpp"
#include "views/snapshot.hpp"

namespace truceline::views {

/// Answers every route of routes.hpp that has a handler, and refuses all else under /api/ as a
/// problem: 404 for an unknown address, 405 with Allow for a wrong method, 400 for a wrong query.
/// HEAD is answered like GET; the server leaves the body out. Answers carry a strong ETag, and
/// If-None-Match gives 304 before anything is rendered.
Response answer(const Request& request, SnapshotSource& source);

/// True for a path that answer() is responsible for, also where it says 404.
bool is_api_path(std::string_view path);

}  // namespace truceline::views

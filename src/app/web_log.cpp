// SPDX-License-Identifier: Apache-2.0
#include "app/web_log.hpp"

#include <chrono>
#include <thread>

#include "app/public_bodies.hpp"
#include "ledger/known_log.hpp"

namespace truceline::app {

using base::EntryIndex;
using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

/// The body of a good answer; an error in words for every other.
Result<std::string> get(HttpClient& client, const std::string& url) {
  constexpr int kOk = 200;
  constexpr int kNotFound = 404;
  TRY_ASSIGN(HttpReply reply, client.get(url));
  if (reply.status == kOk) return std::move(reply.body);
  return Error{reply.status == kNotFound ? ErrorCode::not_found : ErrorCode::unavailable,
               "the server answered " + std::to_string(reply.status),
               url,
               {}};
}

std::shared_ptr<PublicBodies> bodies_of_web(HttpClient& client, const std::string& prefix) {
  return std::make_shared<PublicBodies>(
      [&client, prefix](EntryIndex from) {
        return get(client, joined_url(prefix, "api/v1/bodies?from=" + std::to_string(from.value)));
      },
      [] { std::this_thread::sleep_for(std::chrono::milliseconds(100)); });
}

}  // namespace

bool is_web_address(std::string_view where) {
  return where.starts_with("http://") || where.starts_with("https://");
}

ReadLogFile files_of_web(HttpClient& client, std::string prefix) {
  return [&client, prefix = std::move(prefix)](const std::string& path) {
    return get(client, joined_url(prefix, path));
  };
}

std::string monitoring_prefix(std::string_view prefix, std::string_view origin) {
  return joined_url(prefix, ledger::origin_hash_hex(origin));
}

Result<std::unique_ptr<LogView>> open_web_log(HttpClient& client, const std::string& address,
                                              std::string_view origin) {
  std::string prefix = address;
  auto checkpoint = get(client, joined_url(prefix, "checkpoint"));
  if (!checkpoint && checkpoint.error().code == ErrorCode::not_found && !origin.empty()) {
    prefix = monitoring_prefix(address, origin);
    if (get(client, joined_url(prefix, "checkpoint"))) checkpoint = std::string();
  }
  if (!checkpoint) return checkpoint.error();
  // Only a host has the API; a mirror answers that there is nothing.
  const bool has_bodies = get(client, joined_url(prefix, "api/v1/bodies?limit=1")).has_value();
  if (!has_bodies)
    return std::unique_ptr<LogView>(std::make_unique<TiledView>(files_of_web(client, prefix)));
  const auto bodies = bodies_of_web(client, prefix);
  return std::unique_ptr<LogView>(std::make_unique<TiledView>(
      files_of_web(client, prefix), [bodies](EntryIndex index) { return bodies->sealed(index); },
      [bodies](EntryIndex index) { return bodies->said_erased(index); }));
}

}  // namespace truceline::app

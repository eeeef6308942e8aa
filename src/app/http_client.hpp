// SPDX-License-Identifier: Apache-2.0
//
// Asks other servers: witnesses, mirrors, a host that somebody checks. A thin wrapper over
// libcurl, which appears in http_client.cpp and curl_library only. What it refuses: schemes other
// than http and https, names and passwords in an address, redirects (they are answers like any
// other), proxies that only the environment names, certificates that do not verify, answers beyond
// their limit.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/limits.hpp"
#include "base/result.hpp"

namespace truceline::app {

struct HttpClientOptions {
  std::chrono::milliseconds connect_time{5'000};
  std::chrono::milliseconds total_time{30'000};  ///< For a whole request and its answer.
  std::size_t answer_bytes_max = base::limits::kHttpAnswerBytes;  ///< Unpacked, without its head.
  std::string proxy;    ///< "http://host:port"; empty: none, whatever the environment says.
  std::string ca_file;  ///< PEM with the authorities to trust; empty: those of the system.
};

/// What the other side said, whatever its status: a refusal is an answer too.
struct HttpReply {
  int status = 0;
  std::string content_type;  ///< As sent; empty where there was none.
  std::string body;          ///< Unpacked where it came gzipped.
  std::optional<std::chrono::seconds> retry_after;
};

/// One thread at a time; cancel() from any. Keeps its connections for the next request.
class HttpClient {
 public:
  explicit HttpClient(HttpClientOptions options = {});
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// Errors, with the address as their place: invalid_input for the address; unavailable where no
  /// whole answer came in time, with what failed in words; too_large beyond answer_bytes_max.
  base::Result<HttpReply> get(const std::string& url);
  base::Result<HttpReply> post(const std::string& url, std::string_view content_type,
                               std::string_view body);

  /// Ends the request that runs now, and refuses all that follow: unavailable. Any thread.
  void cancel();

 private:
  struct Handles;  // libcurl's
  base::Result<void> begin(const std::string& url);
  base::Result<HttpReply> perform(const std::string& url, std::size_t sent_bytes);

  HttpClientOptions options_;
  std::unique_ptr<Handles> handles_;  ///< Null where the library is missing.
  std::atomic<bool> cancelled_ = false;
};

/// `url` and `path` with exactly one slash between them: an address and a prefix may be written
/// with or without it.
std::string joined_url(std::string_view url, std::string_view path);

}  // namespace truceline::app

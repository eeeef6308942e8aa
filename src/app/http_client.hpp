// SPDX-License-Identifier: Apache-2.0
//
// Asks other servers: witnesses, mirrors, a host that somebody checks. A thin wrapper over
// libcurl, which appears in curl_transfer and its clients only. What it refuses: schemes other
// than http and https, names and passwords in an address, redirects (they are answers like any
// other), proxies that only the environment names, certificates that do not verify, answers beyond
// their limit.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/public_address.hpp"
#include "base/limits.hpp"
#include "base/result.hpp"

namespace truceline::app {

class CurlTransfer;

/// Headers of a request besides those that every one has: names and values of one line.
using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpClientOptions {
  std::chrono::milliseconds connect_time{5'000};
  std::chrono::milliseconds total_time{30'000};  ///< For a whole request and its answer.
  std::size_t answer_bytes_max = base::limits::kHttpAnswerBytes;  ///< Unpacked, without its head.
  std::string proxy;    ///< "http://host:port"; empty: none, whatever the environment says.
  std::string ca_file;  ///< PEM with the authorities to trust; empty: those of the system.
  Peers peers = Peers::any;
  /// Where an answer is too long, its status is the answer, and what came of its body is dropped.
  bool only_status = false;
};

/// What the other side said, whatever its status: a refusal is an answer too.
struct HttpReply {
  int status = 0;
  std::string content_type;                         ///< As sent; empty where there was none.
  std::string body;                                 ///< Unpacked where it came gzipped.
  std::optional<std::chrono::seconds> retry_after;  ///< A day at most.
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
                               std::string_view body, const HttpHeaders& headers = {});

  /// Ends the request that runs now, and refuses all that follow: unavailable. Any thread.
  void cancel();

 private:
  base::Result<void> begin(const std::string& url);
  base::Result<HttpReply> perform(const std::string& url, std::size_t sent_bytes);

  HttpClientOptions options_;
  std::unique_ptr<CurlTransfer> transfer_;  ///< Null where the library is missing.
};

/// `url` and `path` with exactly one slash between them: an address and a prefix may be written
/// with or without it.
std::string joined_url(std::string_view url, std::string_view path);

}  // namespace truceline::app

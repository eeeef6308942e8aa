// SPDX-License-Identifier: Apache-2.0
#include "app/http_client.hpp"

#include "app/curl_transfer.hpp"
#include "base/invariant.hpp"
#include "base/time.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

struct Incoming {
  std::string body;
  std::size_t limit = 0;
  bool overrun = false;
};

std::size_t take_bytes(char* bytes, std::size_t one, std::size_t count, void* into) {
  Incoming& incoming = *static_cast<Incoming*>(into);
  const std::size_t size = one * count;
  if (size > incoming.limit - incoming.body.size()) {
    incoming.overrun = true;
    return 0;  // ends the request
  }
  incoming.body.append(bytes, size);
  return size;
}

/// What libcurl would accept but we do not.
Result<void> check_url(const CurlLibrary& curl, const std::string& url) {
  const std::unique_ptr<CURLU, void (*)(CURLU*)> parsed(curl.url(), curl.url_cleanup);
  INVARIANT(parsed != nullptr);
  if (curl.url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
    return base::invalid("this is no web address", "write it as https://host/path").at(url);
  const auto has = [&](CURLUPart part, std::string_view value = {}) {
    char* text = nullptr;
    if (curl.url_get(parsed.get(), part, &text, 0) != CURLUE_OK) return false;
    const bool same = value.empty() || value == text;
    curl.free(text);
    return same;
  };
  if (!has(CURLUPART_SCHEME, "http") && !has(CURLUPART_SCHEME, "https"))
    return base::invalid("an address begins with http:// or https://").at(url);
  if (has(CURLUPART_USER) || has(CURLUPART_PASSWORD))  // not shown: it would end up in a log
    return base::invalid("an address must not carry a name or password");
  return {};
}

}  // namespace

HttpClient::HttpClient(HttpClientOptions options) : options_(std::move(options)) {
  if (const auto& curl = curl_library()) transfer_ = std::make_unique<CurlTransfer>(*curl);
}

HttpClient::~HttpClient() = default;

/// What every request does first.
Result<void> HttpClient::begin(const std::string& url) {
  if (!transfer_) return curl_library().error();
  TRY(check_url(transfer_->curl, url));
  transfer_->reset();
  return {};
}

Result<HttpReply> HttpClient::get(const std::string& url) {
  TRY(begin(url));
  transfer_->set(CURLOPT_HTTPGET, 1L);
  return perform(url, 0);
}

Result<HttpReply> HttpClient::post(const std::string& url, std::string_view content_type,
                                   std::string_view body, const HttpHeaders& headers) {
  TRY(begin(url));
  transfer_->add("Content-Type: " + std::string(content_type));
  transfer_->add("Expect:");  // asking first would cost a round trip
  for (const auto& [name, value] : headers) transfer_->add(name + ": " + value);
  transfer_->set(CURLOPT_POST, 1L);
  transfer_->set(CURLOPT_POSTFIELDS, body.data() == nullptr ? "" : body.data());
  transfer_->set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  return perform(url, body.size());
}

Result<HttpReply> HttpClient::perform(const std::string& url, std::size_t sent_bytes) {
  CurlTransfer& request = *transfer_;
  Incoming incoming;
  incoming.limit = options_.answer_bytes_max;
  request.set(CURLOPT_URL, url.c_str());
  request.set(CURLOPT_PROTOCOLS_STR, "http,https");
  request.set(CURLOPT_PROXY, options_.proxy.c_str());  // empty: also not the environment's
  if (!options_.ca_file.empty()) request.set(CURLOPT_CAINFO, options_.ca_file.c_str());
  request.set(CURLOPT_USERAGENT, "truceline");
  request.set(CURLOPT_ACCEPT_ENCODING, "gzip");
  request.set(CURLOPT_HTTPHEADER, request.list());
  request.set(CURLOPT_WRITEFUNCTION, take_bytes);
  request.set(CURLOPT_WRITEDATA, &incoming);
  if (sent_bytes > 0) request.set(CURLOPT_TCP_NODELAY, 1L);

  const CURLcode ended =
      request.run(options_.peers, static_cast<long>(options_.connect_time.count()),
                  static_cast<long>(options_.total_time.count()));
  HttpReply reply;
  long status = 0;
  request.curl.easy_getinfo(request.easy, CURLINFO_RESPONSE_CODE, &status);
  const char* type = nullptr;
  request.curl.easy_getinfo(request.easy, CURLINFO_CONTENT_TYPE, &type);
  if (type != nullptr) reply.content_type = type;
  curl_off_t wait_s = 0;
  request.curl.easy_getinfo(request.easy, CURLINFO_RETRY_AFTER, &wait_s);
  constexpr curl_off_t kLongest_s = base::kDayMs / 1000;
  if (wait_s > 0) reply.retry_after = std::chrono::seconds(std::min(wait_s, kLongest_s));

  if (request.is_stopped())
    return Error{ErrorCode::unavailable, "stopped before an answer came", url, {}};
  if (incoming.overrun && !options_.only_status)
    return Error{
        ErrorCode::too_large,
        "the answer is longer than " + std::to_string(options_.answer_bytes_max) + " bytes",
        url,
        {}};
  if (ended != CURLE_OK && !incoming.overrun)
    return Error{ErrorCode::unavailable, "no answer: " + request.reason(ended), url, {}};
  reply.status = static_cast<int>(status);
  if (!options_.only_status) reply.body = std::move(incoming.body);
  return reply;
}

void HttpClient::cancel() {
  if (transfer_) transfer_->stop();
}

std::string joined_url(std::string_view url, std::string_view path) {
  while (url.ends_with('/')) url.remove_suffix(1);
  while (path.starts_with('/')) path.remove_prefix(1);
  return std::string(url) + "/" + std::string(path);
}

}  // namespace truceline::app

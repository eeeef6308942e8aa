// SPDX-License-Identifier: Apache-2.0
#include "app/http_client.hpp"

#include "app/curl_library.hpp"
#include "base/invariant.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr int kPollMs = 1000;  // how long one wait for bytes lasts; the deadlines are libcurl's

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

struct HttpClient::Handles {
  const CurlLibrary& curl;
  CURLM* multi = nullptr;
  CURL* easy = nullptr;
  curl_slist* headers = nullptr;
  char reason[CURL_ERROR_SIZE] = {};

  explicit Handles(const CurlLibrary& library) : curl(library) {
    multi = curl.multi_init();
    easy = curl.easy_init();
    INVARIANT(multi != nullptr && easy != nullptr);
  }
  ~Handles() {
    curl.slist_free_all(headers);
    curl.easy_cleanup(easy);
    curl.multi_cleanup(multi);
  }
  Handles(const Handles&) = delete;
  Handles& operator=(const Handles&) = delete;

  /// Everything as new; the connections stay open, in `multi`.
  void reset() {
    curl.easy_reset(easy);
    curl.slist_free_all(headers);
    headers = nullptr;
    reason[0] = '\0';
  }
  /// From our own constants and checked texts: a refusal is our bug.
  template <class Value>
  void set(CURLoption option, Value value) {
    INVARIANT(curl.easy_setopt(easy, option, value) == CURLE_OK);
  }
  void header(const std::string& line) {
    curl_slist* const longer = curl.slist_append(headers, line.c_str());
    INVARIANT(longer != nullptr);
    headers = longer;
  }
};

HttpClient::HttpClient(HttpClientOptions options) : options_(std::move(options)) {
  if (const auto& curl = curl_library()) handles_ = std::make_unique<Handles>(*curl);
}

HttpClient::~HttpClient() = default;

/// What every request does first.
Result<void> HttpClient::begin(const std::string& url) {
  if (!handles_) return curl_library().error();
  TRY(check_url(handles_->curl, url));
  handles_->reset();
  return {};
}

Result<HttpReply> HttpClient::get(const std::string& url) {
  TRY(begin(url));
  handles_->set(CURLOPT_HTTPGET, 1L);
  return perform(url, 0);
}

Result<HttpReply> HttpClient::post(const std::string& url, std::string_view content_type,
                                   std::string_view body) {
  TRY(begin(url));
  handles_->header("Content-Type: " + std::string(content_type));
  handles_->header("Expect:");  // asking first would cost a round trip
  handles_->set(CURLOPT_POST, 1L);
  handles_->set(CURLOPT_POSTFIELDS, body.data() == nullptr ? "" : body.data());
  handles_->set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  return perform(url, body.size());
}

Result<HttpReply> HttpClient::perform(const std::string& url, std::size_t sent_bytes) {
  Handles& request = *handles_;
  const CurlLibrary& curl = request.curl;
  CURL* const easy = request.easy;
  Incoming incoming;
  incoming.limit = options_.answer_bytes_max;
  request.set(CURLOPT_URL, url.c_str());
  request.set(CURLOPT_PROTOCOLS_STR, "http,https");
  request.set(CURLOPT_PROXY, options_.proxy.c_str());  // empty: also not the environment's
  if (!options_.ca_file.empty()) request.set(CURLOPT_CAINFO, options_.ca_file.c_str());
  request.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  request.set(CURLOPT_USERAGENT, "truceline");
  request.set(CURLOPT_ACCEPT_ENCODING, "gzip");
  request.set(CURLOPT_HTTPHEADER, request.headers);
  request.set(CURLOPT_NOSIGNAL, 1L);  // other threads run
  request.set(CURLOPT_QUICK_EXIT, 1L);
  request.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_time.count()));
  request.set(CURLOPT_TIMEOUT_MS, static_cast<long>(options_.total_time.count()));
  request.set(CURLOPT_WRITEFUNCTION, take_bytes);
  request.set(CURLOPT_WRITEDATA, &incoming);
  request.set(CURLOPT_ERRORBUFFER, request.reason);
  if (sent_bytes > 0) request.set(CURLOPT_TCP_NODELAY, 1L);

  INVARIANT(curl.multi_add_handle(request.multi, easy) == CURLM_OK);
  CURLcode ended = CURLE_OK;
  for (int running = 1; running > 0 && !cancelled_;) {
    INVARIANT(curl.multi_perform(request.multi, &running) == CURLM_OK);
    if (running > 0) curl.multi_poll(request.multi, nullptr, 0, kPollMs, nullptr);
  }
  for (int left = 0; const CURLMsg* const message = curl.multi_info_read(request.multi, &left);)
    if (message->msg == CURLMSG_DONE) ended = message->data.result;
  HttpReply reply;
  long status = 0;
  curl.easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  const char* type = nullptr;
  curl.easy_getinfo(easy, CURLINFO_CONTENT_TYPE, &type);
  if (type != nullptr) reply.content_type = type;
  curl_off_t wait_s = 0;
  curl.easy_getinfo(easy, CURLINFO_RETRY_AFTER, &wait_s);
  if (wait_s > 0) reply.retry_after = std::chrono::seconds(wait_s);
  curl.multi_remove_handle(request.multi, easy);

  if (cancelled_) return Error{ErrorCode::unavailable, "stopped before an answer came", url, {}};
  if (incoming.overrun)
    return Error{
        ErrorCode::too_large,
        "the answer is longer than " + std::to_string(options_.answer_bytes_max) + " bytes",
        url,
        {}};
  if (ended != CURLE_OK) {
    const std::string reason =
        request.reason[0] != '\0' ? request.reason : curl.easy_strerror(ended);
    return Error{ErrorCode::unavailable, "no answer: " + reason, url, {}};
  }
  reply.status = static_cast<int>(status);
  reply.body = std::move(incoming.body);
  return reply;
}

void HttpClient::cancel() {
  cancelled_ = true;
  if (handles_) handles_->curl.multi_wakeup(handles_->multi);
}

std::string joined_url(std::string_view url, std::string_view path) {
  while (url.ends_with('/')) url.remove_suffix(1);
  while (path.starts_with('/')) path.remove_prefix(1);
  return std::string(url) + "/" + std::string(path);
}

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include "app/curl_transfer.hpp"

#include <algorithm>
#include <chrono>
#include <sys/socket.h>
#include <unistd.h>

namespace truceline::app {

namespace {

constexpr long kMsPerSecond = 1000;
constexpr long kGraceMs = 200;  // where libcurl waits by itself, and we cannot look at the clock
constexpr int kPollMs = 1000;   // how long one wait for bytes lasts; the deadlines are libcurl's

}  // namespace

CurlTransfer::CurlTransfer(const CurlLibrary& library) : curl(library) {
  multi_ = curl.multi_init();
  easy = curl.easy_init();
  INVARIANT(multi_ != nullptr && easy != nullptr);
}

CurlTransfer::~CurlTransfer() {
  curl.slist_free_all(list_);
  curl.easy_cleanup(easy);
  curl.multi_cleanup(multi_);
}

void CurlTransfer::reset() {
  curl.easy_reset(easy);
  curl.slist_free_all(list_);
  list_ = nullptr;
  refused_.clear();
  reason_[0] = '\0';
}

void CurlTransfer::add(const std::string& line) {
  curl_slist* const longer = curl.slist_append(list_, line.c_str());
  INVARIANT(longer != nullptr);
  list_ = longer;
}

curl_socket_t CurlTransfer::open_socket(void* self, curlsocktype, curl_sockaddr* address) {
  CurlTransfer& transfer = *static_cast<CurlTransfer*>(self);
  const bool may = transfer.peers_ == Peers::world          ? is_public_address(address->addr)
                   : transfer.peers_ == Peers::this_machine ? is_loopback_address(address->addr)
                                                            : true;
  if (!may) {
    transfer.refused_ = address_text(address->addr);
    return CURL_SOCKET_BAD;
  }
  const curl_socket_t made =
      ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (made != CURL_SOCKET_BAD) transfer.sockets_.insert(made);
  return made;
}

int CurlTransfer::close_socket(void* self, curl_socket_t socket) {
  static_cast<CurlTransfer*>(self)->sockets_.erase(socket);
  return ::close(socket);
}

void CurlTransfer::shut_sockets() {
  for (const curl_socket_t one : sockets_) ::shutdown(one, SHUT_RDWR);
}

CURLcode CurlTransfer::run(Peers peers, long connect_ms, long total_ms, bool says_goodbye) {
  using std::chrono::steady_clock;
  peers_ = peers;
  is_late_ = false;
  if (peers != Peers::any || says_goodbye) {
    set(CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    set(CURLOPT_OPENSOCKETDATA, static_cast<void*>(this));
    set(CURLOPT_CLOSESOCKETFUNCTION, &close_socket);
    set(CURLOPT_CLOSESOCKETDATA, static_cast<void*>(this));
    set(CURLOPT_FRESH_CONNECT, 1L);  // one that is open was opened under another rule, perhaps
    set(CURLOPT_FORBID_REUSE, 1L);
  }
  set(CURLOPT_NOSIGNAL, 1L);  // other threads run
  set(CURLOPT_QUICK_EXIT, 1L);
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(CURLOPT_ERRORBUFFER, reason_);
  if (says_goodbye) {
    set(CURLOPT_CONNECTTIMEOUT_MS, 2 * total_ms);
    set(CURLOPT_TIMEOUT_MS, total_ms + kGraceMs);
    set(CURLOPT_SERVER_RESPONSE_TIMEOUT, std::max(1L, total_ms / kMsPerSecond));
  } else {
    set(CURLOPT_CONNECTTIMEOUT_MS, connect_ms);
    set(CURLOPT_TIMEOUT_MS, total_ms);
  }
  INVARIANT(curl.multi_add_handle(multi_, easy) == CURLM_OK);
  CURLcode ended = CURLE_ABORTED_BY_CALLBACK;
  const auto end = steady_clock::now() + std::chrono::milliseconds(total_ms);
  for (int running = 1; running > 0 && !stopped_ && !is_late_;) {
    INVARIANT(curl.multi_perform(multi_, &running) == CURLM_OK);
    if (running == 0) break;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - steady_clock::now());
    is_late_ = says_goodbye && left.count() <= 0;
    const auto wait = says_goodbye ? std::min<long>(kPollMs, left.count()) : long{kPollMs};
    if (!is_late_) curl.multi_poll(multi_, nullptr, 0, static_cast<int>(wait), nullptr);
  }
  for (int left = 0; const CURLMsg* const message = curl.multi_info_read(multi_, &left);)
    if (message->msg == CURLMSG_DONE) ended = message->data.result;
  shut_sockets();
  curl.multi_remove_handle(multi_, easy);
  return ended;
}

std::string CurlTransfer::reason(CURLcode ended) const {
  if (!refused_.empty())
    return peers_ == Peers::world ? "its address, " + refused_ + ", is not a public one"
                                  : "its address, " + refused_ + ", is not of this machine";
  if (is_late_) return "no answer in time";
  return reason_[0] != '\0' ? reason_ : curl.easy_strerror(ended);
}

void CurlTransfer::stop() {
  stopped_ = true;
  curl.multi_wakeup(multi_);
}

}  // namespace truceline::app

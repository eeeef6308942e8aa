// SPDX-License-Identifier: Apache-2.0
//
// One transfer after another through libcurl, with its connections kept for the next: what the
// clients of web and mail servers share. libcurl's options appear in the clients, its loop here.
#pragma once

#include <atomic>
#include <curl/curl.h>
#include <set>
#include <string>

#include "app/curl_library.hpp"
#include "app/public_address.hpp"
#include "base/invariant.hpp"

namespace truceline::app {

/// One thread at a time; stop() from any.
class CurlTransfer {
 public:
  explicit CurlTransfer(const CurlLibrary& library);
  ~CurlTransfer();
  CurlTransfer(const CurlTransfer&) = delete;
  CurlTransfer& operator=(const CurlTransfer&) = delete;

  /// Everything as new; the connections stay open.
  void reset();
  /// From our own constants and checked texts: a refusal is our bug.
  template <class Value>
  void set(CURLoption option, Value value) {
    INVARIANT(curl.easy_setopt(easy, option, value) == CURLE_OK);
  }
  /// A header of a request, or a line of another list, to be set with list().
  void add(const std::string& line);
  curl_slist* list() const { return list_; }

  /// Runs it to its end, or until stop(). Both times in milliseconds. With `says_goodbye` the
  /// protocol has one, and libcurl would wait for the answer to it when the time is up already:
  /// then the sockets are shut first. A goodbye gets as long as all before it, at least a second.
  CURLcode run(Peers peers, long connect_ms, long total_ms, bool says_goodbye = false);
  /// What went wrong, in words. REQUIRES: run() gave `ended`.
  std::string reason(CURLcode ended) const;

  /// Ends what runs, and refuses all that follows. Any thread.
  void stop();
  bool is_stopped() const { return stopped_; }

  const CurlLibrary& curl;
  CURL* easy = nullptr;

 private:
  static curl_socket_t open_socket(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int close_socket(void* self, curl_socket_t socket);
  void shut_sockets();

  CURLM* multi_ = nullptr;
  curl_slist* list_ = nullptr;
  Peers peers_ = Peers::any;
  std::set<curl_socket_t> sockets_;
  bool is_late_ = false;
  std::string refused_;  ///< The address that may not be connected to.
  char reason_[CURL_ERROR_SIZE] = {};
  std::atomic<bool> stopped_ = false;
};

}  // namespace truceline::app

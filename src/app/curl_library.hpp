// SPDX-License-Identifier: Apache-2.0
//
// libcurl, loaded when something is first asked over the network. Linked in the usual way it brings
// thirty libraries into every start of the program (LDAP, Kerberos, RTMP, ...): 8 ms of the 100 a
// command has for its answer, for commands that never open a connection. The declarations are
// libcurl's own, so that the compiler checks every call.
#pragma once

#include <curl/curl.h>

#include "base/result.hpp"

namespace truceline::app {

/// The functions http_client.cpp calls, by libcurl's names without `curl_`.
struct CurlLibrary {
  decltype(&curl_global_init) global_init;
  decltype(&curl_free) free;
  decltype(&curl_url) url;
  decltype(&curl_url_cleanup) url_cleanup;
  decltype(&curl_url_get) url_get;
  decltype(&curl_url_set) url_set;
  decltype(&curl_slist_append) slist_append;
  decltype(&curl_slist_free_all) slist_free_all;
  decltype(&curl_easy_init) easy_init;
  decltype(&curl_easy_reset) easy_reset;
  decltype(&curl_easy_cleanup) easy_cleanup;
  decltype(&curl_easy_setopt) easy_setopt;
  decltype(&curl_easy_getinfo) easy_getinfo;
  decltype(&curl_easy_strerror) easy_strerror;
  decltype(&curl_multi_init) multi_init;
  decltype(&curl_multi_cleanup) multi_cleanup;
  decltype(&curl_multi_add_handle) multi_add_handle;
  decltype(&curl_multi_remove_handle) multi_remove_handle;
  decltype(&curl_multi_perform) multi_perform;
  decltype(&curl_multi_poll) multi_poll;
  decltype(&curl_multi_wakeup) multi_wakeup;
  decltype(&curl_multi_info_read) multi_info_read;
};

/// The library, ready for use by any thread and never unloaded. Error: unavailable, with what the
/// system's loader said. Cost: 8 ms the first time.
const base::Result<CurlLibrary>& curl_library();

}  // namespace truceline::app

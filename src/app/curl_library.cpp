// SPDX-License-Identifier: Apache-2.0
#include "app/curl_library.hpp"

#include <dlfcn.h>
#include <string>

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr const char* kName = "libcurl.so.4";

Error missing() {
  const char* const said = dlerror();  // NOLINT(concurrency-mt-unsafe): glibc keeps it per thread
  return Error{ErrorCode::unavailable,
               "libcurl could not be loaded: " + std::string(said ? said : "no reason given"),
               kName, "install it: apt-get install libcurl4"};
}

template <class Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  return function != nullptr;
}

Result<CurlLibrary> load() {
  void* const library = dlopen(kName, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return missing();
  CurlLibrary curl{};
  const bool whole = find(library, "curl_global_init", curl.global_init) &&
                     find(library, "curl_free", curl.free) && find(library, "curl_url", curl.url) &&
                     find(library, "curl_url_cleanup", curl.url_cleanup) &&
                     find(library, "curl_url_get", curl.url_get) &&
                     find(library, "curl_url_set", curl.url_set) &&
                     find(library, "curl_slist_append", curl.slist_append) &&
                     find(library, "curl_slist_free_all", curl.slist_free_all) &&
                     find(library, "curl_easy_init", curl.easy_init) &&
                     find(library, "curl_easy_reset", curl.easy_reset) &&
                     find(library, "curl_easy_cleanup", curl.easy_cleanup) &&
                     find(library, "curl_easy_setopt", curl.easy_setopt) &&
                     find(library, "curl_easy_getinfo", curl.easy_getinfo) &&
                     find(library, "curl_easy_strerror", curl.easy_strerror) &&
                     find(library, "curl_multi_init", curl.multi_init) &&
                     find(library, "curl_multi_cleanup", curl.multi_cleanup) &&
                     find(library, "curl_multi_add_handle", curl.multi_add_handle) &&
                     find(library, "curl_multi_remove_handle", curl.multi_remove_handle) &&
                     find(library, "curl_multi_perform", curl.multi_perform) &&
                     find(library, "curl_multi_poll", curl.multi_poll) &&
                     find(library, "curl_multi_wakeup", curl.multi_wakeup) &&
                     find(library, "curl_multi_info_read", curl.multi_info_read);
  if (!whole) return missing();
  if (curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
    return Error{ErrorCode::unavailable, "libcurl did not start", kName, {}};
  return curl;
}

}  // namespace

const Result<CurlLibrary>& curl_library() {
  static const Result<CurlLibrary> library = load();
  return library;
}

}  // namespace truceline::app

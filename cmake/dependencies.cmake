# Everything we stand on, from Debian 12. One line of reason each: docs/decisions/.
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)  # json: bench and fuzz; the rest is headers
find_package(date REQUIRED)
find_package(OpenSSL 3.0 REQUIRED COMPONENTS Crypto SSL)  # SSL: the tests' servers
find_package(PkgConfig REQUIRED)
# Its headers; app/curl_library loads the rest. Before 7.88 a TLS server that closes raises SIGPIPE.
pkg_check_modules(CURL REQUIRED libcurl>=7.88)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
# Serves the program alone, and only where it is installed: only main.cpp names it.
find_package(mimalloc 2.0 QUIET)
find_library(GEOGRAPHICLIB NAMES GeographicLib Geographic REQUIRED)
if(TRUCELINE_TESTS)
  find_package(GTest REQUIRED)
endif()

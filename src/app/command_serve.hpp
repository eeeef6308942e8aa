// SPDX-License-Identifier: Apache-2.0
//
// `truceline serve`: one mission, its API and its page, until told to stop.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "app/passphrase.hpp"

namespace truceline::app {

struct ServeOptions {
  std::filesystem::path mission;
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::filesystem::path web;       ///< The built page; empty: look for it.
  std::vector<std::string> hosts;  ///< Names to answer to, besides localhost.
  bool behind_proxy = false;       ///< One that ends TLS and sets X-Forwarded-For.
  PassphraseOptions passphrase;    ///< Of the log's key.
};

/// Serves until SIGINT or SIGTERM. Prints the address to standard output once it listens. Returns
/// the exit code; what went wrong is on standard error.
int serve(const ServeOptions& options);

/// The folder of the built page: `given`, else ../share/truceline/web beside the program, else
/// web/dist below the current folder; empty where there is none.
std::filesystem::path find_web_folder(const std::filesystem::path& given);

}  // namespace truceline::app

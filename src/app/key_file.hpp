// SPDX-License-Identifier: Apache-2.0
//
// A secret key in a file that only its owner may read. The seed is never printed or logged.
#pragma once

#include <filesystem>
#include <string>

#include "base/ed25519.hpp"
#include "base/result.hpp"

namespace truceline::app {

struct NamedKey {
  std::string name;  ///< Party, or the log's origin.
  base::SigningKey key;
};

/// Makes a new key and writes it with mode 0600. Errors: conflict where the file exists.
base::Result<NamedKey> make_key_file(const std::filesystem::path& path, const std::string& name);

/// Errors: not_found; forbidden where others may read the file; corrupt where it is no key file.
base::Result<NamedKey> read_key_file(const std::filesystem::path& path);

}  // namespace truceline::app

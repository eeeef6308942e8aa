// SPDX-License-Identifier: Apache-2.0
//
// Every key of a mission: whose it is, from which entry to which it holds, and whether its secret
// lies here, encrypted or not.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/author_register.hpp"

namespace truceline::app {

struct ListedKey {
  engine::AuthorRegister::Enrolled enrolled;
  std::optional<bool> encrypted;  ///< Of its file in keys/; empty: it is not there.
};

/// In order of entry. A key file that cannot be read is as good as absent here.
std::vector<ListedKey> keys_with_files(const engine::AuthorRegister& authors,
                                       const std::filesystem::path& keys_folder);

std::string key_list_text(const std::vector<ListedKey>& keys, base::TreeSize known);
std::string key_list_json(const std::vector<ListedKey>& keys, base::TreeSize known);

}  // namespace truceline::app

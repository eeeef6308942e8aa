// SPDX-License-Identifier: Apache-2.0
//
// accounts.db in the mission folder: who may come in, and who is in. A mission without it shows
// what is public. Of session ids and tokens it holds hashes only.
#pragma once

#include <memory>
#include <string_view>

#include "app/private_file.hpp"

namespace truceline::app {

class AccountFile final : public PrivateFile {
 public:
  static constexpr std::string_view kName = "accounts.db";

  /// Errors: those of PrivateFile::make.
  static base::Result<void> create(const std::filesystem::path& path);
  /// Errors: those of PrivateFile::open_ends.
  static base::Result<std::unique_ptr<AccountFile>> open(const std::filesystem::path& path);

 private:
  explicit AccountFile(Ends ends);
};

}  // namespace truceline::app

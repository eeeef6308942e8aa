// SPDX-License-Identifier: Apache-2.0
//
// A folder for one test, gone when the test ends.
#pragma once

#include <filesystem>
#include <stdlib.h>
#include <string>

#include "base/invariant.hpp"

namespace truceline::app {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "truceline-XXXXXX").string();
    INVARIANT(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace truceline::app

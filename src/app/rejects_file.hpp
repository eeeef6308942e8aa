// SPDX-License-Identifier: Apache-2.0
//
// The list of refused rows of one import, written as they come. Without refused rows there is no
// file, and a list that an earlier import left under this name is taken away: it would be read as
// this one's.
#pragma once

#include <filesystem>
#include <fstream>

#include "base/result.hpp"
#include "formats/import_row.hpp"

namespace truceline::app {

class RejectsFile {
 public:
  explicit RejectsFile(std::filesystem::path path) : path_(std::move(path)) {}

  void add(const formats::RejectedRow& row);
  /// Error: unavailable where the list could not be written whole.
  base::Result<void> finish();
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  std::ofstream file_;
  bool begun_ = false;
};

}  // namespace truceline::app

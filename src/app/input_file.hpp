// SPDX-License-Identifier: Apache-2.0
//
// A file read piece by piece, however large; "-" is standard input.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace truceline::app {

class InputFile {
 public:
  /// Errors: not_found, unavailable.
  static base::Result<InputFile> open(const std::filesystem::path& path);

  /// The next piece, valid until the next call; empty at the end. Error: unavailable.
  base::Result<std::string_view> next();
  /// 0 where the size is not known: a pipe.
  std::uint64_t size() const { return size_; }
  std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  struct Close {
    void operator()(std::FILE* file) const {
      if (file != stdin) std::fclose(file);
    }
  };
  InputFile() = default;

  std::filesystem::path path_;
  std::unique_ptr<std::FILE, Close> file_;
  std::string buffer_;
  std::uint64_t size_ = 0;
  std::uint64_t bytes_read_ = 0;
};

}  // namespace truceline::app

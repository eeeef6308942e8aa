// SPDX-License-Identifier: Apache-2.0
#include "app/input_file.hpp"

#include <cerrno>
#include <cstring>

namespace truceline::app {

using base::Error;
using base::ErrorCode;

namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;

}  // namespace

base::Result<InputFile> InputFile::open(const std::filesystem::path& path) {
  InputFile input;
  input.path_ = path;
  input.buffer_.resize(kPieceBytes);
  if (path == "-") {
    input.file_.reset(stdin);
    return input;
  }
  std::error_code failed;
  if (std::filesystem::is_directory(path, failed))
    return Error{ErrorCode::invalid_input, "this is a folder", path.string(), "name a file"};
  input.file_.reset(std::fopen(path.c_str(), "rbe"));
  if (!input.file_)
    return Error{errno == ENOENT ? ErrorCode::not_found : ErrorCode::unavailable,
                 std::string("cannot open: ") + std::strerror(errno), path.string(),
                 "check the path"};
  const auto size = std::filesystem::file_size(path, failed);
  if (!failed) input.size_ = size;
  return input;
}

base::Result<std::string_view> InputFile::next() {
  const std::size_t got = std::fread(buffer_.data(), 1, buffer_.size(), file_.get());
  if (got == 0 && std::ferror(file_.get()) != 0)
    return Error{ErrorCode::unavailable,
                 std::string("cannot read: ") + std::strerror(errno),
                 path_.string(),
                 {}};
  bytes_read_ += got;
  return std::string_view(buffer_).substr(0, got);
}

}  // namespace truceline::app

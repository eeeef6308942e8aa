// SPDX-License-Identifier: Apache-2.0
#include "app/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

Error system_error(const std::filesystem::path& path, const char* what) {
  const int number = errno;
  Error error{number == ENOENT ? ErrorCode::not_found : ErrorCode::unavailable,
              std::string(what) + ": " + std::strerror(number),
              path.string(),
              {}};
  if (number == ENOSPC) error.mend = "free space on the disk and run the same command again";
  if (number == ENOENT) error.mend = "check the path";
  if (number == EACCES) error.mend = "check who may read and write it";
  return error;
}

/// A descriptor that closes itself.
struct Descriptor {
  int number;
  explicit Descriptor(int n) : number(n) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number > STDERR_FILENO) ::close(number);
  }
};

Result<void> write_all(int descriptor, std::string_view text, const std::filesystem::path& path) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return system_error(path, "cannot write");
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t bytes_max) {
  const bool standard_input = path == "-";
  const Descriptor file(standard_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number < 0) return system_error(path, "cannot open");
  std::string text;
  char buffer[64 * 1024];
  for (;;) {
    const ssize_t got = ::read(file.number, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_error(path, "cannot read");
    if (got == 0) return text;
    text.append(buffer, static_cast<std::size_t>(got));
    if (text.size() > bytes_max)
      return Error{ErrorCode::too_large, "larger than " + std::to_string(bytes_max) + " bytes",
                   path.string(), "split it"};
  }
}

Result<void> write_file(const std::filesystem::path& path, std::string_view text, FileMode mode) {
  std::filesystem::path unfinished = path;
  unfinished += ".unfinished";
  {
    const Descriptor file(::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
                                 static_cast<mode_t>(mode)));
    if (file.number < 0) return system_error(path, "cannot write");
    TRY(write_all(file.number, text, path));
    if (::fsync(file.number) != 0) return system_error(path, "cannot sync");
  }
  if (::rename(unfinished.c_str(), path.c_str()) != 0) return system_error(path, "cannot rename");
  return {};
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder,
                                            std::string_view extension) {
  std::vector<std::filesystem::path> found;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.is_regular_file(ignored) && entry.path().extension() == extension)
      found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

Result<FileLock> FileLock::take(const std::filesystem::path& path, std::string_view who_holds_it) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return system_error(path, "cannot open the lock");
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return FileLock(descriptor);
  ::close(descriptor);
  return Error{ErrorCode::conflict, std::string(who_holds_it), path.string(),
               "wait for it to end, or stop it"};
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace truceline::app

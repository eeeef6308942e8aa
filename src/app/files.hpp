// SPDX-License-Identifier: Apache-2.0
//
// Files as values: read whole, written whole or not at all, locked against a second process.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace truceline::app {

/// The whole file; "-" is standard input. Errors: not_found, too_large beyond `bytes_max`,
/// unavailable; each names the path.
base::Result<std::string> read_file(const std::filesystem::path& path, std::size_t bytes_max);

enum class FileMode { shared = 0644, secret = 0600 };

/// Writes a temporary file beside it, syncs, and renames: afterwards the path holds all of `text`
/// or what it held before.
base::Result<void> write_file(const std::filesystem::path& path, std::string_view text,
                              FileMode mode);

/// The regular files directly in `folder` whose names end in `extension`, sorted by name. An
/// absent folder has none.
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder,
                                            std::string_view extension);

/// An exclusive lock on a file (made if absent), held until destroyed or the process dies.
class FileLock {
 public:
  /// Errors: conflict, saying `who_holds_it`, where another process has it.
  static base::Result<FileLock> take(const std::filesystem::path& path,
                                     std::string_view who_holds_it);
  FileLock(FileLock&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace truceline::app

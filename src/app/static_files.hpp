// SPDX-License-Identifier: Apache-2.0
//
// Files served as they are: the built web page, and the map layers that the mission lists. Read
// once, at the start; afterwards no request leads to the disk, so no path in a request can lead
// out of a folder.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "views/mission_card.hpp"

namespace truceline::app {

class StaticFile {
 public:
  StaticFile(std::string_view name, std::string bytes);

  const std::string& content_type() const { return content_type_; }
  const std::string& etag() const { return etag_; }  ///< Of the plain bytes, quoted.
  const std::shared_ptr<const std::string>& plain() const { return plain_; }
  /// True where it is worth being sent compressed.
  bool has_gzip() const { return has_gzip_; }
  /// Any thread. Made when first asked for, about 30 ms a megabyte. REQUIRES: has_gzip().
  const std::shared_ptr<const std::string>& gzipped() const;

 private:
  std::string content_type_;
  std::string etag_;
  std::shared_ptr<const std::string> plain_;
  bool has_gzip_;
  mutable std::once_flag compressed_;
  mutable std::shared_ptr<const std::string> gzipped_;
};

class StaticFiles {
 public:
  StaticFiles() = default;

  /// Everything below `folder` under its path, "/app.js". Symbolic links are not followed.
  /// Errors: not_found; too_large above kAssetBytes a file or kAssets files.
  static base::Result<StaticFiles> read_folder(const std::filesystem::path& folder);
  /// The mission's layers, under "/layers/<name>". Errors: not_found for one that is listed but
  /// not there; too_large.
  static base::Result<StaticFiles> read_layers(const std::filesystem::path& mission_folder,
                                               const formats::MissionConfig& config);

  /// nullptr where there is none. "/" is "/index.html".
  const StaticFile* find(std::string_view path) const;
  bool empty() const { return files_.empty(); }

 private:
  base::Result<void> add(const std::filesystem::path& file, std::string path, std::size_t most);
  std::map<std::string, std::unique_ptr<const StaticFile>, std::less<>> files_;
};

/// By the ending of the name; application/octet-stream where it is none of ours.
std::string_view content_type_of(std::string_view name);
/// True where compressing is worth trying: text, JSON, SVG.
bool is_compressible(std::string_view content_type);

}  // namespace truceline::app

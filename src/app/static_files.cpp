// SPDX-License-Identifier: Apache-2.0
#include "app/static_files.hpp"

#include <array>

#include "app/files.hpp"
#include "app/gzip.hpp"
#include "base/limits.hpp"
#include "base/sha256.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace fs = std::filesystem;

namespace {

constexpr int kGzipLevel = 6;  // made once, sent often
constexpr std::size_t kGzipFrom = 1024;

struct TypeOf {
  std::string_view ending;
  std::string_view type;
};
constexpr std::array kTypes = {
    TypeOf{".html", "text/html"},        TypeOf{".js", "text/javascript"},
    TypeOf{".css", "text/css"},          TypeOf{".txt", "text/plain"},
    TypeOf{".json", "application/json"}, TypeOf{".geojson", "application/geo+json"},
    TypeOf{".svg", "image/svg+xml"},     TypeOf{".png", "image/png"},
    TypeOf{".woff2", "font/woff2"},      TypeOf{".webmanifest", "application/manifest+json"},
};

}  // namespace

StaticFile::StaticFile(std::string_view name, std::string bytes)
    : content_type_(content_type_of(name)),
      has_gzip_(bytes.size() > kGzipFrom && is_compressible(content_type_)) {
  const base::Hash hash = base::sha256(base::bytes_of(bytes));
  etag_ = '"' + base::to_hex(base::BytesView(hash).first(16)) + '"';
  plain_ = std::make_shared<const std::string>(std::move(bytes));
}

const std::shared_ptr<const std::string>& StaticFile::gzipped() const {
  INVARIANT(has_gzip_);
  std::call_once(compressed_, [this] {
    gzipped_ = std::make_shared<const std::string>(gzip(*plain_, kGzipLevel));
  });
  return gzipped_;
}

std::string_view content_type_of(std::string_view name) {
  for (const TypeOf& row : kTypes)
    if (name.ends_with(row.ending)) return row.type;
  return "application/octet-stream";
}

bool is_compressible(std::string_view content_type) {
  return content_type.starts_with("text/") || content_type.find("json") != std::string_view::npos ||
         content_type == "image/svg+xml";
}

Result<void> StaticFiles::add(const fs::path& file, std::string path, std::size_t most) {
  TRY_ASSIGN(std::string bytes, read_file(file, most));
  files_.insert_or_assign(std::move(path), std::make_unique<const StaticFile>(
                                               file.filename().string(), std::move(bytes)));
  return {};
}

Result<StaticFiles> StaticFiles::read_folder(const fs::path& folder) {
  StaticFiles files;
  std::error_code failed;
  for (fs::recursive_directory_iterator it(folder, failed), end; !failed && it != end;
       it.increment(failed)) {
    if (it->is_symlink() || !it->is_regular_file()) continue;
    if (files.files_.size() >= base::limits::kAssets)
      return Error{ErrorCode::too_large, "this folder holds too many files for a web page",
                   folder.string(), "name the folder that the web page was built into"};
    TRY(files.add(it->path(), "/" + it->path().lexically_relative(folder).generic_string(),
                  base::limits::kAssetBytes));
  }
  if (failed)
    return Error{ErrorCode::not_found, "cannot read the web page's folder: " + failed.message(),
                 folder.string(), "build it (web/README.md), or leave --web away"};
  return files;
}

Result<StaticFiles> StaticFiles::read_layers(const fs::path& mission_folder,
                                             const formats::MissionConfig& config) {
  StaticFiles files;
  for (const formats::MissionLayerConfig& layer : config.layers) {
    const std::string path = "/layers/" + std::string(views::layer_name(layer));
    const auto added = files.add(mission_folder / layer.file, path, base::limits::kGeoJsonBytes);
    if (!added) return added.error().at("layer '" + layer.id + "' in mission.yaml");
  }
  return files;
}

const StaticFile* StaticFiles::find(std::string_view path) const {
  const auto found = files_.find(path == "/" ? "/index.html" : path);
  return found == files_.end() ? nullptr : found->second.get();
}

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include "formats/relative_path.hpp"

#include <algorithm>

namespace truceline::formats {

bool stays_inside(std::string_view path) {
  if (path.find('\\') != std::string_view::npos) return false;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    if (part.empty() || part == "..") return false;
    at = end + 1;
  }
  return true;
}

std::string beside(std::string_view file, std::string_view path) {
  const std::size_t slash = file.rfind('/');
  const std::string_view folder =
      slash == std::string_view::npos ? std::string_view() : file.substr(0, slash + 1);
  return std::string(folder) + std::string(path);
}

}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
//
// Paths that people write into files. They lead into the file's own folder, never out of it.
#pragma once

#include <string>
#include <string_view>

namespace truceline::formats {

/// True for a relative path with forward slashes whose parts are neither empty nor "..".
bool stays_inside(std::string_view path);

/// `path` as seen from where `file` is named: the folder of `file`, then `path`.
std::string beside(std::string_view file, std::string_view path);

}  // namespace truceline::formats

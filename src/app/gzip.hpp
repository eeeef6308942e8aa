// SPDX-License-Identifier: Apache-2.0
//
// Compresses what browsers fetch (RFC 1952). The other direction, for files people hand us, is
// formats/gunzip.
#pragma once

#include <string>
#include <string_view>

namespace truceline::app {

/// The same bytes give the same result: no name and no time is written. `level` is 1 (quick) to 9
/// (small). About 100 MB/s at level 1.
std::string gzip(std::string_view bytes, int level);

}  // namespace truceline::app

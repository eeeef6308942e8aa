// SPDX-License-Identifier: Apache-2.0
//
// Which Truceline this is, as CMakeLists.txt says it.
#pragma once

#include <string_view>

namespace truceline::app {

/// "0.1.0".
std::string_view version();

}  // namespace truceline::app

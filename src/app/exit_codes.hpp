// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace truceline::app {

/// What the exit codes of all commands say, from views/error_table: `truceline help exit-codes`.
std::string exit_codes_text();

}  // namespace truceline::app

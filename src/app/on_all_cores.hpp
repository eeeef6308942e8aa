// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace truceline::app {

/// Runs piece(0) .. piece(count - 1) on as many threads as there are cores, this one among them,
/// each taking the next piece that nobody has begun. Returns when all are done.
/// REQUIRES: the pieces share nothing, and do not throw.
void on_all_cores(std::size_t count, const std::function<void(std::size_t)>& piece);

}  // namespace truceline::app

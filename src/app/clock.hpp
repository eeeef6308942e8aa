// SPDX-License-Identifier: Apache-2.0
//
// The only place that knows what time it is, and the only one that rolls dice.
#pragma once

#include "base/strong.hpp"
#include "domain/commitment.hpp"

namespace truceline::app {

/// The wall clock of this machine, which may be wrong: order never rests on it.
base::TimeMs now();

/// What this thread has used of a processor, in microseconds.
std::int64_t thread_work_us();

/// 32 bytes nobody can guess, from the operating system: a salt or a key's seed.
std::array<std::uint8_t, 32> random_bytes();

}  // namespace truceline::app

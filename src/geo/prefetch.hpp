// SPDX-License-Identifier: Apache-2.0
//
// Asking for memory before it is needed: indexes larger than the processor's caches are waited for
// more than they are read, and a batch of questions says early what will be read.
#pragma once

#include <algorithm>
#include <cstddef>

namespace truceline::geo {

/// Asks for the line of memory at `at`, which may be no valid place at all.
inline void ask_for(const void* at) {
  __builtin_prefetch(at);
  // Says that something happens here: gcc takes a function that only prefetches for one without
  // any effect, and leaves its calls out.
  asm volatile("" : : "r"(at));
}

/// The same of `bytes` from `at` on, as far as `lines` lines.
inline void ask_for(const void* at, std::size_t bytes, std::size_t lines) {
  constexpr std::size_t kLine = 64;
  const auto* const first = static_cast<const std::byte*>(at);
  if (bytes == 0) return;
  const std::size_t last = std::min(bytes, lines * kLine) - 1;
  for (std::size_t byte = 0; byte < last; byte += kLine) ask_for(first + byte);
  ask_for(first + last);
}

}  // namespace truceline::geo

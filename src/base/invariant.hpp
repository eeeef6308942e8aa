// SPDX-License-Identifier: Apache-2.0
//
// A broken invariant is our own bug. The process stops at once, in every build type, rather
// than sign, store or show something it no longer understands.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace truceline::base {

[[noreturn]] inline void invariant_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "truceline: broken invariant %s at %s:%d\n", condition, file, line);
  std::abort();
}

}  // namespace truceline::base

#define INVARIANT(condition)          \
  ((condition) ? static_cast<void>(0) \
               : ::truceline::base::invariant_failed(#condition, __FILE__, __LINE__))

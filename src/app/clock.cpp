// SPDX-License-Identifier: Apache-2.0
#include "app/clock.hpp"

#include <chrono>
#include <ctime>
#include <sodium.h>

#include "base/invariant.hpp"

namespace truceline::app {

base::TimeMs now() {
  using std::chrono::duration_cast, std::chrono::milliseconds, std::chrono::system_clock;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

std::int64_t thread_work_us() {
  timespec used{};
  INVARIANT(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used) == 0);
  return std::int64_t{used.tv_sec} * 1'000'000 + used.tv_nsec / 1000;
}

std::array<std::uint8_t, 32> random_bytes() {
  INVARIANT(sodium_init() >= 0);
  std::array<std::uint8_t, 32> bytes;
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include "app/clock.hpp"

#include <chrono>
#include <sodium.h>

#include "base/invariant.hpp"

namespace truceline::app {

base::TimeMs now() {
  using std::chrono::duration_cast, std::chrono::milliseconds, std::chrono::system_clock;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

std::array<std::uint8_t, 32> random_bytes() {
  INVARIANT(sodium_init() >= 0);
  std::array<std::uint8_t, 32> bytes;
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

}  // namespace truceline::app

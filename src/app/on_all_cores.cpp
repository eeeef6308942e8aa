// SPDX-License-Identifier: Apache-2.0
#include "app/on_all_cores.hpp"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace truceline::app {

void on_all_cores(std::size_t count, const std::function<void(std::size_t)>& piece) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) piece(i);
  };
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < std::min(cores, count); ++i) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();
}

}  // namespace truceline::app

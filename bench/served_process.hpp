// SPDX-License-Identifier: Apache-2.0
//
// The program as people run it, serving a mission: a process of its own, so that what it uses of
// the processor and of memory is told apart from what asking it uses.
#pragma once

#include <cstdint>
#include <filesystem>
#include <sys/types.h>

#include "base/result.hpp"

namespace truceline::bench {

class ServedProcess {
 public:
  /// Starts `program serve --mission folder` on any free port and waits until it listens. Errors:
  /// unavailable where it does not.
  static base::Result<ServedProcess> start(const std::filesystem::path& program,
                                           const std::filesystem::path& folder);
  /// Asks it to stop, and waits.
  ~ServedProcess();
  ServedProcess(ServedProcess&& other) noexcept;
  ServedProcess& operator=(ServedProcess&&) = delete;

  std::uint16_t port() const { return port_; }
  /// Of memory it holds now; 0 where that cannot be read.
  std::uint64_t resident_bytes() const;
  /// Of processor time it has used, user and system.
  double cpu_s() const;

 private:
  ServedProcess(pid_t pid, std::uint16_t port) : pid_(pid), port_(port) {}

  pid_t pid_;
  std::uint16_t port_;
};

}  // namespace truceline::bench

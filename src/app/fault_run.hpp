// SPDX-License-Identifier: Apache-2.0
//
// For tests only: runs some work in a child process whose disk fails at one call, and tells what
// the child said before its end. A test repeats this for every call and every kind of fault, opens
// what is left with a healthy disk, and compares it with what was said.
#pragma once

#include <array>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <gtest/gtest.h>
#include <ostream>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include "app/failing_vfs.hpp"

namespace truceline::app {

struct FaultPlan {
  Fault fault = Fault::none;
  std::int64_t at = 0;  ///< The call at which it happens, counted from arm().
};
inline const char* name_of(Fault fault) {
  static constexpr std::array<const char*, 8> kNames = {"none",       "kill before", "kill after",
                                                        "power loss", "I/O error",   "I/O errors",
                                                        "disk full",  "short write"};
  return kNames.at(static_cast<std::size_t>(fault));
}
inline std::ostream& operator<<(std::ostream& out, const FaultPlan& plan) {
  return out << name_of(plan.fault) << " at call " << plan.at;
}
inline constexpr std::array kAllFaults = {Fault::kill_before, Fault::kill_after, Fault::power_loss,
                                          Fault::io_error,    Fault::io_errors,  Fault::disk_full,
                                          Fault::short_write};

/// In the child: how it tells its parent what it has been promised.
class Teller {
 public:
  explicit Teller(int pipe, const FaultPlan& plan) : pipe_(pipe), plan_(plan) {}
  /// From here on calls are counted. Before it the disk is healthy.
  void arm() const {
    disk_faults.seed = static_cast<std::uint64_t>(plan_.at);
    disk_faults.calls = 0;
    disk_faults.at = plan_.at;
    disk_faults.fault = plan_.fault;
  }
  /// One line, without a line feed; read by the parent even if the child dies right after.
  void tell(std::string_view line) const {
    const std::string text = std::string(line) + "\n";
    if (write(pipe_, text.data(), text.size()) != static_cast<ssize_t>(text.size())) _exit(99);
  }

 private:
  int pipe_;
  FaultPlan plan_;
};

/// What is known of a child that has ended.
struct ChildEnd {
  std::vector<std::string> told;
  bool reached = false;  ///< The call at which something was to happen was made.
  bool killed = false;
  int exit_code = 0;
};

/// Runs `work` in a child. Its kFailingVfs is registered and healthy until work calls arm().
inline ChildEnd run_with_fault(const FaultPlan& plan, const std::function<void(Teller&)>& work) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) std::abort();
  const pid_t child = fork();
  if (child < 0) std::abort();
  if (child == 0) {
    close(ends[0]);
    // What a process says before it ends on a failed sync is wanted once, not hundreds of times.
    if (plan.fault != Fault::none && std::freopen("/dev/null", "w", stderr) == nullptr) _exit(98);
    register_failing_vfs();
    Teller teller(ends[1], plan);
    work(teller);
    if (disk_faults.calls >= plan.at) teller.tell("reached");
    _exit(0);
  }
  close(ends[1]);
  std::string text;
  std::array<char, 4096> piece{};
  for (ssize_t n = 0; (n = read(ends[0], piece.data(), piece.size())) > 0;)
    text.append(piece.data(), static_cast<std::size_t>(n));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  ChildEnd end;
  end.killed = WIFSIGNALED(status);
  end.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
  for (std::size_t at = 0, stop = 0; (stop = text.find('\n', at)) != std::string::npos;
       at = stop + 1)
    end.told.push_back(text.substr(at, stop - at));
  end.reached = end.killed || end.exit_code != 0;
  if (!end.told.empty() && end.told.back() == "reached") {
    end.reached = true;
    end.told.pop_back();
  }
  return end;
}

/// Calls `try_one` for every call number of each fault until it says that the call was not
/// reached: all of them where TRUCELINE_SOAK is set, else about `samples` of each, spread evenly.
inline void for_every_fault(std::int64_t calls, std::int64_t samples,
                            const std::function<void(const FaultPlan&)>& try_one) {
  const bool all = std::getenv("TRUCELINE_SOAK") != nullptr;
  const std::int64_t step = all ? 1 : std::max<std::int64_t>(1, calls / samples);
  std::int64_t offset = 0;  // another one for each fault: together they hit every neighbourhood
  for (const Fault fault : kAllFaults) {
    for (std::int64_t at = 1 + offset % step; at <= calls; at += step) try_one({fault, at});
    offset += 3;
  }
}

}  // namespace truceline::app

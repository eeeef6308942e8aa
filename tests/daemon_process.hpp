// SPDX-License-Identifier: Apache-2.0
//
// For tests: the built program as a process that serves until it is told to stop.
#pragma once

#include <array>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace truceline::testing_cli {

class DaemonProcess {
 public:
  /// Starts `arguments`, the first being the program, and waits for the line that names its port.
  explicit DaemonProcess(const std::vector<std::string>& arguments) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return;
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::dup2(ends[1], STDERR_FILENO);
      std::vector<char*> words;
      for (const std::string& word : arguments) words.push_back(const_cast<char*>(word.c_str()));
      words.push_back(nullptr);
      ::execv(words[0], words.data());
      ::_exit(127);
    }
    ::close(ends[1]);
    output_ = ends[0];
    read_until_port();
  }
  ~DaemonProcess() {
    if (child_ > 0) ::kill(child_, SIGKILL);
    if (child_ > 0) ::waitpid(child_, nullptr, 0);
    if (output_ >= 0) ::close(output_);
  }
  DaemonProcess(const DaemonProcess&) = delete;
  DaemonProcess& operator=(const DaemonProcess&) = delete;

  /// 0 where it never listened.
  std::uint16_t port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  const std::string& said() const { return said_; }

  /// SIGTERM; the exit code, or -1 where it did not end by itself within ten seconds.
  int stop() {
    ::kill(child_, SIGTERM);
    while (read_some(std::chrono::seconds(10))) {
    }
    int status = 0;
    if (::waitpid(child_, &status, 0) != child_) return -1;
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  bool read_some(std::chrono::milliseconds within) {
    pollfd wait{output_, POLLIN, 0};
    if (::poll(&wait, 1, static_cast<int>(within.count())) <= 0) return false;
    std::array<char, 1024> piece{};
    const ssize_t got = ::read(output_, piece.data(), piece.size());
    if (got <= 0) return false;
    said_.append(piece.data(), static_cast<std::size_t>(got));
    return true;
  }
  void read_until_port() {
    const auto line_with_port = [this] {
      const std::size_t http = said_.find("http://");
      return http != std::string::npos && said_.find('\n', http) != std::string::npos;
    };
    while (!line_with_port())
      if (!read_some(std::chrono::seconds(30))) return;
    const std::size_t colon = said_.find(':', said_.find("http://") + 7);
    port_ = static_cast<std::uint16_t>(std::stoul(said_.substr(colon + 1)));
  }

  pid_t child_ = -1;
  int output_ = -1;
  std::uint16_t port_ = 0;
  std::string said_;
};

}  // namespace truceline::testing_cli

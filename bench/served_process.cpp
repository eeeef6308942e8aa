// SPDX-License-Identifier: Apache-2.0
#include "served_process.hpp"

#include <csignal>
#include <cstdio>
#include <fstream>
#include <spawn.h>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace truceline::bench {
namespace {

/// "Serving ... on http://localhost:40123" -> 40123; 0 where that is not said.
std::uint16_t port_in(const std::string& line) {
  const std::string mark = "http://localhost:";
  const std::size_t at = line.find(mark);
  if (at == std::string::npos) return 0;
  return static_cast<std::uint16_t>(std::strtoul(line.c_str() + at + mark.size(), nullptr, 10));
}

std::uint16_t said_port(int output) {
  FILE* const file = ::fdopen(output, "r");
  char line[1024];
  std::uint16_t port = 0;
  while (port == 0 && std::fgets(line, sizeof line, file) != nullptr) port = port_in(line);
  // Kept open: the process says nothing more until it stops.
  if (port == 0) std::fclose(file);
  return port;
}

}  // namespace

base::Result<ServedProcess> ServedProcess::start(const std::filesystem::path& program,
                                                 const std::filesystem::path& folder) {
  int ends[2];
  const base::Error failed{base::ErrorCode::unavailable, "the server does not start",
                           program.string(), "build it: ninja truceline"};
  if (::pipe(ends) != 0) return failed;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  posix_spawn_file_actions_addclose(&actions, ends[1]);
  std::string words[] = {program.string(), "serve", "--mission", folder.string(), "--port", "0"};
  char* arguments[] = {words[0].data(), words[1].data(), words[2].data(), words[3].data(),
                       words[4].data(), words[5].data(), nullptr};
  pid_t pid = 0;
  const int spawned = ::posix_spawn(&pid, words[0].c_str(), &actions, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (spawned != 0) {
    ::close(ends[0]);
    return failed;
  }
  const std::uint16_t port = said_port(ends[0]);
  ServedProcess process(pid, port);
  if (port == 0) return failed;
  return process;
}

ServedProcess::ServedProcess(ServedProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, 0)), port_(other.port_) {}

ServedProcess::~ServedProcess() {
  if (pid_ == 0) return;
  ::kill(pid_, SIGTERM);
  ::waitpid(pid_, nullptr, 0);
}

std::uint64_t ServedProcess::resident_bytes() const {
  std::ifstream file("/proc/" + std::to_string(pid_) + "/statm");
  std::uint64_t size = 0, resident = 0;
  file >> size >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

double ServedProcess::cpu_s() const {
  std::ifstream file("/proc/" + std::to_string(pid_) + "/stat");
  std::string text;
  std::getline(file, text);
  std::istringstream fields(text.substr(std::min(text.size(), text.rfind(')') + 1)));
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace truceline::bench

// SPDX-License-Identifier: Apache-2.0
#include "machine.hpp"

#include <cstdio>
#include <fstream>
#include <sstream>
#include <string_view>
#include <sys/utsname.h>
#include <thread>

namespace truceline::bench {
namespace {

/// What stands behind "key<blanks>:" in a file of such lines; empty where nothing does.
std::string value_of(const char* path, std::string_view key) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const std::size_t colon = line.find(':');
    if (!line.starts_with(key) || colon == std::string::npos) continue;
    const std::size_t value = line.find_first_not_of(" \t", colon + 1);
    return value == std::string::npos ? std::string() : line.substr(value);
  }
  return {};
}

std::string first_word_of(const std::string& path) {
  std::ifstream file(path);
  std::string word;
  file >> word;
  return word;
}

std::string memory() {
  std::istringstream kib(value_of("/proc/meminfo", "MemTotal"));
  double amount = 0;
  if (!(kib >> amount)) return "memory unknown";
  char text[32];
  std::snprintf(text, sizeof text, "%.1f GiB", amount / (1024.0 * 1024.0));
  return text;
}

/// The commit checked out in the source folder, as git's files have it.
std::string commit() {
  const std::string git = TRUCELINE_SOURCE_DIR "/.git/";
  std::ifstream head(git + "HEAD");
  std::string word;
  head >> word;
  if (word == "ref:") {
    std::string name;
    head >> name;
    word = first_word_of(git + name);
    std::ifstream packed(git + "packed-refs");
    for (std::string hash, ref; word.empty() && packed >> hash >> ref;)
      if (ref == name) word = hash;
  }
  return word.empty() ? "unknown" : word.substr(0, 12);
}

}  // namespace

std::string machine_line() {
  const std::string model = value_of("/proc/cpuinfo", "model name");
  const std::string load = first_word_of("/proc/loadavg");
  utsname system{};
  uname(&system);
  const std::string release = system.release;
  return (model.empty() ? "processor unknown" : model) + ", " +
         std::to_string(std::thread::hardware_concurrency()) + " threads, " + memory() + ", " +
         system.sysname + " " + release.substr(0, release.find('-')) + "; load " +
         (load.empty() ? "unknown" : load) + " at the start";
}

std::string build_line() {
  return std::string("g++ " __VERSION__ ", " TRUCELINE_BUILD_TYPE " build, commit ") + commit();
}

}  // namespace truceline::bench

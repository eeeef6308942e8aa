// SPDX-License-Identifier: Apache-2.0
//
// The program. Exceptions are no part of our own code; one that a library lets through ends here.
#include <exception>
#include <string>
#include <vector>

#include "app/command_line.hpp"

int main(int argc, char** argv) {
  using namespace truceline::app;
  Terminal terminal = system_terminal();
  try {
    return run_command_line(std::vector<std::string>(argv + (argc > 0), argv + argc), terminal);
  } catch (const std::exception& failure) {
    constexpr int kExitSoftware = 70;  // EX_SOFTWARE of sysexits.h
    terminal.err << "truceline: " << failure.what() << '\n';
    return kExitSoftware;
  }
}

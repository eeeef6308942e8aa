// SPDX-License-Identifier: Apache-2.0
//
// The program. Exceptions are no part of our own code; one that a library lets through ends here.
#include <exception>
#include <string>
#include <vector>

#include "app/command_line.hpp"

#ifdef TRUCELINE_MIMALLOC
#include <mimalloc.h>
#endif

#ifdef TRUCELINE_MIMALLOC
namespace {

/// Large pages, where the system gives them: a replay touches its memory once, front to back, and
/// three quarters of its page faults fall away. It must be said before anything is allocated, which
/// the libraries do before main.
void ask_for_large_pages(int, char**, char**) {
  mi_option_enable(mi_option_large_os_pages);
}
[[gnu::section(".preinit_array"),
  gnu::used]] void (*const kBeforeTheLibraries)(int, char**, char**) = ask_for_large_pages;

}  // namespace
#endif

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

// SPDX-License-Identifier: Apache-2.0
#include "app/terminal.hpp"

#include <cstdlib>
#include <iostream>
#include <sys/ioctl.h>
#include <unistd.h>

#include "views/colour.hpp"

namespace truceline::app {

Terminal system_terminal() {
  Terminal terminal{.out = std::cout, .err = std::cerr};
  terminal.out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
  terminal.err_is_terminal = ::isatty(STDERR_FILENO) == 1;
  const char* const no_color = std::getenv("NO_COLOR");
  terminal.no_color = no_color != nullptr && *no_color != '\0';
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    terminal.width = size.ws_col;
  return terminal;
}

void print_error(Terminal& terminal, const base::Error& error) {
  const bool colour = terminal.err_colour();
  terminal.err << views::coloured("truceline:", views::Colour::red, colour) << ' ';
  if (!error.place.empty()) terminal.err << views::for_terminal(error.place) << ": ";
  terminal.err << views::for_terminal(error.reason) << '\n';
  if (!error.mend.empty()) terminal.err << "  mend: " << views::for_terminal(error.mend) << '\n';
  terminal.err.flush();
}

}  // namespace truceline::app

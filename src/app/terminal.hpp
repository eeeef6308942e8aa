// SPDX-License-Identifier: Apache-2.0
//
// Where a command speaks: two streams and what is known of the eyes behind them. Commands write
// here and never to std::cout, so a test can listen.
#pragma once

#include <ostream>
#include <string_view>

#include "base/result.hpp"

namespace truceline::app {

enum class ColourChoice { automatic, always, never };

struct Terminal {
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  bool no_color = false;  ///< NO_COLOR is set and not empty (no-color.org).
  int width = 80;         ///< Columns of the error stream.
  ColourChoice colour_choice = ColourChoice::automatic;

  bool colour() const { return colour_on(out_is_terminal); }
  bool err_colour() const { return colour_on(err_is_terminal); }

 private:
  bool colour_on(bool is_terminal) const {
    if (colour_choice != ColourChoice::automatic) return colour_choice == ColourChoice::always;
    return is_terminal && !no_color;
  }
};

/// Standard output and standard error of this process.
Terminal system_terminal();

/// "truceline: place: reason" and, under it, "  mend: ...". Control characters in what was read
/// from elsewhere become question marks.
void print_error(Terminal& terminal, const base::Error& error);

}  // namespace truceline::app

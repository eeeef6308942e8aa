// SPDX-License-Identifier: Apache-2.0
//
// Diagnostics as a good compiler prints them: where, what, the line itself, a caret under the
// word, and what would mend it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/result.hpp"

namespace truceline::formats {

/// The text of a file named in a diagnostic; empty where it is not at hand.
using TextLookup = std::function<std::optional<std::string_view>(std::string_view file)>;

/// All of them in the order given, each like
///
///     agreements/a.yaml:3:9: error: the day "2017-02-30" does not exist [bad-time]
///       3 | signed: 2017-02-30
///         |         ^~~~~~~~~~
///         = mend: its last day is 2017-02-28
///
/// The caret counts what a terminal shows: one column a code point (two for East Asian wide
/// ones, none for combining marks), tabs widened to 4. `colour` adds ANSI colours.
std::string to_text(const base::Diagnostics& diagnostics, const TextLookup& text_of, bool colour);

/// The first error among them, with its place, as an error of its own: unsupported for a newer
/// format, invalid_input for all else. REQUIRES: has_error(diagnostics).
base::Error first_error(const base::Diagnostics& diagnostics);

/// "2 errors, 1 warning"; "no errors, no warnings" where there is nothing.
std::string count_text(const base::Diagnostics& diagnostics);

}  // namespace truceline::formats

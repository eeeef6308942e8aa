// SPDX-License-Identifier: Apache-2.0
//
// What a compiler says about a text: where, how bad, why, and the mend. Several can be said
// about one file, so they travel as a list beside the value, never instead of the good part.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace truceline::base {

enum class DiagnosticSeverity { warning, error };

/// One remark about a place in a file. Line and column count from 1; column counts bytes.
/// `length` is how many bytes of that line the caret underlines (at least 1).
struct Diagnostic {
  DiagnosticSeverity severity = DiagnosticSeverity::error;
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t length = 1;
  std::string code;    ///< Short stable name of the remark: "unknown-actor", "no-monitor".
  std::string reason;  ///< One sentence.
  std::string mend;    ///< What would mend it; may be empty.
};

using Diagnostics = std::vector<Diagnostic>;

inline bool has_error(const Diagnostics& diagnostics) {
  for (const Diagnostic& d : diagnostics)
    if (d.severity == DiagnosticSeverity::error) return true;
  return false;
}

}  // namespace truceline::base

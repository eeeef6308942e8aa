// SPDX-License-Identifier: Apache-2.0
//
// Collects what there is to say about one file, so that reading goes on after the first error.
#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "formats/text_lines.hpp"

namespace truceline::formats {

class Remarks {
 public:
  /// Appends to `out`, which must outlive this.
  Remarks(std::string_view file, base::Diagnostics& out) : file_(file), out_(&out) {}

  const std::string& file() const { return file_; }

  void error(const TextSpan& at, std::string code, std::string reason, std::string mend) {
    add(base::DiagnosticSeverity::error, at, std::move(code), std::move(reason), std::move(mend));
  }
  void warning(const TextSpan& at, std::string code, std::string reason, std::string mend) {
    add(base::DiagnosticSeverity::warning, at, std::move(code), std::move(reason), std::move(mend));
  }

 private:
  void add(base::DiagnosticSeverity severity, const TextSpan& at, std::string code,
           std::string reason, std::string mend) {
    out_->push_back({severity, file_, at.line, at.column, at.length, std::move(code),
                     std::move(reason), std::move(mend)});
  }

  std::string file_;
  base::Diagnostics* out_;
};

}  // namespace truceline::formats

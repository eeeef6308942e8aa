// SPDX-License-Identifier: Apache-2.0
//
// An arrangement as people write it: how far apart which kinds of things must be, and who gives
// way. docs/guides/arrangements.md teaches it. Like an agreement it is read as by a compiler:
// every fault is a remark at its word, and reading goes on.
#pragma once

#include <optional>
#include <string_view>

#include "base/diagnostic.hpp"
#include "domain/arrangement.hpp"

namespace truceline::formats {

/// `value` is empty exactly where `diagnostics` holds an error.
struct ArrangementReading {
  std::optional<domain::Arrangement> value;
  base::Diagnostics diagnostics;
};

/// True where the text is meant to be one: a line of it begins with "arrangement:".
bool looks_like_arrangement(std::string_view text);

/// Total over all inputs; no more than limits::kAgreementBytes are read. `file` is only written
/// into the remarks. Codes: those of yaml_tree.hpp and yaml_fields.hpp, unknown-word, bad-distance,
/// bad-time, bad-statement.
ArrangementReading read_arrangement(std::string_view file, std::string_view text);

}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
//
// What a verification proved and what it could not, one claim a line, in words that need no
// glossary. A claim stands here only where it was checked; what was not checked is said as well.
#pragma once

#include <string>
#include <vector>

#include "app/terminal.hpp"
#include "app/verify.hpp"

namespace truceline::app {

struct Claims {
  std::vector<std::string> proved;      ///< Empty where there are faults.
  std::vector<std::string> not_proved;  ///< What nobody could check here, and why.
};

Claims claims_of(const Verification& verified);

/// For people: faults, or what was proved; then what was not.
void print_verification(const Verification& verified, base::TimeMs at, Terminal& terminal);
/// The same for machines, one line.
void print_verification_json(const Verification& verified, base::TimeMs at, std::ostream& out);

/// 0, or that of `corrupt`; that of `forbidden` where all holds but the witnesses are no quorum.
int exit_code_of(const Verification& verified);

}  // namespace truceline::app

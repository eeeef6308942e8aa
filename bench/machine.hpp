// SPDX-License-Identifier: Apache-2.0
//
// On what and from what the figures were taken.
#pragma once

#include <string>

namespace truceline::bench {

/// "AMD EPYC 7B13, 2 threads, 23.5 GiB, Linux 6.1; load 0.4 at the start". What cannot be read is
/// said to be unknown.
std::string machine_line();

/// "g++ 12.2.0, release build, commit 1a2b3c4d5e6f".
std::string build_line();

}  // namespace truceline::bench

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace truceline::domain {

/// Withdraws the statements that the header's `supersedes` references name, putting nothing in
/// their place. A correction instead is a statement of the same kind with such a reference.
struct Supersede {
  std::string reason;
  friend bool operator==(const Supersede&, const Supersede&) = default;
};

}  // namespace truceline::domain

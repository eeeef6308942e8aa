// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/bytes.hpp"

namespace truceline::domain {

/// Says that the body of an earlier entry is destroyed, on which basis and who decided it. The
/// entry itself stays, and so does this: that something was erased is never hidden. What was
/// erased must not be said again here. Who may say it, and what it does: engine::State.
struct Erasure {
  base::Hash entry{};      ///< Entry id of the statement whose body and salt are destroyed.
  std::string basis;       ///< The rule or the request it rests on.
  std::string decided_by;  ///< The desk or body that decided, no private person.
  friend bool operator==(const Erasure&, const Erasure&) = default;
};

}  // namespace truceline::domain

// SPDX-License-Identifier: Apache-2.0
//
// An exception from a required separation: whoever says it accepts, for its own side, that two
// notified things come closer than an arrangement asks. It counts once each side has said it, only
// for these two versions, and until it ends; taking it back is a supersede statement. It permits
// nobody anything.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "domain/when.hpp"

namespace truceline::domain {

struct Exception {
  std::vector<base::Hash> between;  ///< Entry ids of the two versions, in order of their bytes.
  std::string reason;               ///< What is done instead: "convoy waits at the bridge".
  std::optional<Moment> until;      ///< Empty: as long as the two versions count.
  friend bool operator==(const Exception&, const Exception&) = default;
};

}  // namespace truceline::domain

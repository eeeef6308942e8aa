// SPDX-License-Identifier: Apache-2.0
//
// That somebody opened a body that is not for everyone. The server that showed it says so.
#pragma once

#include <string>

#include "base/bytes.hpp"
#include "base/time.hpp"

namespace truceline::domain {

struct Read {
  base::Hash entry{};   ///< Entry id of what was opened.
  std::string party;    ///< Whose account it was.
  std::string account;  ///< Its name.
  base::TimeMs at;      ///< By the server's clock.
  friend bool operator==(const Read&, const Read&) = default;
};

}  // namespace truceline::domain

// SPDX-License-Identifier: Apache-2.0
#include "app/known_party.hpp"

#include "app/mission.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

Result<void> check_known_party(const std::filesystem::path& folder, const std::string& party) {
  TRY_ASSIGN(const auto mission, Mission::open(folder, Mission::Mode::read_only));
  if (party == mission->config().party) return {};
  TRY_ASSIGN(const Replayed known, mission->replay());
  if (known.authors.root_of(party) != nullptr) return {};
  return Error{ErrorCode::not_found, "no root key speaks for '" + party + "'", "--party",
               "enrol one first: truceline key enrol " + party + " --root"};
}

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
//
// The statement kinds as a scenario writes them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/statement.hpp"
#include "domain/status.hpp"

namespace truceline::tests {

/// The letters on the map.
using Landmarks = std::map<std::string, geo::Point>;

/// What a line says: words[from] is the kind. Errors: a kind, keyword or value nobody knows.
base::Result<domain::Body> body_of(const std::vector<std::string>& words, std::size_t from,
                                   const Landmarks& landmarks);

/// The "clause" line that follows an agreement.
base::Result<domain::Provision> clause_of(const std::vector<std::string>& words,
                                          const domain::Agreement& agreement);

/// The "known-place" line: what the register of places says.
base::Result<domain::Status> known_place_of(const std::vector<std::string>& words,
                                            const Landmarks& landmarks);

}  // namespace truceline::tests

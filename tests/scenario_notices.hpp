// SPDX-License-Identifier: Apache-2.0
//
// What is notified, and how far apart it must be, as a scenario writes it.
#pragma once

#include "scenario_statements.hpp"

namespace truceline::tests {

/// "notify operation strike-1 at S radius 400 during 2020-05-01T12:00..2020-05-01T12:30".
base::Result<domain::Body> notice_of(const std::vector<std::string>& words, std::size_t at,
                                     const Landmarks& landmarks);

/// "arrangement rules apart operation/site/500 priority site operation".
base::Result<domain::Body> arrangement_of(const std::vector<std::string>& words, std::size_t at,
                                          const Landmarks& landmarks);

}  // namespace truceline::tests

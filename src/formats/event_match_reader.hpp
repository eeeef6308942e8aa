// SPDX-License-Identifier: Apache-2.0
//
// `matches`: which reports a provision speaks of, and the selectors of actors that it, and the
// rest of a provision, is written with.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/agreement.hpp"
#include "formats/agreement_reading.hpp"

namespace truceline::formats {

/// Actor ids, or the words parties, guarantors, anyone, under `key`; one or a list. Remarks
/// actors that neither the agreement nor the mission knows.
std::vector<std::string> read_selectors(const YamlNode& mapping, std::string_view key,
                                        AgreementReading& reading);

/// The mapping under `matches`. Empty where it is none (remarked).
std::optional<domain::EventMatch> read_event_match(const YamlNode& matches,
                                                   AgreementReading& reading);

}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
//
// What an agreement as a whole leaves open. None of it is an error: the gaps of a signed text are
// facts, and the warnings are there to be read, not to be silenced.
#pragma once

#include "formats/agreement_reading.hpp"

namespace truceline::formats {

/// Codes: no-end, excluded-party, undefined-actor, undefined-zone, unused-zone,
/// zone-without-monitor, prohibition-without-monitor.
/// REQUIRES: everything in `reading` has been read; `root` is its mapping.
void remark_gaps(const YamlNode& root, AgreementReading& reading);

}  // namespace truceline::formats

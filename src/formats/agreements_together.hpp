// SPDX-License-Identifier: Apache-2.0
//
// What agreements say of one another: contradictions between those in force at the same time,
// zones borrowed from each other, ids used twice.
#pragma once

#include <vector>

#include "formats/agreement_yaml.hpp"

namespace truceline::formats {

/// Remarks about every pair, at the place in the later of the two. Zones meet where their drawings
/// share a point; a zone shared from another agreement is looked up there.
/// Errors: duplicate-agreement, duplicate-zone, unknown-zone (a shared zone that is not there).
/// Warnings: contradiction (one prohibits what the other permits, for the same events, overlapping
/// actors, time and zones), party-excluded-elsewhere, deadline-differs.
/// Cost: pairs of provisions; geometry only where everything else already meets.
base::Diagnostics check_together(const std::vector<CompiledAgreement>& agreements);

}  // namespace truceline::formats

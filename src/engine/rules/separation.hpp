// SPDX-License-Identifier: Apache-2.0
//
// conflict/separation: two things notified, or one and a zone, come closer to each other than an
// arrangement requires, in metres and in height and in time. Found with geo::VolumeIndex, so that
// each is held only against what is near it; decided by geo::VolumeMeeting.
#pragma once

#include "engine/rules/basis.hpp"

namespace truceline::engine::rules {

/// One finding for each pair and arrangement. What one party notified is not held against its own.
Findings separations_not_kept(const Basis& basis);

}  // namespace truceline::engine::rules

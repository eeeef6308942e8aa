// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/rules/basis.hpp"

namespace truceline::engine::rules {

/// dispute/post-status: two sources give one post different statuses at one time. A status that
/// is open to the right lasts until the same source says something newer of that post; one source
/// saying two things in turn is news, not a dispute. `unknown` disputes nothing.
/// One finding a pair. Facts: post, status_1, status_2, publisher_1, publisher_2.
Findings post_disputes(const Basis& basis);

}  // namespace truceline::engine::rules

// SPDX-License-Identifier: Apache-2.0
//
// conflict/not-told: something is notified for a place and a time for which a party answers that
// is not among its recipients. The commonest way a notification fails: it was sent, to others.
#pragma once

#include "engine/rules/basis.hpp"

namespace truceline::engine::rules {

/// One finding for each notification and drawing of a zone with a responsible party that cannot
/// read it.
Findings responsible_not_told(const Basis& basis);

}  // namespace truceline::engine::rules

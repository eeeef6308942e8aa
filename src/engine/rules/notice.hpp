// SPDX-License-Identifier: Apache-2.0
//
// Whether what was notified is what the arrangement asks for: early enough, to everybody who is to
// be told and nobody else, with what it must say, and said again in time.
#pragma once

#include "engine/rules/basis.hpp"

namespace truceline::engine::rules {

/// gap/not-addressed: somebody who is to be told is not among its recipients.
/// gap/short-notice: it was said later before its beginning than the profile asks; what tells the
/// same as an earlier version counts from that.
/// gap/incomplete: something that the profile needs is not said.
/// inconsistency/told-too-widely: somebody is told who is neither to be told nor may be.
/// overdue/revalidation: it was not said again in time.
/// Only of what has not ended, been withdrawn, or passed.
/// Facts: name_a, name_a_ar, kind_a, party_a; untold, missing, too_many (by comma); hours_asked,
/// hours_given; days. Evidence: the notification and the arrangement.
Findings notices_against_profiles(const Basis& basis);

}  // namespace truceline::engine::rules

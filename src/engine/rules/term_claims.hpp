// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/rules/basis.hpp"

namespace truceline::engine::rules {

/// inconsistency/term-against-register: a source's date for a term of an agreement is not the
/// register's. Compared by day: the source's day is the 24 hours from the midnight it gives; the
/// register's moment must fall in them. A deadline may also be the midnight that ends the day:
/// "by 4 June" is over when 4 June is.
/// Facts: term, claimed and registered (as written), publisher, agreement_title.
Findings term_claims(const Basis& basis);

}  // namespace truceline::engine::rules

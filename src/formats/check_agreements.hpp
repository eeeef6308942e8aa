// SPDX-License-Identifier: Apache-2.0
//
// What `truceline check` asks: each agreement on its own, then all of them together.
#pragma once

#include <vector>

#include "formats/agreement_yaml.hpp"

namespace truceline::formats {

struct AgreementCheck {
  std::vector<CompiledAgreement> agreements;  ///< Those without errors, in the order given.
  base::Diagnostics diagnostics;              ///< File by file, then what they say of one another.
};

/// Compiles every source and checks together those that compile. Where one does not,
/// zones shared from it are not remarked: its own errors come first.
AgreementCheck check_agreements(const std::vector<AgreementSource>& sources,
                                const AgreementContext& context);

}  // namespace truceline::formats

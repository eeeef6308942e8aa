// SPDX-License-Identifier: Apache-2.0
//
// Drafts out of compiled agreements: each agreement's zones, then the agreement. What the party
// has said before and has not changed is left out; what it changed supersedes the old entry.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/draft.hpp"
#include "engine/state.hpp"
#include "formats/agreement_yaml.hpp"

namespace truceline::app {

struct AgreementDrafts {
  std::vector<Draft> drafts;
  std::vector<std::string> unchanged;  ///< "zone idlib", "agreement astana-2017".
};

AgreementDrafts draft_agreements(const std::vector<formats::CompiledAgreement>& agreements,
                                 const engine::State& state, std::string_view party,
                                 const domain::Audience& audience);

}  // namespace truceline::app

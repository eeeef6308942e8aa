// SPDX-License-Identifier: Apache-2.0
//
// Drafts out of checked files: each agreement's zones, then the agreement; then arrangements. What
// the party has said before and has not changed is left out; what it changed supersedes the old
// entry.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/agreement_files.hpp"
#include "app/draft.hpp"
#include "engine/state.hpp"

namespace truceline::app {

struct AgreementDrafts {
  std::vector<Draft> drafts;
  std::vector<std::string> unchanged;  ///< "zone idlib", "agreement astana-2017", "arrangement a".
};

AgreementDrafts draft_agreements(const CheckedFiles& files, const engine::State& state,
                                 std::string_view party, const domain::Audience& audience);

}  // namespace truceline::app

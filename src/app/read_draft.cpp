// SPDX-License-Identifier: Apache-2.0
#include "app/read_draft.hpp"

#include <algorithm>

namespace truceline::app {

Draft read_draft(const engine::State& state, base::EntryIndex entry, const std::string& party,
                 const std::string& account, base::TimeMs at) {
  domain::Audience audience{domain::AudienceLabel::named, {state.party_of(entry), party}};
  std::ranges::sort(audience.recipients);
  const auto doubles = std::ranges::unique(audience.recipients);
  audience.recipients.erase(doubles.begin(), doubles.end());
  return {domain::Read{state.id_of(entry), party, account, at}, std::move(audience), {}, {}};
}

}  // namespace truceline::app

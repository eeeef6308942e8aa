// SPDX-License-Identifier: Apache-2.0
#include "engine/profiles.hpp"

#include <algorithm>

namespace truceline::engine {

Profiles::Profiles(const State& state) {
  for (const Said<domain::Arrangement>& said : state.arrangements()) {
    if (said.what.profiles.empty() || state.arrangement(said.what.id) != &said) continue;
    any_ = true;
    for (const domain::Profile& profile : said.what.profiles)
      for (const domain::NotificationKind kind : profile.kinds)
        asked_[static_cast<std::size_t>(kind)].push_back({&said, &profile});
  }
}

std::vector<std::string> Profiles::recipients_of(const Said<domain::Notification>& notified) const {
  std::vector<std::string> parties;
  for (const Asked& asked : of(notified.what.kind))
    parties.insert(parties.end(), asked.profile->recipients.begin(),
                   asked.profile->recipients.end());
  if (parties.empty()) parties = notified.audience.recipients;
  std::ranges::sort(parties);
  parties.erase(std::ranges::unique(parties).begin(), parties.end());
  std::erase(parties, notified.party);
  return parties;
}

}  // namespace truceline::engine

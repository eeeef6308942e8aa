// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "formats/acled.hpp"
#include "formats/columns.hpp"

namespace truceline::formats {
namespace {

using domain::EventKind;

struct Row {
  std::string_view type;  ///< Lower case. A trailing s is left off: ACLED has written both.
  std::string_view sub;   ///< Lower case; empty: the type's own kind, for all other sub types.
  EventKind kind;
};

// Event and sub-event types of the ACLED codebook (2019 on), then the types before 2019. A battle
// in which territory changes hands is first of all a battle: calling it a change of territory
// would hide a breach.
constexpr auto kTable = std::to_array<Row>({
    {"battle", "", EventKind::armed_clash},
    {"explosions/remote violence", "chemical weapon", EventKind::chemical_weapon},
    {"explosions/remote violence", "air/drone strike", EventKind::air_strike},
    {"explosions/remote violence", "suicide bomb", EventKind::explosive},
    {"explosions/remote violence", "shelling/artillery/missile attack", EventKind::shelling},
    {"explosions/remote violence", "remote explosive/landmine/ied", EventKind::explosive},
    {"explosions/remote violence", "grenade", EventKind::explosive},
    {"explosions/remote violence", "", EventKind::armed_force},
    {"violence against civilian", "abduction/forced disappearance", EventKind::abduction},
    {"violence against civilian", "", EventKind::attack_on_civilians},
    {"protest", "excessive force against protesters", EventKind::attack_on_civilians},
    {"protest", "", EventKind::protest},
    {"riot", "violent demonstration", EventKind::protest},
    {"riot", "", EventKind::other},
    {"strategic development", "arrests", EventKind::arrest},
    {"strategic development", "non-violent transfer of territory", EventKind::territory_change},
    {"strategic development", "", EventKind::other},
    {"battle-no change of territory", "", EventKind::armed_clash},
    {"battle-government regains territory", "", EventKind::armed_clash},
    {"battle-non-state actor overtakes territory", "", EventKind::armed_clash},
    {"remote violence", "", EventKind::armed_force},
    {"riots/protest", "", EventKind::protest},
    {"non-violent transfer of territory", "", EventKind::territory_change},
    {"headquarters or base established", "", EventKind::other},
});

}  // namespace

std::optional<EventKind> acled_event_kind(std::string_view event_type,
                                          std::string_view sub_event_type) {
  std::string type = lower_ascii(trimmed(event_type));
  if (type.ends_with('s')) type.pop_back();
  const std::string sub = lower_ascii(trimmed(sub_event_type));
  for (const Row& row : kTable)
    if (row.type == type && (row.sub.empty() || row.sub == sub)) return row.kind;
  return std::nullopt;
}

}  // namespace truceline::formats

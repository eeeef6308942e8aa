// SPDX-License-Identifier: Apache-2.0
//
// Whom a mission asks to vouch for its record: the file `policy` (C2SP tlog-policy) and the
// mirrors that mission.yaml names. It is judged when the mission is opened, because receipts
// under a weak quorum look like proof and are none: two of three witnesses are refused.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "base/result.hpp"
#include "formats/mission_yaml.hpp"
#include "ledger/feeder.hpp"
#include "ledger/policy.hpp"

namespace truceline::app {

struct MissionPolicy {
  ledger::Policy policy;          ///< Without a file: the mission's log alone, and no quorum.
  std::string text;               ///< As GET /api/v1/policy serves it: the file, byte for byte.
  std::set<std::string> mirrors;  ///< Names in the policy.
  std::map<std::string, std::string> mirror_of;  ///< Party, and which of them is its own.

  bool has_witnesses() const { return !policy.witnesses.empty(); }
  ledger::CosignerKind kind_of(const ledger::PolicyWitness& witness) const {
    return mirrors.count(witness.name) > 0 ? ledger::CosignerKind::mirror
                                           : ledger::CosignerKind::witness;
  }
};

/// Reads `policy` in `folder`. `log` is the mission's own key. Errors, with the file as their
/// place: those of ledger::parse_policy and judge_receipts ("quorum none" needs no judging);
/// invalid_input where the file does not know this log, a witness has no address the server could
/// ask, or mission.yaml names a mirror that is no witness.
base::Result<MissionPolicy> read_mission_policy(const std::filesystem::path& folder,
                                                const formats::MissionConfig& config,
                                                const ledger::VerifierKey& log);

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include "app/trust_file.hpp"

#include "app/files.hpp"
#include "base/limits.hpp"
#include "ledger/quorum.hpp"

namespace truceline::app {

using base::Result;

Result<Trust> trust_in(std::string_view text) {
  Trust trust;
  TRY_ASSIGN(trust.policy, ledger::parse_policy(text));
  trust.judges_witnesses = trust.policy.quorum.has_value();
  if (trust.judges_witnesses) TRY(ledger::judge_receipts(trust.policy, ledger::kBadWitnesses));
  return trust;
}

Result<Trust> read_trust(const std::filesystem::path& file) {
  TRY_ASSIGN(const std::string text, read_file(file, base::limits::kPolicyBytes));
  auto trust = trust_in(text);
  if (!trust) return trust.error().at(file.string());
  return trust;
}

Result<Trust> trust_of_mission(const Mission& mission, const std::string& file) {
  Trust trust{mission.policy().policy, mission.policy().policy.quorum.has_value()};
  if (!file.empty()) {
    TRY_ASSIGN(trust, read_trust(file));
  }
  if (trust.policy.logs.empty())
    trust.policy.logs.push_back(
        {ledger::ed25519_verifier(mission.config().origin, mission.log_key()), {}});
  return trust;
}

}  // namespace truceline::app

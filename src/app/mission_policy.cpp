// SPDX-License-Identifier: Apache-2.0
#include "app/mission_policy.hpp"

#include <algorithm>

#include "app/files.hpp"
#include "base/limits.hpp"
#include "ledger/quorum.hpp"

namespace truceline::app {

using base::Result;

namespace {

MissionPolicy log_alone(const ledger::VerifierKey& log) {
  MissionPolicy alone;
  alone.policy.logs.push_back({log, {}});
  alone.text =
      "# No witness vouches for this log: a receipt carries the log's signature only, and does\n"
      "# not show whether others were given another history.\n" +
      ledger::format_policy(alone.policy);
  return alone;
}

Result<void> check_log(const ledger::Policy& policy, const ledger::VerifierKey& log) {
  const auto is_ours = [&log](const ledger::PolicyLog& one) { return one.key == log; };
  if (std::ranges::any_of(policy.logs, is_ours)) return {};
  return base::invalid("it does not list this mission's own log",
                       "add the line: log " + ledger::format_vkey(log));
}

Result<void> check_addresses(const ledger::Policy& policy) {
  for (const ledger::PolicyWitness& witness : policy.witnesses)
    if (!witness.url.starts_with("http://") && !witness.url.starts_with("https://"))
      return base::invalid("the witness " + witness.name + " has no address to ask it at",
                           "end its line with its submission prefix, https://...");
  return {};
}

Result<void> check_mirrors(const MissionPolicy& mission) {
  for (const std::string& name : mission.mirrors)
    if (std::ranges::find(mission.policy.witnesses, name, &ledger::PolicyWitness::name) ==
        mission.policy.witnesses.end())
      return base::invalid(
          "mission.yaml names the mirror " + name + ", but no witness here has this name",
          "give the mirror a witness line, since its cosignature counts like one");
  return {};
}

Result<MissionPolicy> judged(MissionPolicy read, const ledger::VerifierKey& log) {
  TRY_ASSIGN(read.policy, ledger::parse_policy(read.text));
  TRY(check_log(read.policy, log));
  TRY(check_addresses(read.policy));
  TRY(check_mirrors(read));
  if (read.policy.quorum) TRY(ledger::judge_receipts(read.policy, ledger::kBadWitnesses));
  return read;
}

}  // namespace

Result<MissionPolicy> read_mission_policy(const std::filesystem::path& folder,
                                          const formats::MissionConfig& config,
                                          const ledger::VerifierKey& log) {
  const std::filesystem::path path = folder / "policy";
  MissionPolicy read;
  read.mirrors = {config.mirrors.begin(), config.mirrors.end()};
  read.mirror_of = config.mirror_of;
  auto text = read_file(path, base::limits::kPolicyBytes);
  if (!text && text.error().code != base::ErrorCode::not_found) return text.error();
  if (!text) {
    if (read.mirrors.empty()) return log_alone(log);
    return base::invalid("mission.yaml names mirrors, but there is no trust file",
                         "write one: docs/guides/mission.md")
        .at(path.string());
  }
  read.text = *std::move(text);
  auto good = judged(std::move(read), log);
  if (!good) return good.error().at(path.string());
  return good;
}

}  // namespace truceline::app

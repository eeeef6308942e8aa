// SPDX-License-Identifier: Apache-2.0
#include "engine/assessed.hpp"

#include <set>
#include <string>

namespace truceline::engine {
namespace {

/// The author's party counts among those that join.
bool is_joint(const Said<domain::Assessment>& assessment) {
  std::set<std::string> parties(assessment.what.joint.begin(), assessment.what.joint.end());
  parties.insert(assessment.party);
  return parties.size() > 1;
}

Standing standing_of(domain::Verdict verdict, bool authoritative) {
  switch (verdict) {
    case domain::Verdict::unfounded:
      return authoritative ? Standing::unfounded : Standing::doubted;
    case domain::Verdict::unverifiable:
    case domain::Verdict::disputed:
      return Standing::doubted;
    default:
      return Standing::stands;
  }
}

}  // namespace

AssessedReports::AssessedReports(const State& state) {
  for (const auto& assessment : state.assessments()) {
    if (assessment.superseded_by) continue;
    const bool authoritative = assessment.party == state.mission_party() || is_joint(assessment);
    const Judgement judgement{standing_of(assessment.what.verdict, authoritative),
                              assessment.index};
    for (const base::EntryIndex cited : assessment.cites) {
      Judgement& kept = by_report_[cited.value];
      if (kept.standing == Standing::unfounded && !authoritative) continue;
      kept = judgement;
    }
  }
}

AssessedReports::Judgement AssessedReports::of(base::EntryIndex report) const {
  const auto found = by_report_.find(report.value);
  return found == by_report_.end() ? Judgement{} : found->second;
}

}  // namespace truceline::engine

// SPDX-License-Identifier: Apache-2.0
#include "app/publishing_round.hpp"

#include <algorithm>

namespace truceline::app {

PublishingRound::PublishingRound(const ledger::Policy& policy, std::string note,
                                 base::TreeSize size, std::set<std::size_t> expected, Moment began)
    : policy_(&policy),
      note_(std::move(note)),
      size_(size),
      expected_(std::move(expected)),
      began_(began) {
  look_for_quorum(began);  // where the policy asks for none
}

void PublishingRound::add(std::size_t witness, const ledger::FedCosignature& cosignature,
                          Moment now) {
  INVARIANT(cosignature.size == size_ && witness < policy_->witnesses.size());
  lines_[witness] = cosignature.line;
  expected_.erase(witness);
  look_for_quorum(now);
}

void PublishingRound::look_for_quorum(Moment now) {
  if (quorum_at_) return;
  std::set<std::string> names;
  for (const auto& [witness, line] : lines_) names.insert(policy_->witnesses[witness].name);
  if (ledger::satisfies(*policy_, names)) quorum_at_ = now;
}

std::string PublishingRound::cosigned_note() const {
  std::string note = note_;
  for (const auto& [witness, line] : lines_) note += ledger::format_signature_line(line);
  return note;
}

std::optional<PublishingRound::Moment> PublishingRound::over_at(
    std::chrono::milliseconds straggler_time) const {
  if (!quorum_at_) return std::nullopt;
  if (expected_.empty()) return quorum_at_;
  return *quorum_at_ + std::min<Moment::duration>(*quorum_at_ - began_, straggler_time);
}

}  // namespace truceline::app

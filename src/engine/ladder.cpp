// SPDX-License-Identifier: Apache-2.0
#include "engine/ladder.hpp"

#include <algorithm>

namespace truceline::engine {

using domain::AcknowledgementStep;
using SaidAcknowledgement = Said<domain::Acknowledgement>;

int Answers::level() const {
  if (in_effect) return 5;
  if (relayed) return 4;
  return received ? 3 : 0;
}

const SaidAcknowledgement* Answers::standing_objection() const {
  if (!objected) return nullptr;
  for (const SaidAcknowledgement* const other : {received, relayed, in_effect})
    if (other && objected->index < other->index) return nullptr;
  return objected;
}

const SaidAcknowledgement* Answers::reached(AcknowledgementStep step) const {
  const SaidAcknowledgement* first = nullptr;
  const auto look = [&](const SaidAcknowledgement* said) {
    if (said && (!first || said->what.at.time < first->what.at.time)) first = said;
  };
  if (step == AcknowledgementStep::received) look(received);
  if (step <= AcknowledgementStep::relayed) look(relayed);
  if (step <= AcknowledgementStep::in_effect) look(in_effect);
  return first;
}

void Answers::take(const SaidAcknowledgement& said) {
  switch (said.what.step) {
    case AcknowledgementStep::received:
      received = &said;
      return;
    case AcknowledgementStep::relayed:
      relayed = &said;
      return;
    case AcknowledgementStep::in_effect:
      in_effect = &said;
      return;
    case AcknowledgementStep::objected:
      objected = &said;
      return;
  }
}

bool tells_the_same(const domain::Notification& a, const domain::Notification& b) {
  domain::Notification as_b = a;
  as_b.source = b.source;
  as_b.verified = b.verified;
  return as_b == b;
}

std::vector<Answers> Ladder::answers(const Said<domain::Notification>& notified,
                                     const std::vector<std::string>& recipients) const {
  std::vector<Answers> all(recipients.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i].recipient = recipients[i];
  const auto number = state_.things().find(notified.party, notified.what.id);
  if (!number) return all;
  const auto given = state_.things().answers(*number);
  if (given.empty()) return all;
  for (const std::uint32_t slot : state_.things().versions(*number)) {
    const Said<domain::Notification>& version = state_.notifications()[slot];
    if (notified.index < version.index) break;
    if (version.superseded_by) continue;
    if (version.index != notified.index && !tells_the_same(version.what, notified.what)) continue;
    for (const AnswerTo& answer : given) {
      if (answer.notification != slot) continue;
      const SaidAcknowledgement& said = state_.acknowledgements()[answer.acknowledgement];
      if (said.superseded_by) continue;
      const std::string& whose = said.what.recipient.empty() ? said.party : said.what.recipient;
      const auto found = std::ranges::find(all, whose, &Answers::recipient);
      if (found != all.end()) (*found).take(said);
    }
  }
  return all;
}

}  // namespace truceline::engine

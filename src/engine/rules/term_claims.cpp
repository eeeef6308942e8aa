// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/term_claims.hpp"

#include <algorithm>
#include <utility>

namespace truceline::engine::rules {
namespace {

/// What the register says of the term; empty where it says nothing.
std::optional<domain::Moment> registered(const domain::TermClaim& claim,
                                         const domain::Agreement& agreement) {
  switch (claim.term) {
    case domain::Term::signed_on:
      return agreement.signed_on;
    case domain::Term::in_force:
      if (agreement.in_force.from == base::kTimeMin) return std::nullopt;
      return domain::Moment{agreement.in_force.from, base::to_utc_string(agreement.in_force.from)};
    case domain::Term::deadline: {
      const auto provision =
          std::ranges::find(agreement.provisions, claim.provision, &domain::Provision::id);
      return provision == agreement.provisions.end() ? std::nullopt : provision->due;
    }
  }
  return std::nullopt;
}

bool same_day(const domain::TermClaim& claim, base::TimeMs moment) {
  const base::TimeMs midnight = claim.date.time;
  const base::TimeMs next{midnight.value + base::kDayMs};
  return base::Interval{midnight, next}.contains(moment) ||
         (claim.term == domain::Term::deadline && moment == next);
}

}  // namespace

Findings term_claims(const Basis& basis) {
  Findings findings;
  for (const auto& status : basis.state.statuses()) {
    if (status.superseded_by || !status.what.claims) continue;
    const auto* agreement = basis.state.agreement(status.what.agreement);
    if (!agreement) continue;
    const domain::TermClaim& claim = *status.what.claims;
    const auto moment = registered(claim, agreement->what);
    if (!moment || same_day(claim, moment->time)) continue;
    domain::Finding finding;
    finding.rule = domain::Rule::term_against_register;
    finding.severity = domain::Severity::low;
    finding.evidence = {agreement->index, status.index};
    finding.when = status.what.when.interval;
    finding.agreement = agreement->what.id;
    finding.provision = claim.provision;
    finding.facts = {{"term", std::string(domain::word(claim.term))},
                     {"claimed", claim.date.as_written},
                     {"registered", moment->as_written},
                     {"publisher", teller(status)},
                     {"agreement_title", agreement->what.title}};
    findings.push_back(finish(std::move(finding), basis.state));
  }
  return findings;
}

}  // namespace truceline::engine::rules

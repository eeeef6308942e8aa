// SPDX-License-Identifier: Apache-2.0
#include "engine/findings.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <tuple>
#include <utility>

#include "base/sha256.hpp"
#include "engine/rules/breach.hpp"
#include "engine/rules/control_dispute.hpp"
#include "engine/rules/equivocation.hpp"
#include "engine/rules/named_place.hpp"
#include "engine/rules/overdue.hpp"
#include "engine/rules/post_status.hpp"
#include "engine/rules/report_counts.hpp"
#include "engine/rules/tallies.hpp"
#include "engine/rules/term_claims.hpp"

namespace truceline::engine {
namespace {

using Derive = rules::Findings (*)(const rules::Basis&);
constexpr Derive kRules[] = {
    rules::breaches,         rules::overdue_duties,          rules::post_disputes,
    rules::control_disputes, rules::sums_that_do_not_add_up, rules::two_figures_for_one_thing,
    rules::term_claims,      rules::report_counts,           rules::misplaced_reports,
    rules::equivocations};

bool in_order(const domain::Finding* a, const domain::Finding* b) {
  const auto key = [](const domain::Finding& f) {
    return std::tie(f.rule, f.evidence, f.agreement, f.provision, f.zone);
  };
  return key(*a) < key(*b);
}

}  // namespace

std::vector<domain::Finding> derive_findings(const State& state, base::TimeMs at) {
  const ActorRegister actors(state);
  const rules::Basis basis{state, actors, at};
  rules::Findings found;
  for (const Derive derive : kRules) {
    rules::Findings some = derive(basis);
    if (found.empty()) {  // the first rule finds nearly all of them
      found = std::move(some);
      continue;
    }
    found.insert(found.end(), std::make_move_iterator(some.begin()),
                 std::make_move_iterator(some.end()));
  }
  // Findings are large: their order is found on pointers, then each is moved once.
  std::vector<domain::Finding*> order;
  order.reserve(found.size());
  for (domain::Finding& finding : found) order.push_back(&finding);
  std::ranges::stable_sort(order, in_order);
  std::vector<domain::Finding> sorted;
  sorted.reserve(found.size());
  for (domain::Finding* finding : order) sorted.push_back(std::move(*finding));
  return sorted;
}

base::Hash digest(const std::vector<domain::Finding>& findings) {
  std::string all;
  for (const domain::Finding& finding : findings) {
    const std::string bytes = domain::encode(finding);
    all += std::to_string(bytes.size());
    all += ':';
    all += bytes;
  }
  return base::sha256(base::bytes_of(all));
}

}  // namespace truceline::engine

// SPDX-License-Identifier: Apache-2.0
#include "engine/findings.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <tuple>
#include <utility>

#include "base/sha256.hpp"
#include "engine/finding_memory.hpp"
#include "engine/rules/answers.hpp"
#include "engine/rules/breach.hpp"
#include "engine/rules/clock_ahead.hpp"
#include "engine/rules/control_dispute.hpp"
#include "engine/rules/duty_desk.hpp"
#include "engine/rules/equivocation.hpp"
#include "engine/rules/keys.hpp"
#include "engine/rules/named_place.hpp"
#include "engine/rules/not_told.hpp"
#include "engine/rules/notice.hpp"
#include "engine/rules/overdue.hpp"
#include "engine/rules/post_status.hpp"
#include "engine/rules/proximity.hpp"
#include "engine/rules/report_counts.hpp"
#include "engine/rules/separation.hpp"
#include "engine/rules/tallies.hpp"
#include "engine/rules/term_claims.hpp"

namespace truceline::engine {
namespace {

using Derive = rules::Findings (*)(const rules::Basis&);
constexpr Derive kOtherRules[] = {rules::overdue_duties,
                                  rules::post_disputes,
                                  rules::control_disputes,
                                  rules::sums_that_do_not_add_up,
                                  rules::two_figures_for_one_thing,
                                  rules::term_claims,
                                  rules::report_counts,
                                  rules::misplaced_reports,
                                  rules::equivocations,
                                  rules::keys_not_in_force,
                                  rules::replaced_roots,
                                  rules::separations_not_kept,
                                  rules::responsible_not_told,
                                  rules::proximities,
                                  rules::answers_missing,
                                  rules::officers_not_on_roster,
                                  rules::notices_against_profiles,
                                  rules::shifts_not_covered,
                                  rules::calls_not_answered,
                                  rules::clocks_ahead};

/// So many reports are one piece of the breach rule, which does nearly all of the work. The same
/// on every machine, whatever it has of cores.
constexpr std::size_t kPieceReports = 4096;

}  // namespace

bool stands_before(const domain::Finding& a, const domain::Finding& b) {
  const auto key = [](const domain::Finding& f) {
    return std::tie(f.rule, f.evidence, f.agreement, f.provision, f.zone);
  };
  return key(a) < key(b);
}

void one_by_one(std::size_t count, const std::function<void(std::size_t)>& piece) {
  for (std::size_t i = 0; i < count; ++i) piece(i);
}

std::vector<domain::Finding> derive_findings(const State& state, base::TimeMs at,
                                             const RunPieces& run, FindingMemory* memory) {
  if (memory) memory->begin(state, at);
  const ActorRegister actors(state);
  const rules::Basis basis{state, actors, at, memory};
  const std::size_t reports = state.reports().size();
  const std::size_t breach_pieces = (reports + kPieceReports - 1) / kPieceReports;
  std::vector<rules::Findings> pieces(breach_pieces + std::size(kOtherRules));
  run(pieces.size(), [&](std::size_t i) {
    const std::size_t from = i * kPieceReports;
    pieces[i] = i < breach_pieces
                    ? rules::breaches(basis, from, std::min(reports, from + kPieceReports))
                    : kOtherRules[i - breach_pieces](basis);
  });
  // Findings are large: their order is found on pointers, then each is moved once.
  std::vector<domain::Finding*> order;
  for (rules::Findings& piece : pieces)
    for (domain::Finding& finding : piece) order.push_back(&finding);
  std::ranges::stable_sort(order,
                           [](const auto* a, const auto* b) { return stands_before(*a, *b); });
  std::vector<domain::Finding> sorted;
  sorted.reserve(order.size());
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

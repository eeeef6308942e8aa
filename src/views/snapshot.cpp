// SPDX-License-Identifier: Apache-2.0
#include "views/snapshot.hpp"

#include <algorithm>
#include <map>

#include "base/sha256.hpp"
#include "engine/in_force.hpp"
#include "views/mission_view.hpp"

namespace truceline::views {
namespace {

constexpr std::string_view kBasisLabel = "truceline.org/answer-basis/v1";

std::string names_of(const std::vector<domain::ActorMention>& side) {
  std::string names;
  for (const domain::ActorMention& mention : side) {
    if (!names.empty()) names += ", ";
    names += mention.name.empty() ? mention.code : mention.name;
  }
  return names;
}

std::string dyad_of(const domain::Report& report) {
  std::string dyad = names_of(report.side_a);
  const std::string other = names_of(report.side_b);
  if (!other.empty()) dyad += (dyad.empty() ? "" : " - ") + other;
  return dyad;
}

/// Newest occurrence first; what has no time by its due day; what has neither, last.
base::TimeMs occurrence(const domain::Finding& finding) {
  if (finding.when) return finding.when->from;
  return finding.due.value_or(base::kTimeMin);
}

/// How many of the moments at which an answer changes by itself lie at or before `at`.
std::uint64_t moments_passed(const engine::State& state, base::TimeMs at) {
  std::uint64_t passed = 0;
  const auto pass = [&](base::TimeMs t) { passed += t <= at; };
  const auto pass_both = [&](const base::Interval& interval) {
    pass(interval.from);
    pass(interval.to);
  };
  for (const auto& agreement : state.agreements()) {
    const base::Interval force = engine::in_force(agreement.what, state);
    pass_both(force);
    for (const domain::Provision& provision : agreement.what.provisions) {
      pass_both(engine::in_effect(provision, agreement.what, force));
      if (!provision.due) continue;
      pass(provision.due->time);
      passed += provision.due->time < at;  // a duty is overdue after its moment, not at it
    }
  }
  for (const auto& post : state.posts()) pass_both(post.what.when.interval);
  for (const auto& status : state.statuses()) pass(status.what.when.interval.from);
  return passed;
}

}  // namespace

Snapshot::Snapshot(SnapshotParts parts) : parts_(std::move(parts)) {
  INVARIANT(parts_.state && parts_.mission && parts_.ledger);
  std::erase_if(parts_.findings,
                [&](const domain::Finding& finding) { return !sees(finding.audience); });
  sort_findings();
  finding_places_.reserve(parts_.findings.size());
  for (std::uint32_t i = 0; i < parts_.findings.size(); ++i)
    finding_places_.emplace_back(parts_.findings[i].id, i);
  std::ranges::sort(finding_places_);
  list_reports();
  mark_breaches();
  basis_ = make_basis();
}

const domain::Finding* Snapshot::finding(const base::Hash& id) const {
  const auto found = std::ranges::lower_bound(finding_places_, id, {},
                                              &std::pair<base::Hash, std::uint32_t>::first);
  if (found == finding_places_.end() || found->first != id) return nullptr;
  return &parts_.findings[found->second];
}

/// Findings are large: their order is found on their places, then each is moved once.
void Snapshot::sort_findings() {
  std::vector<std::pair<base::TimeMs, std::uint32_t>> order;
  order.reserve(parts_.findings.size());
  for (std::uint32_t i = 0; i < parts_.findings.size(); ++i)
    order.emplace_back(occurrence(parts_.findings[i]), i);
  std::ranges::stable_sort(order, std::ranges::greater{},
                           &std::pair<base::TimeMs, std::uint32_t>::first);
  std::vector<domain::Finding> sorted;
  sorted.reserve(order.size());
  for (const auto& [when, i] : order) sorted.push_back(std::move(parts_.findings[i]));
  parts_.findings = std::move(sorted);
}

void Snapshot::list_reports() {
  const auto& all = parts_.state->reports();
  std::map<std::string, std::uint32_t, std::less<>> numbers;
  reports_.reserve(all.size());
  for (std::uint32_t place = 0; place < all.size(); ++place) {
    const auto& report = all[place];
    if (report.superseded_by || !sees(report.audience)) continue;
    const auto [number, is_new] =
        numbers.emplace(dyad_of(report.what), static_cast<std::uint32_t>(dyads_.size()));
    if (is_new) dyads_.push_back(number->first);
    reports_.push_back({place, number->second, 0});
    const base::Interval& when = report.what.when.interval;
    if (when.from == base::kTimeMin || when.to == base::kTimeMax) continue;
    if (!span_) span_ = when;
    span_->from = std::min(span_->from, when.from);
    span_->to = std::max(span_->to, when.to);
  }
}

void Snapshot::mark_breaches() {
  const auto& all = parts_.state->reports();
  for (const domain::Finding& finding : parts_.findings) {
    if (finding.kind() != domain::FindingKind::breach) continue;
    for (const base::EntryIndex entry : finding.evidence) {
      const auto* report = said_at(all, entry);
      if (!report) continue;
      const auto place = static_cast<std::uint32_t>(report - all.data());
      const auto row = std::ranges::lower_bound(reports_, place, {}, &ReportRow::place);
      if (row == reports_.end() || row->place != place) continue;
      row->breach = std::max<std::uint8_t>(row->breach, finding.possible() ? 1 : 2);
    }
  }
}

base::Hash Snapshot::make_basis() const {
  std::string text(kBasisLabel);
  const auto add = [&](base::BytesView bytes) {
    text += std::to_string(bytes.size()) + ":";
    text += base::text_of(bytes);
  };
  add(parts_.state->digest());
  add(base::bytes_of(card_json(*parts_.mission)));
  add(base::bytes_of(parts_.mission->build));
  add(base::bytes_of(parts_.checkpoint));
  text += std::to_string(parts_.entries.value) + "/" + std::to_string(parts_.state->size().value);
  text += parts_.reader == Reader::keeper ? "/keeper/" : "/anyone/";
  text += std::to_string(moments_passed(*parts_.state, parts_.at)) + ":";
  for (const domain::Finding& finding : parts_.findings) {
    text += base::text_of(finding.id);
    // Only duties change with the clock alone (how many days late); the rest is bound by the id
    // and the state.
    if (finding.kind() == domain::FindingKind::overdue) text += domain::encode(finding);
  }
  return base::sha256(base::bytes_of(text));
}

}  // namespace truceline::views

// SPDX-License-Identifier: Apache-2.0
#include "views/snapshot.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "base/sha256.hpp"
#include "engine/conflicts.hpp"
#include "engine/in_force.hpp"
#include "views/mission_view.hpp"

namespace truceline::views {
namespace {

constexpr std::string_view kBasisLabel = "truceline.org/answer-basis/v1";

void add_names(std::string& text, const std::vector<domain::ActorMention>& side) {
  for (const domain::ActorMention& mention : side) {
    if (&mention != &side.front()) text += ", ";
    text += mention.name.empty() ? mention.code : mention.name;
  }
}

/// Into `text`, whose memory serves every report.
void write_dyad(std::string& text, const domain::Report& report) {
  text.clear();
  add_names(text, report.side_a);
  if (!text.empty() && !report.side_b.empty()) text += " - ";
  add_names(text, report.side_b);
}

std::uint64_t beginning_of(const base::Hash& id) {
  std::uint64_t beginning = 0;
  for (std::size_t i = 0; i < sizeof beginning; ++i) beginning = beginning << 8 | id[i];
  return beginning;
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

/// What is late grows later, and an exception may end; the rest is bound by the id and the state.
bool changes_with_clock(const domain::Finding& finding) {
  return finding.kind() == domain::FindingKind::overdue || finding.facts.contains("agreed");
}

/// Not encode(): it would take a sixth of what a busy server does.
void write_what_changes(std::string& text, const domain::Finding& finding) {
  const auto add = [&text](std::string_view part) {
    text.append(std::to_string(part.size())).append(":").append(part);
  };
  add(domain::word(finding.severity));
  for (const std::string& actor : finding.must_act) add(actor);
  for (const domain::Facts::Fact& fact : finding.facts) {
    add(fact.name);
    add(fact.text);
  }
}

}  // namespace

Snapshot::Snapshot(SnapshotParts parts) : parts_(std::move(parts)) {
  INVARIANT(parts_.state && parts_.mission && parts_.ledger);
  list_findings();
  list_reports();
  mark_breaches();
  basis_ = make_basis();
}

const domain::Finding* Snapshot::finding(const base::Hash& id) const {
  const std::uint64_t beginning = beginning_of(id);
  for (auto at =
           std::ranges::lower_bound(by_id_, beginning, {}, &decltype(by_id_)::value_type::first);
       at != by_id_.end() && at->first == beginning; ++at)
    if (at->second->id == id) return at->second;
  return nullptr;
}

base::Result<ledger::Record> Snapshot::read(base::EntryIndex index) const {
  TRY_ASSIGN(ledger::Record record, parts_.ledger->read(index));
  if (!reads(index)) record.sealed.clear();
  return record;
}

std::shared_ptr<const engine::ConflictGround> Snapshot::conflicts() const {
  return parts_.conflicts ? parts_.conflicts : engine::ground_of(held());
}

void Snapshot::list_findings() {
  std::vector<std::pair<base::TimeMs, const domain::Finding*>> order;
  order.reserve(parts_.findings.size());
  for (const domain::Finding& finding : parts_.findings)
    // What follows from headers alone may rest on entries that are not for this reader.
    if (std::ranges::all_of(finding.evidence, [this](auto entry) { return reads(entry); }))
      order.emplace_back(occurrence(finding), &finding);
  std::ranges::stable_sort(order, std::ranges::greater{}, &decltype(order)::value_type::first);
  newest_first_.reserve(order.size());
  by_id_.reserve(order.size());
  for (const auto& [when, finding] : order) {
    newest_first_.push_back(finding);
    by_id_.emplace_back(beginning_of(finding->id), finding);
  }
  std::ranges::sort(by_id_, {}, &decltype(by_id_)::value_type::first);
}

void Snapshot::list_reports() {
  const auto& all = parts_.state->reports();
  // Looked up only: dyads are numbered in the order of the reports.
  std::unordered_map<std::string, std::uint32_t> numbers;
  std::string dyad;
  reports_.reserve(all.size());
  for (std::uint32_t place = 0; place < all.size(); ++place) {
    const auto& report = all[place];
    if (report.superseded_by) continue;
    write_dyad(dyad, report.what);
    const auto [number, is_new] =
        numbers.try_emplace(dyad, static_cast<std::uint32_t>(dyads_.size()));
    if (is_new) dyads_.push_back(dyad);
    reports_.push_back({place, number->second, 0});
    const base::Interval& when = report.what.when.interval;
    if (when.from == base::kTimeMin || when.to == base::kTimeMax) continue;
    if (!span_) span_ = when;
    span_->from = std::min(span_->from, when.from);
    span_->to = std::max(span_->to, when.to);
  }
}

void Snapshot::mark_breaches() {
  constexpr auto kNoRow = std::numeric_limits<std::uint32_t>::max();
  if (reports_.empty()) return;
  std::vector<std::uint32_t> row_of(parts_.state->size().value, kNoRow);  // by entry
  for (std::uint32_t row = 0; row < reports_.size(); ++row)
    row_of[parts_.state->reports()[reports_[row].place].index.value] = row;
  for (const domain::Finding* finding : newest_first_) {
    if (finding->kind() != domain::FindingKind::breach) continue;
    for (const base::EntryIndex entry : finding->evidence) {
      if (row_of[entry.value] == kNoRow) continue;
      std::uint8_t& breach = reports_[row_of[entry.value]].breach;
      breach = std::max<std::uint8_t>(breach, finding->possible() ? 1 : 2);
    }
  }
}

base::Hash Snapshot::make_basis() const {
  std::string text(kBasisLabel);
  const auto add = [&](base::BytesView bytes) {
    text += std::to_string(bytes.size()) + ":";
    text += base::text_of(bytes);
  };
  add(parts_.state->quick_digest());
  add(base::bytes_of(card_json(*parts_.mission)));
  if (const auto& places = parts_.mission->places) {
    add(places->gazetteer.digest());
    add(places->land_digest);
  }
  add(base::bytes_of(parts_.mission->build));
  add(base::bytes_of(parts_.checkpoint));
  text += std::to_string(parts_.entries.value) + "/" + std::to_string(parts_.state->size().value);
  text += "/" + parts_.reader.name() + "/";
  text += std::to_string(moments_passed(*parts_.state, parts_.at)) + ":";
  for (const domain::Finding* finding : newest_first_) {
    text += base::text_of(finding->id);
    if (changes_with_clock(*finding)) write_what_changes(text, *finding);
  }
  return base::sha256(base::bytes_of(text));
}

}  // namespace truceline::views

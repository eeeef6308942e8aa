// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/breach.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/assessed.hpp"
#include "engine/in_force.hpp"
#include "engine/rules/dyad_memory.hpp"
#include "engine/rules/place_memory.hpp"

namespace truceline::engine::rules {
namespace {

using domain::Doubt;

/// A prohibition with all that does not depend on the report worked out.
struct Clause {
  const Said<domain::Agreement>* agreement;
  const domain::Provision* provision;
  base::Interval in_effect;
  std::vector<ZoneHistory> zones;
};

std::vector<Clause> prohibitions(const State& state) {
  std::vector<Clause> clauses;
  for (const auto& agreement : state.agreements()) {
    if (state.agreement(agreement.what.id) != &agreement) continue;
    const base::Interval force = in_force(agreement.what, state);
    for (const domain::Provision& provision : agreement.what.provisions) {
      if (provision.modality != domain::Modality::prohibits || !provision.matches) continue;
      Clause clause{&agreement, &provision, in_effect(provision, agreement.what, force), {}};
      if (!provision.everywhere)
        for (const std::string& zone : provision.zones) clause.zones.emplace_back(state, zone);
      clauses.push_back(std::move(clause));
    }
  }
  return clauses;
}

domain::KindMatch match_kind(domain::EventKind reported, const domain::EventMatch& match) {
  if (match.events.empty()) return domain::KindMatch::yes;
  domain::KindMatch best = domain::KindMatch::no;
  for (const domain::EventKind prohibited : match.events)
    best = std::max(best, domain::match(reported, prohibited));
  return best;
}

domain::Severity severity(const domain::Report& report) {
  using domain::Severity;
  const std::int64_t deaths = deaths_best(report).value_or(0);
  const Severity by_deaths = deaths >= 50   ? Severity::critical
                             : deaths >= 10 ? Severity::high
                             : deaths >= 1  ? Severity::medium
                                            : Severity::low;
  const bool chemical = report.event == domain::EventKind::chemical_weapon;
  return chemical ? std::max(by_deaths, Severity::high) : by_deaths;
}

/// Where a clause's places and a report's meet: the zone (null: everywhere) and what is open.
struct Meeting {
  const ZoneHistory* zone = nullptr;
  ZoneRelation relation;
};

class BreachSearch {
 public:
  explicit BreachSearch(const Basis& basis)
      : basis_(basis),
        clauses_(prohibitions(basis.state)),
        dyads_(basis.actors, clauses_.size()),
        assessed_(basis.state) {}

  Findings run(std::size_t from, std::size_t to) {
    const auto& reports = basis_.state.reports();
    findings_.reserve(to - from);  // most reports are one
    for (std::size_t i = from; i < to; ++i)
      if (!reports[i].superseded_by && !reports[i].what.exercise) look_at(reports[i]);
    return std::move(findings_);
  }

 private:
  void look_at(const Said<domain::Report>& report) {
    base::Interval when = report.what.when.interval;
    if (when.to <= when.from && when.from < base::kTimeMax) when.to.value = when.from.value + 1;
    std::optional<std::size_t> pair;
    for (std::size_t i = 0; i < clauses_.size(); ++i) {
      const Clause& clause = clauses_[i];
      if (!clause.in_effect.meets(when)) continue;
      const domain::EventMatch& match = *clause.provision->matches;
      const domain::KindMatch kind = match_kind(report.what.event, match);
      if (kind == domain::KindMatch::no) continue;
      if (!pair) pair = dyads_.pair_of(report.what);
      const ActorMatch actors = dyads_.match(*pair, report.what, i, clause.agreement->what, match);
      if (actors == ActorMatch::no) continue;
      std::vector<Doubt> doubts;
      if (kind == domain::KindMatch::unsettled) doubts.push_back(Doubt::kind);
      if (actors == ActorMatch::doubtful) doubts.push_back(Doubt::actor);
      if (!clause.in_effect.contains(when)) doubts.push_back(Doubt::time);
      for (const Meeting& meeting : meetings(report.what, when, clause))
        add(report, clause, meeting, doubts);
    }
  }

  std::vector<Meeting> meetings(const domain::Report& report, const base::Interval& when,
                                const Clause& clause) {
    const domain::Place& place = report.place;
    if (clause.provision->everywhere) {
      Meeting anywhere;
      anywhere.relation.place_unsettled = place.precision >= domain::kCoarsePlace;
      return {anywhere};
    }
    if (!place.point) return {};
    std::vector<Meeting> settled;
    std::vector<Meeting> touched;
    for (const ZoneHistory& zone : clause.zones) {
      const ZoneRelation relation =
          relate(zone, when, place.precision, [&](const Said<PreparedZone>& version) {
            return places_.relate(*place.point, place.radius_m, version);
          });
      if (relation.relation == geo::DiscRelation::inside) settled.push_back({&zone, relation});
      if (relation.relation == geo::DiscRelation::may_touch) touched.push_back({&zone, relation});
    }
    if (!settled.empty() || touched.empty()) return settled;
    return {touched.front()};
  }

  void add(const Said<domain::Report>& report, const Clause& clause, const Meeting& meeting,
           const std::vector<Doubt>& doubts) {
    const AssessedReports::Judgement judged = assessed_.of(report.index);
    if (judged.standing == Standing::unfounded) return;
    domain::Finding finding;
    finding.rule = domain::Rule::breach_prohibited_event;
    finding.doubts = doubts;
    finding.evidence = {report.index, clause.agreement->index};
    if (meeting.relation.place_unsettled) finding.doubts.push_back(Doubt::place);
    if (meeting.relation.time_unsettled) finding.doubts.push_back(Doubt::time);
    if (meeting.zone) {
      finding.zone = meeting.zone->id();
      finding.evidence.push_back(meeting.relation.version->index);
    }
    if (judged.standing == Standing::doubted) finding.evidence.push_back(*judged.assessment);
    if (judged.standing == Standing::doubted ||
        report.what.source.certainty == domain::Certainty::alleged)
      finding.doubts.push_back(Doubt::source);
    finding.severity = severity(report.what);
    finding.when = report.what.when.interval;
    set_place(finding, report.what.place);
    finding.agreement = clause.agreement->what.id;
    finding.provision = clause.provision->id;
    finding.must_act = clause.provision->who;
    set_facts(finding.facts, report, clause);
    findings_.push_back(finish(std::move(finding), basis_.state));
  }

  static void set_facts(domain::Facts& facts, const Said<domain::Report>& report,
                        const Clause& clause) {
    facts.reserve(7);
    facts.set("agreement_title", clause.agreement->what.title);
    if (const auto deaths = deaths_best(report.what)) facts.set("deaths", std::to_string(*deaths));
    facts.set("event", std::string(domain::word(report.what.event)));
    facts.set("provision_what", clause.provision->what);
    facts.set("publisher", teller(report));
    facts.set("side_a", names_of(report.what.side_a));
    facts.set("side_b", names_of(report.what.side_b));
  }

  const Basis& basis_;
  std::vector<Clause> clauses_;
  DyadMemory dyads_;
  PlaceMemory places_;
  AssessedReports assessed_;
  Findings findings_;
};

}  // namespace

std::optional<std::int64_t> deaths_best(const domain::Report& report) {
  for (const domain::Count& count : report.counts)
    if (count.unit == "deaths") return count.best;
  return std::nullopt;
}

Findings breaches(const Basis& basis, std::size_t from, std::size_t to) {
  return BreachSearch(basis).run(from, to);
}

}  // namespace truceline::engine::rules

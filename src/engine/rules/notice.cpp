// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/notice.hpp"

#include <algorithm>

#include "engine/finding_memory.hpp"
#include "engine/ladder.hpp"
#include "engine/profiles.hpp"
#include "engine/rules/subjects.hpp"

namespace truceline::engine::rules {
namespace {

using domain::Need;
using domain::Notification;
using domain::Rule;
using domain::Severity;

constexpr std::int64_t kHourMs = 60 * base::kMinuteMs;

bool has_marking(const Notification& notice, domain::Marking marking) {
  const auto marked = [&](const auto& one) { return std::ranges::count(one.marked, marking) != 0; };
  if (notice.vehicles.empty()) return marked(notice);
  return std::ranges::all_of(notice.vehicles, marked);
}

bool has_times(const Notification& notice) {
  const base::Interval& when = notice.when.interval;
  if (when.from == base::kTimeMin || when.to == base::kTimeMax) return false;
  return !notice.corridor ||
         std::ranges::all_of(notice.corridor->route,
                             [](const geo::Waypoint& point) { return point.passage.has_value(); });
}

bool meets(const Notification& notice, Need need) {
  switch (need) {
    case Need::place_name:
      return !notice.place.name.empty();
    case Need::pcode:
      return !notice.place.pcode.empty();
    case Need::altitude:
      return !(notice.altitude == geo::AltitudeBand{});
    case Need::times:
      return has_times(notice);
    case Need::vehicles:
      return !notice.vehicles.empty();
    case Need::plates:
      return !notice.vehicles.empty() &&
             std::ranges::none_of(notice.vehicles, &std::string::empty, &domain::Vehicle::plate);
    case Need::day_marking:
      return has_marking(notice, domain::Marking::day);
    case Need::night_marking:
      return has_marking(notice, domain::Marking::night);
    case Need::thermal_marking:
      return has_marking(notice, domain::Marking::thermal);
    case Need::contacts:
      return std::ranges::any_of(notice.contacts,
                                 [](const domain::Contact& one) { return !one.reach.empty(); });
    case Need::verification:
      return notice.verified.has_value();
  }
  INVARIANT(false && "no such need");
  return false;
}

class Notice {
 public:
  Notice(const Said<Notification>& notified, const Asked& asked, const State& state,
         RuleClock& clock)
      : notified_(notified), asked_(asked), state_(state), clock_(clock) {}

  void derive(Findings& findings) const {
    recipients(findings);
    notice_given(findings);
    missing(findings);
    revalidation(findings);
  }

 private:
  domain::Finding begun(Rule rule, Severity severity) const {
    domain::Finding finding;
    finding.rule = rule;
    finding.severity = severity;
    finding.evidence = {notified_.index, asked_.arrangement->index};
    finding.agreement = asked_.arrangement->what.id;
    finding.when = notified_.what.when.interval;
    finding.must_act = {notified_.party};
    set_subject(finding.facts, notified_);
    return finding;
  }
  void push(domain::Finding&& finding, Findings& findings) const {
    findings.push_back(finish(std::move(finding), state_));
  }

  void recipients(Findings& findings) const {
    const domain::Profile& profile = *asked_.profile;
    const domain::Audience& audience = notified_.audience;
    if (profile.recipients.empty()) return;
    if (audience.label != domain::AudienceLabel::named) {
      domain::Finding finding = begun(Rule::told_too_widely, Severity::high);
      finding.facts.set("too_many", std::string(domain::word(audience.label)));
      return push(std::move(finding), findings);
    }
    std::vector<std::string> untold;
    for (const std::string& party : profile.recipients)
      if (party != notified_.party && !std::ranges::binary_search(audience.recipients, party))
        untold.push_back(party);
    std::vector<std::string> too_many;
    for (const std::string& party : audience.recipients)
      if (party != notified_.party && party != state_.mission_party() &&
          std::ranges::count(profile.recipients, party) == 0 &&
          std::ranges::count(profile.may_know, party) == 0)
        too_many.push_back(party);
    if (!untold.empty()) {
      domain::Finding finding = begun(Rule::not_addressed, Severity::high);
      finding.facts.set("untold", joined(untold));
      push(std::move(finding), findings);
    }
    if (!too_many.empty()) {
      domain::Finding finding = begun(Rule::told_too_widely, Severity::high);
      finding.facts.set("too_many", joined(too_many));
      push(std::move(finding), findings);
    }
  }

  /// When what it tells was first said.
  base::TimeMs first_told() const {
    for (const auto* version : state_.versions_notified(notified_.party, notified_.what.id))
      if (tells_the_same(version->what, notified_.what)) return version->time;
    return notified_.time;
  }

  void notice_given(Findings& findings) const {
    const domain::Profile& profile = *asked_.profile;
    const std::int64_t lead_ms =
        notified_.what.emergency ? profile.emergency_lead_time_ms : profile.lead_time_ms;
    const base::TimeMs begins = notified_.what.when.interval.from;
    if (lead_ms == 0 || begins == base::kTimeMin) return;
    if (notified_.what.phase != domain::Phase::planned) return;  // the plan was said before
    const std::int64_t given_ms = begins.value - first_told().value;
    if (given_ms >= lead_ms) return;
    domain::Finding finding = begun(Rule::short_notice, Severity::medium);
    finding.facts.set("hours_asked", std::to_string(lead_ms / kHourMs));
    finding.facts.set("hours_given", std::to_string(std::max<std::int64_t>(0, given_ms) / kHourMs));
    push(std::move(finding), findings);
  }

  void missing(Findings& findings) const {
    std::vector<std::string_view> missing;
    for (const Need need : asked_.profile->needs)
      if (!meets(notified_.what, need)) missing.push_back(domain::word(need));
    if (missing.empty()) return;
    domain::Finding finding = begun(Rule::incomplete_notice, Severity::medium);
    finding.facts.set("missing", joined(missing));
    push(std::move(finding), findings);
  }

  void revalidation(Findings& findings) const {
    const std::int64_t every_ms = asked_.profile->revalidate_every_ms;
    if (every_ms == 0) return;
    const base::TimeMs due{notified_.time.value + every_ms};
    if (!clock_.is_after(due)) return;
    domain::Finding finding = begun(Rule::overdue_revalidation, Severity::medium);
    finding.due = due;
    finding.facts.set("days", std::to_string(every_ms / base::kDayMs));
    push(std::move(finding), findings);
  }

  const Said<Notification>& notified_;
  const Asked& asked_;
  const State& state_;
  RuleClock& clock_;
};

void notices(const Said<Notification>& notified, const ThingBasis& basis, RuleClock& clock,
             Findings& findings) {
  if (!is_to_come(notified, clock)) return;
  for (const Asked& asked : basis.profiles.of(notified.what.kind))
    Notice(notified, asked, basis.state, clock).derive(findings);
}

}  // namespace

Findings notices_against_profiles(const Basis& basis) {
  const Profiles profiles(basis.state);
  if (!profiles.any()) return {};
  ThingMemory anew;
  return (basis.memory ? basis.memory->notices : anew).findings(basis, profiles, notices);
}

}  // namespace truceline::engine::rules

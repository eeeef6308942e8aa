// SPDX-License-Identifier: Apache-2.0
#include "domain/finding.hpp"

#include "base/sha256.hpp"
#include "domain/field_writer.hpp"

namespace truceline::domain {
namespace {

constexpr std::string_view kIdentityLabel{"truceline.org/finding/v1\0", 25};

/// What everybody needs to know about a rule.
struct RuleCard {
  Rule rule;
  FindingKind kind;
  std::int64_t version;
  std::string_view severity_method;
};

constexpr std::string_view kContradiction =
    "Medium: the sources contradict each other and somebody must look.";
constexpr std::string_view kFigure = "Low: a figure or a date to be put right; nobody is at risk.";
constexpr std::string_view kTwoTongues =
    "High: an author signed two statements under one number, so its record cannot be relied on.";
constexpr std::string_view kNoRight =
    "High: the keeper of the ledger let in what no party's valid key had signed.";
constexpr std::string_view kOtherHands =
    "High: from then on another key than the party's own decides who speaks for the party.";

constexpr std::string_view kCloseness =
    "Low: less apart than required; medium: less than half as far; high: in one place, at one "
    "height, at one time; critical: so an operation and a site, an evacuation or an aid delivery.";
constexpr std::string_view kUntold = "High: whoever could do harm there does not know.";

constexpr std::string_view kNearness =
    "High: inside an exclusion, demilitarised or no-fly zone, a site or an operation; medium: "
    "inside "
    "a buffer or an exercise, or outside of its own corridor; low: inside another zone, or near.";

constexpr std::string_view kUnanswered =
    "Medium; high from a day before it begins: then there is little time left to tell a unit.";
constexpr std::string_view kStale = "Medium: what is not said again may no longer be true.";
constexpr std::string_view kNobody = "Medium where it is to come; high now: nobody would answer.";
constexpr std::string_view kRinging = "High; critical in an emergency: somebody is in danger now.";
constexpr std::string_view kObjected = "High: a recipient says that it will not do as agreed.";
constexpr std::string_view kStranger = "Medium: it is not known who has taken it.";
constexpr std::string_view kLeak = "High: a list of sites is a list of targets.";
constexpr std::string_view kHurry = "Medium: a recipient may not be able to act on it in time.";

constexpr std::string_view kEncountered =
    "High: two that are hostile to each other can take one another for a threat.";
constexpr std::string_view kHidden = "High: how close it comes is not for this reader.";
constexpr std::string_view kWrongClock =
    "Medium: until that time has come, nothing that is counted from it can be overdue.";

constexpr auto kCards = std::to_array<RuleCard>({
    {Rule::breach_prohibited_event, FindingKind::breach, 1,
     "By the best estimate of deaths: none low, 1 to 9 medium, 10 to 49 high, 50 or more critical; "
     "chemical weapons at least high."},
    {Rule::overdue_duty, FindingKind::overdue, 1,
     "Medium; high once more than 30 days have passed since the day it was due."},
    {Rule::overdue_duty_late, FindingKind::overdue, 1,
     "Medium; high where the step came more than 30 days after the day it was due."},
    {Rule::dispute_post_status, FindingKind::dispute, 1, kContradiction},
    {Rule::dispute_control, FindingKind::dispute, 1, kContradiction},
    {Rule::tally_parts, FindingKind::inconsistency, 1, kFigure},
    {Rule::tally_two_figures, FindingKind::inconsistency, 1, kFigure},
    {Rule::term_against_register, FindingKind::inconsistency, 1, kFigure},
    {Rule::report_counts, FindingKind::inconsistency, 1, kFigure},
    {Rule::place_against_name, FindingKind::inconsistency, 1, kFigure},
    {Rule::author_equivocation, FindingKind::inconsistency, 1, kTwoTongues},
    {Rule::key_not_in_force, FindingKind::inconsistency, 1, kNoRight},
    {Rule::root_replaced, FindingKind::change, 1, kOtherHands},
    {Rule::conflict_separation, FindingKind::conflict, 1, kCloseness},
    {Rule::conflict_not_told, FindingKind::conflict, 1, kUntold},
    {Rule::proximity_entered, FindingKind::proximity, 1, kNearness},
    {Rule::proximity_near, FindingKind::proximity, 1, kNearness},
    {Rule::proximity_corridor, FindingKind::proximity, 1, kNearness},
    {Rule::overdue_acknowledgement, FindingKind::overdue, 1, kUnanswered},
    {Rule::overdue_relay, FindingKind::overdue, 1, kUnanswered},
    {Rule::overdue_in_effect, FindingKind::overdue, 1, kUnanswered},
    {Rule::overdue_revalidation, FindingKind::overdue, 1, kStale},
    {Rule::overdue_shift, FindingKind::overdue, 1, kNobody},
    {Rule::overdue_call, FindingKind::overdue, 1, kRinging},
    {Rule::dispute_objection, FindingKind::dispute, 1, kObjected},
    {Rule::not_on_roster, FindingKind::inconsistency, 1, kStranger},
    {Rule::told_too_widely, FindingKind::inconsistency, 1, kLeak},
    {Rule::not_addressed, FindingKind::gap, 1, kUntold},
    {Rule::short_notice, FindingKind::gap, 1, kHurry},
    {Rule::incomplete_notice, FindingKind::gap, 1, kHurry},
    {Rule::gap_cover, FindingKind::gap, 1, kNobody},
    {Rule::proximity_hostile, FindingKind::proximity, 1, kEncountered},
    {Rule::conflict_hidden, FindingKind::conflict, 1, kHidden},
    {Rule::clock_ahead, FindingKind::inconsistency, 1, kWrongClock},
});

const RuleCard& card(Rule rule) {
  for (const RuleCard& one : kCards)
    if (one.rule == rule) return one;
  INVARIANT(false && "a rule without a card");
  return kCards.front();
}

}  // namespace

// The description of a finding for the writer; nothing reads findings back.
template <class Archive>
void fields(Archive& archive, const Finding& value) {
  archive.optional("agreement", value.agreement);
  archive("audience", value.audience);
  archive.optional("doubts", value.doubts);
  archive.optional("due_ms", value.due);
  archive("evidence", value.evidence);
  archive.optional("facts", value.facts);
  archive("id", value.id);
  archive.optional("must_act", value.must_act);
  archive.optional("place_name", value.place_name);
  archive.optional("point", value.point);
  archive.optional("provision", value.provision);
  archive.optional("radius_m", value.radius_m);
  archive("rule", value.rule);
  archive("severity", value.severity);
  archive("version", version_of(value.rule));
  archive.optional("when", value.when);
  archive.optional("zone", value.zone);
}

FindingKind kind_of(Rule rule) {
  return card(rule).kind;
}

std::int64_t version_of(Rule rule) {
  return card(rule).version;
}

std::string_view severity_method(Rule rule) {
  return card(rule).severity_method;
}

base::Hash identify(const Finding& finding, const std::vector<base::Hash>& evidence_ids) {
  // Written straight: there are as many findings as reports. Only the three ids are foreign text.
  std::string identity;
  identity.reserve(256 + 68 * evidence_ids.size());
  const auto add = [&](std::string_view before, std::string_view text) {
    identity += before;
    base::append_json_string(identity, text);
  };
  add("{\"agreement\":", finding.agreement);
  identity += ",\"evidence\":[";
  for (const base::Hash& id : evidence_ids)
    add(&id == evidence_ids.data() ? "" : ",", base::to_hex(id));
  add("],\"provision\":", finding.provision);
  add(",\"rule\":", word(finding.rule));
  identity += ",\"version\":" + std::to_string(version_of(finding.rule));
  add(",\"zone\":", finding.zone);
  identity += '}';
  return base::sha256({base::bytes_of(kIdentityLabel), base::bytes_of(identity)});
}

std::string encode(const Finding& finding) {
  FieldWriter writer;
  writer.write(finding);
  return writer.take();
}

}  // namespace truceline::domain

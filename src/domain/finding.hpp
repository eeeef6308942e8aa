// SPDX-License-Identifier: Apache-2.0
//
// What the engine derives. A finding is never stored as truth: anyone can recompute it from the
// entries it names. It says what, where, when and on what evidence; it gives no verdict of guilt.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/time.hpp"
#include "domain/facts.hpp"
#include "domain/header.hpp"
#include "geo/point.hpp"

namespace truceline::domain {

enum class FindingKind {
  breach,
  conflict,
  proximity,
  overdue,
  dispute,
  inconsistency,
  gap,
  change
};
template <>
inline constexpr auto kWords<FindingKind> = std::to_array<std::pair<FindingKind, std::string_view>>(
    {{FindingKind::breach, "breach"},
     {FindingKind::conflict, "conflict"},
     {FindingKind::proximity, "proximity"},
     {FindingKind::overdue, "overdue"},
     {FindingKind::dispute, "dispute"},
     {FindingKind::inconsistency, "inconsistency"},
     {FindingKind::gap, "gap"},
     {FindingKind::change, "change"}});

/// What keeps a finding from being settled. Empty list: settled as far as the evidence goes.
enum class Doubt { place, time, actor, kind, source };
template <>
inline constexpr auto kWords<Doubt> =
    std::to_array<std::pair<Doubt, std::string_view>>({{Doubt::place, "place"},
                                                       {Doubt::time, "time"},
                                                       {Doubt::actor, "actor"},
                                                       {Doubt::kind, "kind"},
                                                       {Doubt::source, "source"}});

enum class Severity { low, medium, high, critical };
template <>
inline constexpr auto kWords<Severity> =
    std::to_array<std::pair<Severity, std::string_view>>({{Severity::low, "low"},
                                                          {Severity::medium, "medium"},
                                                          {Severity::high, "high"},
                                                          {Severity::critical, "critical"}});

/// The rules in force. A rule that changes what it finds gets a new version.
enum class Rule {
  breach_prohibited_event,  ///< A report matches a prohibition.
  overdue_duty,             ///< A dated duty's day has passed without its step.
  overdue_duty_late,        ///< The step was taken, after its day.
  dispute_post_status,      ///< Sources give one post two statuses at one time.
  dispute_control,          ///< Sources give one place two holders at one time.
  tally_parts,              ///< The parts of a total do not add up to it.
  tally_two_figures,        ///< One publisher gives two figures for one thing.
  term_against_register,    ///< A source's date for a term differs from the register's.
  report_counts,            ///< low <= best <= high does not hold, or deaths do not add up.
  place_against_name,       ///< Coordinates fall away from the place they are said to be.
  author_equivocation,      ///< An author signed two statements with one sequence number.
  key_not_in_force,         ///< An entry was signed by a key that could not speak at its place.
  root_replaced,            ///< The mission put another root key in the place of a party's own.
  conflict_separation,      ///< Two things come closer than an arrangement requires.
  conflict_not_told,        ///< Who answers for a place was not told what is notified there.
  proximity_entered,        ///< Positions show an object inside something.
  proximity_near,           ///< Positions show it nearer than an arrangement asks for.
  proximity_corridor,       ///< Positions show it outside of the corridor notified for it.
  overdue_acknowledgement,  ///< A recipient has not acknowledged in time.
  overdue_relay,            ///< A recipient has not relayed it to a unit in time.
  overdue_in_effect,        ///< A recipient has not said in time that it is in effect.
  overdue_revalidation,     ///< What is notified was not said again in time.
  overdue_shift,            ///< Nobody is on duty whom an arrangement asks for.
  overdue_call,             ///< A call on the hotline was not answered.
  dispute_objection,        ///< A recipient objects to what is notified.
  not_on_roster,            ///< Who acknowledged was not on duty.
  told_too_widely,          ///< Somebody is told who is not to know.
  not_addressed,            ///< Somebody is not told who is to be.
  short_notice,             ///< It was said later than agreed.
  incomplete_notice,        ///< It does not say what is agreed.
  gap_cover,                ///< Before long nobody will be on duty.
  proximity_hostile,        ///< Positions show two that are hostile nearer than agreed.
  conflict_hidden,          ///< Something is in the way of something that may not be seen.
  clock_ahead,              ///< An author says something later than it is.
};
template <>
inline constexpr auto kWords<Rule> = std::to_array<std::pair<Rule, std::string_view>>(
    {{Rule::breach_prohibited_event, "breach/prohibited-event"},
     {Rule::overdue_duty, "overdue/duty"},
     {Rule::overdue_duty_late, "overdue/duty-met-late"},
     {Rule::dispute_post_status, "dispute/post-status"},
     {Rule::dispute_control, "dispute/control"},
     {Rule::tally_parts, "inconsistency/tally-parts"},
     {Rule::tally_two_figures, "inconsistency/tally-two-figures"},
     {Rule::term_against_register, "inconsistency/term-against-register"},
     {Rule::report_counts, "inconsistency/report-counts"},
     {Rule::place_against_name, "inconsistency/place-against-name"},
     {Rule::author_equivocation, "inconsistency/author-equivocation"},
     {Rule::key_not_in_force, "inconsistency/key-not-in-force"},
     {Rule::root_replaced, "change/root-replaced"},
     {Rule::conflict_separation, "conflict/separation"},
     {Rule::conflict_not_told, "conflict/not-told"},
     {Rule::proximity_entered, "proximity/entered"},
     {Rule::proximity_near, "proximity/came-near"},
     {Rule::proximity_corridor, "proximity/left-corridor"},
     {Rule::overdue_acknowledgement, "overdue/acknowledgement"},
     {Rule::overdue_relay, "overdue/relay"},
     {Rule::overdue_in_effect, "overdue/in-effect"},
     {Rule::overdue_revalidation, "overdue/revalidation"},
     {Rule::overdue_shift, "overdue/shift"},
     {Rule::overdue_call, "overdue/call"},
     {Rule::dispute_objection, "dispute/objection"},
     {Rule::not_on_roster, "inconsistency/not-on-roster"},
     {Rule::told_too_widely, "inconsistency/told-too-widely"},
     {Rule::not_addressed, "gap/not-addressed"},
     {Rule::short_notice, "gap/short-notice"},
     {Rule::incomplete_notice, "gap/incomplete"},
     {Rule::gap_cover, "gap/cover"},
     {Rule::proximity_hostile, "proximity/hostile"},
     {Rule::conflict_hidden, "conflict/hidden"},
     {Rule::clock_ahead, "inconsistency/clock-ahead"}});

FindingKind kind_of(Rule rule);
std::int64_t version_of(Rule rule);
/// How the rule comes to its severity, in one sentence. No severity is shown without it.
std::string_view severity_method(Rule rule);

struct Finding {
  base::Hash id{};  ///< identify(): the same evidence under the same rule has the same id anywhere.
  Rule rule = Rule::breach_prohibited_event;
  std::vector<Doubt> doubts;  ///< Not empty: "possible". In enum order.
  Severity severity = Severity::low;
  std::vector<base::EntryIndex> evidence;  ///< Entries it rests on, ascending, at least one.
  base::TreeSize computed_at;              ///< Size of the tree it was computed from.

  std::optional<base::Interval> when;
  std::optional<geo::Point> point;
  std::int64_t radius_m = 0;
  std::string place_name;
  std::string zone;       ///< Zone id; empty where none.
  std::string agreement;  ///< Agreement id; empty where none.
  std::string provision;  ///< Provision id; empty where none.

  std::vector<std::string> must_act;  ///< Actor ids or selectors, as the provision names them.
  std::optional<base::TimeMs> due;
  Audience audience;  ///< The narrowest that its evidence allows.

  /// What the sentence needs beyond the above, by name: "event", "side_a", "figure_1". views/
  /// turns rule and facts into one sentence in the reader's language.
  Facts facts;
  friend bool operator==(const Finding&, const Finding&) = default;

  FindingKind kind() const { return kind_of(rule); }
  bool possible() const { return !doubts.empty(); }
};

/// SHA-256 over rule, version, evidence (entry ids in order of index), agreement, provision, zone.
base::Hash identify(const Finding& finding, const std::vector<base::Hash>& evidence_ids);

/// Canonical bytes of everything but computed_at: what the golden digest covers.
std::string encode(const Finding& finding);

}  // namespace truceline::domain

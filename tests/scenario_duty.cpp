// SPDX-License-Identifier: Apache-2.0
#include "scenario_duty.hpp"

namespace truceline::tests {

using base::invalid;
using base::Result;
using domain::Body;
using Words = std::vector<std::string>;

const std::set<std::string> kDutyKeywords = {"for",
                                             "tell",
                                             "may-know",
                                             "needs",
                                             "notice",
                                             "emergency-notice",
                                             "acknowledge-within",
                                             "relay-within",
                                             "in-effect-before",
                                             "revalidate-every",
                                             "cover",
                                             "covered",
                                             "speaking",
                                             "ahead",
                                             "answer-within",
                                             "escalate",
                                             "hostile"};

namespace {

Result<domain::Moment> moment_of(const Clauses& line, const std::string& keyword) {
  if (!line.has(keyword)) return invalid("the line wants \"" + keyword + "\" and a time");
  TRY_ASSIGN(const domain::When when, when_of(line.one(keyword)));
  return domain::Moment{when.interval.from, when.as_written};
}

template <class E>
Result<std::vector<E>> words_as(const Words& words) {
  std::vector<E> values;
  for (const std::string& word : words) {
    TRY_ASSIGN(const E value, word_of<E>(word));
    values.push_back(value);
  }
  return values;
}

}  // namespace

Result<std::int64_t> length_of_time(std::string text) {
  if (text.empty()) return 0;
  const char unit = text.back();
  text.pop_back();
  TRY_ASSIGN(const std::int64_t number, number_of(text));
  if (unit == 'm') return number * base::kMinuteMs;
  if (unit == 'h') return number * 60 * base::kMinuteMs;
  if (unit == 'd') return number * base::kDayMs;
  return invalid("a length of time is a number with m, h or d behind it");
}

Result<std::int64_t> duration_of(const Clauses& line, const std::string& keyword) {
  return length_of_time(line.one(keyword));
}

Result<std::vector<domain::Profile>> profiles_of(const Clauses& line) {
  std::vector<domain::Profile> profiles;
  if (!line.has("for")) return profiles;
  domain::Profile profile;
  TRY_ASSIGN(profile.kinds, words_as<domain::NotificationKind>(line.list("for")));
  TRY_ASSIGN(profile.needs, words_as<domain::Need>(line.list("needs")));
  profile.recipients = line.list("tell");
  profile.may_know = line.list("may-know");
  TRY_ASSIGN(profile.lead_time_ms, duration_of(line, "notice"));
  TRY_ASSIGN(profile.emergency_lead_time_ms, duration_of(line, "emergency-notice"));
  TRY_ASSIGN(profile.acknowledge_within_ms, duration_of(line, "acknowledge-within"));
  TRY_ASSIGN(profile.relay_within_ms, duration_of(line, "relay-within"));
  TRY_ASSIGN(profile.in_effect_before_ms, duration_of(line, "in-effect-before"));
  TRY_ASSIGN(profile.revalidate_every_ms, duration_of(line, "revalidate-every"));
  profiles.push_back(std::move(profile));
  return profiles;
}

Result<std::vector<domain::Cover>> cover_of(const Clauses& line) {
  std::vector<domain::Cover> covers;
  if (!line.has("cover")) return covers;
  domain::Cover cover;
  TRY_ASSIGN(cover.rank, word_of<domain::RankClass>(line.one("cover")));
  cover.parties = line.list("covered");
  cover.languages = line.list("speaking");
  TRY_ASSIGN(cover.ahead_ms, duration_of(line, "ahead"));
  covers.push_back(std::move(cover));
  return covers;
}

Result<std::vector<domain::Escalation>> escalation_of(const Clauses& line) {
  std::vector<domain::Escalation> steps;
  for (const std::string& text : line.list("escalate")) {
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos) return invalid("\"escalate\" wants RANK/LENGTH");
    domain::Escalation step;
    TRY_ASSIGN(step.rank, word_of<domain::RankClass>(text.substr(0, slash)));
    TRY_ASSIGN(step.after_ms, length_of_time(text.substr(slash + 1)));
    steps.push_back(step);
  }
  return steps;
}

Result<Body> exception_of(const Words& words, std::size_t at, const Landmarks&) {
  TRY_ASSIGN(const Clauses line, Clauses::read(words, at + 1, {"until"}));
  domain::Exception exception;
  exception.reason = words[at];
  if (line.has("until")) {
    TRY_ASSIGN(exception.until, moment_of(line, "until"));
  }
  return Body(exception);  // between what it cites
}

Result<Body> acknowledgement_of(const Words& words, std::size_t at, const Landmarks&) {
  TRY_ASSIGN(const Clauses line,
             Clauses::read(words, at + 1, {"by", "on", "via", "for", "witness", "unit", "reason"}));
  domain::Acknowledgement said;
  TRY_ASSIGN(said.step, word_of<domain::AcknowledgementStep>(words[at]));
  TRY_ASSIGN(said.at, moment_of(line, "on"));
  if (line.has("via")) {
    TRY_ASSIGN(said.channel, word_of<domain::Channel>(line.one("via")));
  }
  said.officer = line.one("by");
  said.recipient = line.one("for");
  said.witness = line.one("witness");
  said.unit = line.one("unit");
  said.reason = line.one("reason");
  TRY(domain::encode_checked(said));  // its flaws are the scenario's
  return Body(said);
}

Result<Body> roster_of(const Words& words, std::size_t at, const Landmarks&) {
  TRY_ASSIGN(const Clauses line,
             Clauses::read(words, at + 1, {"officer", "rank", "speaks", "from", "until"}));
  domain::Roster roster;
  roster.id = words[at];
  domain::Shift shift;
  shift.officer = {line.one("officer"), line.list("speaks"), {}};
  if (line.has("rank")) {
    TRY_ASSIGN(shift.rank, word_of<domain::RankClass>(line.one("rank")));
  }
  TRY_ASSIGN(const domain::Moment from, moment_of(line, "from"));
  TRY_ASSIGN(const domain::Moment until, moment_of(line, "until"));
  shift.interval = {from.time, until.time};
  roster.shifts.push_back(std::move(shift));
  TRY(domain::encode_checked(roster));
  return Body(roster);
}

Result<Body> call_of(const Words& words, std::size_t at, const Landmarks&) {
  if (at + 1 >= words.size()) return invalid("\"call\" wants an id and a step");
  TRY_ASSIGN(const Clauses line,
             Clauses::read(words, at + 2,
                           {"by", "on", "calling", "officer", "via", "emergency", "outcome"}));
  domain::Call call;
  call.id = words[at];
  TRY_ASSIGN(call.step, word_of<domain::CallStep>(words[at + 1]));
  TRY_ASSIGN(call.at, moment_of(line, "on"));
  if (line.has("via")) {
    TRY_ASSIGN(call.channel, word_of<domain::Channel>(line.one("via")));
  }
  call.caller = line.one("by");
  call.called = line.one("calling");
  call.officer = line.one("officer");
  call.emergency = line.has("emergency");
  call.outcome = line.one("outcome");
  TRY(domain::encode_checked(call));
  return Body(call);
}

}  // namespace truceline::tests

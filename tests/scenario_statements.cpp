// SPDX-License-Identifier: Apache-2.0
#include "scenario_statements.hpp"

#include <algorithm>

#include "scenario_duty.hpp"
#include "scenario_notices.hpp"
#include "scenario_words.hpp"

namespace truceline::tests {
namespace {

using base::invalid;
using base::Result;
using domain::Body;
using Words = std::vector<std::string>;

Result<geo::Point> point_of(const std::string& letter, const Landmarks& landmarks) {
  const auto found = landmarks.find(letter);
  if (found == landmarks.end()) return invalid("\"" + letter + "\" is not on the map");
  return found->second;
}

std::vector<domain::ActorMention> mentions(const Words& names) {
  std::vector<domain::ActorMention> all;
  for (const std::string& name : names) all.push_back({name, {}});
  return all;
}

/// "on", "publisher" and the words of a place, which several kinds share.
const std::set<std::string> kCommon = {"on", "publisher", "at", "within", "precision", "named"};

std::set<std::string> with_common(std::set<std::string> own) {
  own.insert(kCommon.begin(), kCommon.end());
  return own;
}

Result<domain::When> on_of(const Clauses& line) {
  if (!line.has("on")) return invalid("the line does not say when (\"on 2017-06-01\")");
  return when_of(line.one("on"));
}

Result<domain::Place> place_of(const Clauses& line, const Landmarks& landmarks) {
  domain::Place place;
  place.precision = domain::PlacePrecision::settlement;
  place.name = line.one("named");
  if (line.has("at")) {
    TRY_ASSIGN(place.point, point_of(line.one("at"), landmarks));
    place.radius_m = 100;
  }
  if (line.has("within")) {
    TRY_ASSIGN(place.radius_m, number_of(line.one("within")));
  }
  if (line.has("precision")) {
    TRY_ASSIGN(place.precision, word_of<domain::PlacePrecision>(line.one("precision")));
  }
  return place;
}

Result<Body> agreement(const Words& words, std::size_t at, const Landmarks&) {
  TRY_ASSIGN(const Clauses line,
             Clauses::read(words, at + 1,
                           {"in-force", "signed", "parties", "guarantors", "excluded", "renews"}));
  domain::Agreement agreement;
  agreement.id = words[at];
  agreement.title = words[at];
  agreement.time_zone = "UTC";
  TRY_ASSIGN(const domain::When force, when_of(line.one("in-force")));
  agreement.in_force = force.interval;
  if (line.has("signed")) {
    TRY_ASSIGN(const domain::When day, when_of(line.one("signed")));
    agreement.signed_on = domain::Moment{day.interval.from, day.as_written};
  }
  if (line.has("renews")) {
    TRY_ASSIGN(agreement.renewal, word_of<domain::Renewal>(line.one("renews")));
  }
  agreement.parties = line.list("parties");
  agreement.guarantors = line.list("guarantors");
  agreement.excluded = line.list("excluded");
  return Body(agreement);
}

Result<Body> zone(const Words& words, std::size_t at, const Landmarks& landmarks) {
  TRY_ASSIGN(const Clauses line,
             Clauses::read(words, at + 1, {"corners", "valid", "kind", "responsible"}));
  domain::Zone zone;
  zone.id = words[at];
  if (line.has("kind")) {
    TRY_ASSIGN(zone.kind, word_of<domain::ZoneKind>(line.one("kind")));
  }
  zone.responsible = line.list("responsible");
  geo::Polygon drawn;
  for (const std::string& letter : line.list("corners")) {
    TRY_ASSIGN(const geo::Point corner, point_of(letter, landmarks));
    drawn.outer.push_back(corner);
  }
  zone.area = {drawn};
  if (line.has("valid")) {
    TRY_ASSIGN(const domain::When valid, when_of(line.one("valid")));
    zone.valid = valid.interval;
  }
  return Body(zone);
}

Result<Body> actor(const Words& words, std::size_t at, const Landmarks&) {
  TRY_ASSIGN(const Clauses line,
             Clauses::read(words, at + 1,
                           {"called", "member-of", "successor-of", "hostile-to", "during"}));
  domain::Actor actor;
  actor.id = words[at];
  actor.aliases = line.list("called");
  base::Interval during;
  if (line.has("during")) {
    TRY_ASSIGN(const domain::When when, when_of(line.one("during")));
    during = when.interval;
  }
  for (const std::string& to : line.list("member-of"))
    actor.relations.push_back({domain::Relation::member_of, to, during});
  for (const std::string& to : line.list("successor-of"))
    actor.relations.push_back({domain::Relation::successor_of, to, during});
  for (const std::string& to : line.list("hostile-to"))
    actor.relations.push_back({domain::Relation::hostile, to, during});
  return Body(actor);
}

/// "between A, B and C": the sides without a direction. "by A against B": with one.
Result<bool> read_sides(const Clauses& line, domain::Report& report) {
  report.side_a = mentions(line.list("by"));
  report.side_b = mentions(line.list("against"));
  report.directed = line.has("by");
  if (!line.has("between")) return true;
  if (report.directed) return invalid("\"between\" and \"by\" in one line");
  const Words sides = line.list("between");
  const auto middle = std::ranges::find(sides, "and");
  if (middle == sides.end()) return invalid("\"between A and B\" wants an \"and\"");
  report.side_a = mentions(Words(sides.begin(), middle));
  report.side_b = mentions(Words(middle + 1, sides.end()));
  return true;
}

Result<Body> report(const Words& words, std::size_t at, const Landmarks& landmarks) {
  TRY_ASSIGN(const Clauses line,
             Clauses::read(words, at + 1,
                           with_common({"by", "against", "between", "deaths", "estimates",
                                        "certainty", "exercise"})));
  domain::Report report;
  TRY_ASSIGN(report.event, word_of<domain::EventKind>(words[at]));
  TRY(read_sides(line, report));
  TRY_ASSIGN(report.when, on_of(line));
  TRY_ASSIGN(report.place, place_of(line, landmarks));
  if (line.has("deaths")) {
    TRY_ASSIGN(const std::int64_t deaths, number_of(line.one("deaths")));
    report.counts = {{"deaths", deaths, deaths, deaths}};
  }
  if (const Words estimates = line.list("estimates"); estimates.size() == 3) {
    TRY_ASSIGN(const std::int64_t low, number_of(estimates[0]));
    TRY_ASSIGN(const std::int64_t best, number_of(estimates[1]));
    TRY_ASSIGN(const std::int64_t high, number_of(estimates[2]));
    report.counts = {{"deaths", low, best, high}};
  }
  report.exercise = line.has("exercise");
  report.source.publisher = line.one("publisher");
  if (line.has("certainty")) {
    TRY_ASSIGN(report.source.certainty, word_of<domain::Certainty>(line.one("certainty")));
  }
  return Body(report);
}

Result<Body> tally(const Words& words, std::size_t at, const Landmarks&) {
  TRY_ASSIGN(const Clauses line,
             Clauses::read(words, at + 1, {"of", "side", "area", "on", "publisher", "parts"}));
  domain::Tally tally;
  TRY_ASSIGN(tally.count, number_of(words[at]));
  tally.unit = line.one("of");
  tally.side = line.one("side");
  tally.scope = line.one("area");
  for (const std::string& part : line.list("parts")) {
    TRY_ASSIGN(const std::int64_t count, number_of(part));
    tally.parts.push_back({{}, count});
  }
  TRY_ASSIGN(tally.when, on_of(line));
  tally.source.publisher = line.one("publisher");
  return Body(tally);
}

Result<Body> post(const Words& words, std::size_t at, const Landmarks& landmarks) {
  TRY_ASSIGN(const Clauses line, Clauses::read(words, at + 1, with_common({"is"})));
  domain::Post post;
  post.id = words[at];
  TRY_ASSIGN(post.status, word_of<domain::PostStatus>(line.one("is")));
  TRY_ASSIGN(post.when, on_of(line));
  TRY_ASSIGN(post.place, place_of(line, landmarks));
  post.source.publisher = line.one("publisher");
  return Body(post);
}

Result<Body> control(const Words& words, std::size_t at, const Landmarks& landmarks) {
  TRY_ASSIGN(const Clauses line, Clauses::read(words, at, with_common({"by"})));
  domain::Control control;
  control.holders = mentions(line.list("by"));
  TRY_ASSIGN(control.when, on_of(line));
  TRY_ASSIGN(control.place, place_of(line, landmarks));
  control.source.publisher = line.one("publisher");
  return Body(control);
}

Result<Body> step(const Words& words, std::size_t at, const Landmarks&) {
  TRY_ASSIGN(const Clauses line, Clauses::read(words, at + 1, {"of", "on", "publisher"}));
  domain::Status status;
  status.topic = "step";
  status.step = words[at];
  status.agreement = line.one("of");
  TRY_ASSIGN(status.when, on_of(line));
  status.source.publisher = line.one("publisher");
  return Body(status);
}

/// "claim deadline of truce/3 is 2017-05-14 on 2017-05-06 publisher TASS".
Result<Body> claim(const Words& words, std::size_t at, const Landmarks&) {
  TRY_ASSIGN(const Clauses line, Clauses::read(words, at + 1, {"of", "is", "on", "publisher"}));
  domain::Status status;
  status.topic = "agreement";
  domain::TermClaim claim;
  TRY_ASSIGN(claim.term, word_of<domain::Term>(words[at]));
  const std::string of = line.one("of");
  const std::size_t slash = of.find('/');
  status.agreement = of.substr(0, slash);
  if (slash != std::string::npos) claim.provision = of.substr(slash + 1);
  TRY_ASSIGN(const domain::When day, when_of(line.one("is")));
  claim.date = {day.interval.from, day.as_written};
  status.claims = claim;
  TRY_ASSIGN(status.when, on_of(line));
  status.source.publisher = line.one("publisher");
  return Body(status);
}

Result<Body> assessment(const Words& words, std::size_t at, const Landmarks&) {
  TRY_ASSIGN(const Clauses line, Clauses::read(words, at + 1, {"joint"}));
  domain::Assessment assessment;
  TRY_ASSIGN(assessment.verdict, word_of<domain::Verdict>(words[at]));
  assessment.reason = "as inquired";
  assessment.joint = line.list("joint");
  return Body(assessment);
}

Result<Body> withdraw(const Words&, std::size_t, const Landmarks&) {
  return Body(domain::Supersede{"withdrawn"});
}

/// The entry it erases is the one it cites.
Result<Body> erase(const Words&, std::size_t, const Landmarks&) {
  domain::Erasure erasure;
  erasure.basis = "a request";
  erasure.decided_by = "the desk";
  return Body(erasure);
}

Result<base::PublicKey> key_numbered(const std::string& text) {
  TRY_ASSIGN(const std::int64_t number, number_of(text));
  base::Seed seed{};
  seed[0] = static_cast<std::uint8_t>(number);
  return base::SigningKey::from_seed(seed).public_key();
}

/// "root north is 3 replaces 2": keys are numbers here.
Result<Body> root(const Words& words, std::size_t at, const Landmarks&) {
  TRY_ASSIGN(const Clauses line, Clauses::read(words, at + 1, {"is", "replaces"}));
  domain::Key key;
  key.party = words[at];
  key.role = domain::KeyRole::root;
  TRY_ASSIGN(key.key, key_numbered(line.one("is")));
  if (line.has("replaces")) {
    key.action = domain::KeyAction::rotate;
    TRY_ASSIGN(key.replaces, key_numbered(line.one("replaces")));
  }
  return Body(key);
}

using Reader = Result<Body> (*)(const Words&, std::size_t, const Landmarks&);
struct Kind {
  std::string_view word;
  Reader reader;
  bool has_subject;  ///< The word after the kind is its id, event, count ...
};
constexpr Kind kKinds[] = {{"agreement", agreement, true},
                           {"zone", zone, true},
                           {"actor", actor, true},
                           {"report", report, true},
                           {"tally", tally, true},
                           {"post", post, true},
                           {"control", control, false},
                           {"step", step, true},
                           {"claim", claim, true},
                           {"assessment", assessment, true},
                           {"withdraw", withdraw, false},
                           {"root", root, true},
                           {"erase", erase, false},
                           {"notify", notice_of, true},
                           {"arrangement", arrangement_of, true},
                           {"acknowledge", acknowledgement_of, true},
                           {"roster", roster_of, true},
                           {"call", call_of, true},
                           {"exception", exception_of, true}};

}  // namespace

Result<Body> body_of(const Words& words, std::size_t from, const Landmarks& landmarks) {
  for (const Kind& kind : kKinds) {
    if (from >= words.size() || kind.word != words[from]) continue;
    if (kind.has_subject && from + 1 >= words.size())
      return invalid("\"" + words[from] + "\" wants a word after it");
    return kind.reader(words, from + 1, landmarks);
  }
  return invalid("the line is of no kind we know");
}

Result<domain::Provision> clause_of(const Words& words, const domain::Agreement& agreement) {
  if (words.size() < 3) return invalid("a clause wants a number and what it says");
  TRY_ASSIGN(const Clauses line,
             Clauses::read(words, 2,
                           {"prohibits", "obliges", "commits", "between", "by", "against", "in",
                            "everywhere", "during", "due", "met-by"}));
  domain::Provision clause;
  clause.id = words[1];
  clause.what = words[1];
  clause.in_effect = agreement.in_force;
  clause.everywhere = line.has("everywhere");
  clause.zones = line.list("in");
  if (line.has("during")) {
    TRY_ASSIGN(const domain::When during, when_of(line.one("during")));
    clause.in_effect = during.interval;
  }
  if (line.has("prohibits")) {
    clause.modality = domain::Modality::prohibits;
    domain::EventMatch match;
    for (const std::string& event : line.list("prohibits")) {
      TRY_ASSIGN(const domain::EventKind kind, word_of<domain::EventKind>(event));
      match.events.push_back(kind);
    }
    match.between = line.list("between");
    match.by = line.list("by");
    match.against = line.list("against");
    clause.matches = match;
    return clause;
  }
  clause.modality = line.has("obliges") ? domain::Modality::obliges : domain::Modality::commits;
  clause.who = line.list(line.has("obliges") ? "obliges" : "commits");
  TRY_ASSIGN(const domain::When due, when_of(line.one("due")));
  clause.due = domain::Moment{due.interval.to, due.as_written};  // the day's end
  clause.met_by = line.one("met-by");
  return clause;
}

Result<domain::Status> known_place_of(const Words& words, const Landmarks& landmarks) {
  if (words.size() < 2) return invalid("a known place wants a name");
  TRY_ASSIGN(const Clauses line, Clauses::read(words, 2, {"at", "reach"}));
  domain::Status status;
  status.topic = "place";
  status.text = words[1];
  status.place = domain::Place{};
  status.place->precision = domain::PlacePrecision::settlement;
  status.when.interval.from = base::TimeMs{0};
  TRY_ASSIGN(status.place->point, point_of(line.one("at"), landmarks));
  if (line.has("reach")) {
    TRY_ASSIGN(status.place->radius_m, number_of(line.one("reach")));
  }
  return status;
}

}  // namespace truceline::tests

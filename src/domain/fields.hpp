// SPDX-License-Identifier: Apache-2.0
//
// Every struct that travels, its fields described once: name, value, rule, in RFC 8785 order of
// the names (the writer aborts where they are not). An archive walks the description to write,
// read, check or list them. archive(name, value) is a field that is always there;
// archive.optional(...) is left out where its value is the default one, archive.unless(...) where
// it equals the value given. docs/spec/bodies.md says what the fields mean.
// Internal to the module: only the codec and its tests include it.
#pragma once

#include "domain/field_shape.hpp"
#include "domain/statement.hpp"

namespace truceline::domain {

// Parts.

template <class Archive>
void fields(Archive& archive, Like<base::Interval> auto& value) {
  archive.unless("from_ms", value.from, base::kTimeMin);
  archive.unless("to_ms", value.to, base::kTimeMax);
}

template <class Archive>
void fields(Archive& archive, Like<geo::Point> auto& value) {
  archive("lat_e7", value.lat_e7);
  archive("lon_e7", value.lon_e7);
}

template <class Archive>
void fields(Archive& archive, Like<Audience> auto& value) {
  archive("label", value.label);
  archive.optional("recipients", value.recipients, FieldRule::slug);
}

template <class Archive>
void fields(Archive& archive, Like<Grade> auto& value) {
  archive.optional("information", value.information, FieldRule::counted);
  archive.optional("source", value.source);
}

template <class Archive>
void fields(Archive& archive, Like<Source> auto& value) {
  archive("certainty", value.certainty);
  archive.optional("cites", value.cites);
  archive.optional("grade", value.grade);
  archive.optional("id", value.id, FieldRule::code);
  archive.optional("publisher", value.publisher);
}

template <class Archive>
void fields(Archive& archive, Like<When> auto& value) {
  archive.optional("as_written", value.as_written);
  archive.unless("from_ms", value.interval.from, base::kTimeMin);
  archive("precision", value.precision);
  archive.unless("to_ms", value.interval.to, base::kTimeMax);
  archive.optional("zone", value.zone, FieldRule::code);
}

template <class Archive>
void fields(Archive& archive, Like<Moment> auto& value) {
  archive.optional("as_written", value.as_written);
  archive("time_ms", value.time);
}

template <class Archive>
void fields(Archive& archive, Like<Place> auto& value) {
  archive.optional("admin1", value.admin1);
  archive.optional("admin2", value.admin2);
  archive.optional("as_written", value.as_written);
  archive.optional("name", value.name);
  archive.optional("pcode", value.pcode, FieldRule::code);
  archive.optional("point", value.point);
  archive("precision", value.precision);
  archive.optional("radius_m", value.radius_m, FieldRule::counted);
}

template <class Archive>
void fields(Archive& archive, Like<ActorMention> auto& value) {
  archive.optional("code", value.code, FieldRule::code);
  archive.optional("name", value.name);
}

template <class Archive>
void fields(Archive& archive, Like<ActorRelation> auto& value) {
  archive.optional("interval", value.interval);
  archive("relation", value.relation);
  archive("to", value.to, FieldRule::slug);
}

template <class Archive>
void fields(Archive& archive, Like<Count> auto& value) {
  archive("best", value.best, FieldRule::counted);
  archive("high", value.high, FieldRule::counted);
  archive("low", value.low, FieldRule::counted);
  archive("unit", value.unit, FieldRule::said);
}

template <class Archive>
void fields(Archive& archive, Like<TallyPart> auto& value) {
  archive("count", value.count, FieldRule::counted);
  archive("unit", value.unit, FieldRule::said);
}

template <class Archive>
void fields(Archive& archive, Like<TermClaim> auto& value) {
  archive("date", value.date);
  archive.optional("provision", value.provision, FieldRule::code);
  archive("term", value.term);
}

template <class Archive>
void fields(Archive& archive, Like<EventMatch> auto& value) {
  archive.optional("against", value.against, FieldRule::slug);
  archive.optional("between", value.between, FieldRule::slug);
  archive.optional("by", value.by, FieldRule::slug);
  archive.optional("events", value.events);
}

template <class Archive>
void fields(Archive& archive, Like<Provision> auto& value) {
  archive.optional("due", value.due);
  archive.optional("everywhere", value.everywhere);
  archive("id", value.id, FieldRule::code);
  archive.optional("in_effect", value.in_effect);
  archive.optional("matches", value.matches);
  archive.optional("met_by", value.met_by, FieldRule::code);
  archive("modality", value.modality);
  archive.optional("text", value.text);
  archive.optional("what", value.what);
  archive.optional("who", value.who, FieldRule::slug);
  archive.optional("zones", value.zones, FieldRule::slug);
}

template <class Archive>
void fields(Archive& archive, Like<geo::AltitudeBand> auto& value) {
  archive("ceiling_cm", value.ceiling_cm);
  archive("datum", value.datum);
  archive("floor_cm", value.floor_cm);
}

template <class Archive>
void fields(Archive& archive, Like<geo::Circle> auto& value) {
  archive("centre", value.centre);
  archive("radius_m", value.radius_m, FieldRule::counted);
}

template <class Archive>
void fields(Archive& archive, Like<geo::Passage> auto& value) {
  archive("arrives_ms", value.arrives_ms);
  archive("leaves_ms", value.leaves_ms);
}

template <class Archive>
void fields(Archive& archive, Like<geo::Waypoint> auto& value) {
  archive("at", value.at);
  archive.optional("passage", value.passage);
}

template <class Archive>
void fields(Archive& archive, Like<geo::Corridor> auto& value) {
  archive("half_width_m", value.half_width_m, FieldRule::counted);
  archive("route", value.route);
  archive.optional("tolerance_ms", value.tolerance_ms, FieldRule::counted);
}

template <class Archive>
void fields(Archive& archive, Like<RequiredSeparation> auto& value) {
  archive("first", value.first);
  archive.optional("horizontal_m", value.horizontal_m, FieldRule::counted);
  archive("second", value.second);
  archive.optional("time_ms", value.time_ms, FieldRule::counted);
  archive.optional("vertical_cm", value.vertical_cm, FieldRule::counted);
}

template <class Archive>
void fields(Archive& archive, Like<Height> auto& value) {
  archive("altitude_cm", value.altitude_cm);
  archive("datum", value.datum);
}

template <class Archive>
void fields(Archive& archive, Like<Fix> auto& value) {
  archive("at", value.at);
  archive.optional("height", value.height);
  archive("time_ms", value.time);
}

template <class Archive>
void fields(Archive& archive, Like<Reach> auto& value) {
  archive("address", value.address, FieldRule::code);
  archive("channel", value.channel);
}

template <class Archive>
void fields(Archive& archive, Like<Contact> auto& value) {
  archive.optional("languages", value.languages, FieldRule::code);
  archive("name", value.name, FieldRule::said);
  archive.optional("reach", value.reach);
}

template <class Archive>
void fields(Archive& archive, Like<Vehicle> auto& value) {
  archive.optional("looks", value.looks);
  archive.optional("marked", value.marked);
  archive.optional("object", value.object, FieldRule::code);
  archive.optional("plate", value.plate, FieldRule::code);
}

template <class Archive>
void fields(Archive& archive, Like<Verification> auto& value) {
  archive("at", value.at);
  archive("by", value.by, FieldRule::said);
}

template <class Archive>
void fields(Archive& archive, Like<Profile> auto& value) {
  archive.optional("acknowledge_within_ms", value.acknowledge_within_ms, FieldRule::counted);
  archive.unless("discloses", value.discloses, Disclosure::existence);
  archive.optional("emergency_lead_time_ms", value.emergency_lead_time_ms, FieldRule::counted);
  archive.optional("in_effect_before_ms", value.in_effect_before_ms, FieldRule::counted);
  archive("kinds", value.kinds);
  archive.optional("lead_time_ms", value.lead_time_ms, FieldRule::counted);
  archive.optional("may_know", value.may_know, FieldRule::slug);
  archive.optional("needs", value.needs);
  archive.optional("read_first", value.read_first);
  archive.optional("recipients", value.recipients, FieldRule::slug);
  archive.optional("relay_within_ms", value.relay_within_ms, FieldRule::counted);
  archive.optional("revalidate_every_ms", value.revalidate_every_ms, FieldRule::counted);
}

template <class Archive>
void fields(Archive& archive, Like<Cover> auto& value) {
  archive.optional("ahead_ms", value.ahead_ms, FieldRule::counted);
  archive.optional("languages", value.languages, FieldRule::code);
  archive("parties", value.parties, FieldRule::slug);
  archive.unless("rank", value.rank, RankClass::other);
}

template <class Archive>
void fields(Archive& archive, Like<HostileDistance> auto& value) {
  archive("horizontal_m", value.horizontal_m, FieldRule::counted);
  archive.optional("vertical_cm", value.vertical_cm, FieldRule::counted);
}

template <class Archive>
void fields(Archive& archive, Like<Escalation> auto& value) {
  archive("after_ms", value.after_ms, FieldRule::counted);
  archive("rank", value.rank);
}

template <class Archive>
void fields(Archive& archive, Like<ReadKey> auto& value) {
  archive("key", value.key);
  archive("size", value.size);
}

template <class Archive>
void fields(Archive& archive, Like<Met> auto& value) {
  archive.unless("kind", value.kind, MoverKind::unknown);
  archive("object", value.object, FieldRule::code);
  archive("positions", value.positions);
  archive("sender", value.sender, FieldRule::slug);
}

template <class Archive>
void fields(Archive& archive, Like<Shift> auto& value) {
  archive("interval", value.interval);
  archive("officer", value.officer);
  archive.unless("rank", value.rank, RankClass::other);
}

// Bodies, in the order of StatementKind.

template <class Archive>
void fields(Archive& archive, Like<Agreement> auto& value) {
  archive.optional("excluded", value.excluded, FieldRule::slug);
  archive.optional("guarantors", value.guarantors, FieldRule::slug);
  archive("id", value.id, FieldRule::slug);
  archive.optional("in_force", value.in_force);
  archive.optional("monitors", value.monitors, FieldRule::slug);
  archive.optional("names", value.names);
  archive.optional("parties", value.parties, FieldRule::slug);
  archive.optional("provisions", value.provisions);
  archive("renewal", value.renewal);
  archive.optional("renewal_text", value.renewal_text);
  archive.optional("signed_on", value.signed_on);
  archive.optional("source", value.source);
  archive.optional("source_text_sha256", value.source_text_sha256, FieldRule::sha256);
  archive.optional("time_zone", value.time_zone, FieldRule::code);
  archive("title", value.title, FieldRule::said);
  archive.optional("zones", value.zones, FieldRule::slug);
}

template <class Archive>
void fields(Archive& archive, Like<Actor> auto& value) {
  archive.optional("aliases", value.aliases, FieldRule::said);
  archive.optional("codes", value.codes, FieldRule::code);
  archive("id", value.id, FieldRule::slug);
  archive("kind", value.kind);
  archive.optional("names", value.names);
  archive.optional("note", value.note);
  archive.optional("relations", value.relations);
  archive.optional("source", value.source);
}

template <class Archive>
void fields(Archive& archive, Like<Zone> auto& value) {
  archive.optional("agreement", value.agreement, FieldRule::slug);
  archive.optional("area", value.area);
  archive("id", value.id, FieldRule::slug);
  archive("kind", value.kind);
  archive("line", value.line);
  archive.optional("monitors", value.monitors, FieldRule::slug);
  archive.optional("names", value.names);
  archive.optional("note", value.note);
  archive.optional("responsible", value.responsible, FieldRule::slug);
  archive.optional("source", value.source);
  archive.optional("valid", value.valid);
}

template <class Archive>
void fields(Archive& archive, Like<Post> auto& value) {
  archive("id", value.id, FieldRule::slug);
  archive("kind", value.kind);
  archive.optional("names", value.names);
  archive.optional("operators", value.operators);
  archive.optional("place", value.place);
  archive.optional("source", value.source);
  archive("status", value.status);
  archive.optional("text", value.text);
  archive("when", value.when);
}

template <class Archive>
void fields(Archive& archive, Like<Report> auto& value) {
  archive.optional("counts", value.counts);
  archive.optional("directed", value.directed);
  archive("event", value.event);
  archive.optional("exercise", value.exercise);
  archive.optional("place", value.place);
  archive.optional("side_a", value.side_a);
  archive.optional("side_b", value.side_b);
  archive.optional("source", value.source);
  archive.optional("text", value.text);
  archive("when", value.when);
}

template <class Archive>
void fields(Archive& archive, Like<Tally> auto& value) {
  archive("count", value.count, FieldRule::counted);
  archive.optional("cumulative", value.cumulative);
  archive.optional("note", value.note);
  archive.optional("parts", value.parts);
  archive.optional("scope", value.scope);
  archive.optional("side", value.side);
  archive.optional("source", value.source);
  archive("unit", value.unit, FieldRule::said);
  archive("when", value.when);
}

template <class Archive>
void fields(Archive& archive, Like<Assessment> auto& value) {
  archive.optional("dissent", value.dissent);
  archive.optional("grade", value.grade);
  archive.optional("joint", value.joint, FieldRule::slug);
  archive.optional("reason", value.reason);
  archive("verdict", value.verdict);
}

template <class Archive>
void fields(Archive& archive, Like<Control> auto& value) {
  archive.optional("holders", value.holders);
  archive("place", value.place);
  archive.optional("source", value.source);
  archive.optional("text", value.text);
  archive("when", value.when);
}

template <class Archive>
void fields(Archive& archive, Like<Status> auto& value) {
  archive.optional("actors", value.actors);
  archive.optional("agreement", value.agreement, FieldRule::slug);
  archive.optional("claims", value.claims);
  archive.optional("figures", value.figures);
  archive.optional("place", value.place);
  archive.optional("source", value.source);
  archive.optional("step", value.step, FieldRule::code);
  archive.optional("text", value.text);
  archive("topic", value.topic, FieldRule::code);
  archive("when", value.when);
}

template <class Archive>
void fields(Archive& archive, Like<Supersede> auto& value) {
  archive("reason", value.reason, FieldRule::said);
}

template <class Archive>
void fields(Archive& archive, Like<Key> auto& value) {
  archive("action", value.action);
  archive.optional("holder", value.holder);
  archive("key", value.key);
  archive("party", value.party, FieldRule::slug);
  archive.optional("reason", value.reason);
  archive.optional("replaces", value.replaces);
  archive.optional("role", value.role);
}

template <class Archive>
void fields(Archive& archive, Like<Erasure> auto& value) {
  archive("basis", value.basis, FieldRule::said);
  archive("decided_by", value.decided_by, FieldRule::said);
  archive("entry", value.entry);
}

template <class Archive>
void fields(Archive& archive, Like<Notification> auto& value) {
  archive.optional("altitude", value.altitude);
  archive.optional("area", value.area);
  archive.optional("circle", value.circle);
  archive.optional("contacts", value.contacts);
  archive.optional("corridor", value.corridor);
  archive.optional("emergency", value.emergency);
  archive.optional("has_read", value.has_read);
  archive("id", value.id, FieldRule::slug);
  archive("kind", value.kind);
  archive.optional("marked", value.marked);
  archive.optional("names", value.names);
  archive.optional("objects", value.objects, FieldRule::code);
  archive.unless("phase", value.phase, Phase::planned);
  archive.unless("place", value.place, Place{});
  archive.optional("source", value.source);
  archive.optional("text", value.text);
  archive.optional("vehicles", value.vehicles);
  archive.optional("verified", value.verified);
  archive("when", value.when);
}

template <class Archive>
void fields(Archive& archive, Like<Arrangement> auto& value) {
  archive.optional("answer_within_ms", value.answer_within_ms, FieldRule::counted);
  archive.optional("cover", value.cover);
  archive.optional("escalation", value.escalation);
  archive.unless("hostile", value.hostile, HostileDistance{});
  archive("id", value.id, FieldRule::slug);
  archive.optional("names", value.names);
  archive.optional("priority", value.priority);
  archive.optional("profiles", value.profiles);
  archive.optional("separations", value.separations);
  archive.optional("source", value.source);
  archive("title", value.title, FieldRule::said);
}

template <class Archive>
void fields(Archive& archive, Like<Encounter> auto& value) {
  archive.optional("arrangement", value.arrangement);
  archive("event", value.event);
  archive.unless("kind", value.kind, MoverKind::unknown);
  archive.optional("met", value.met);
  archive("object", value.object, FieldRule::code);
  archive("positions", value.positions);
  archive.optional("sender", value.sender, FieldRule::slug);
  archive("watched", value.watched);
  archive.optional("within_m", value.within_m, FieldRule::counted);
}

template <class Archive>
void fields(Archive& archive, Like<Acknowledgement> auto& value) {
  archive("at", value.at);
  archive.unless("channel", value.channel, Channel::in_system);
  archive("notification", value.notification);
  archive("officer", value.officer, FieldRule::said);
  archive.optional("reason", value.reason);
  archive.optional("recipient", value.recipient, FieldRule::slug);
  archive("step", value.step);
  archive.optional("text", value.text);
  archive.optional("unit", value.unit);
  archive.optional("witness", value.witness);
}

template <class Archive>
void fields(Archive& archive, Like<Roster> auto& value) {
  archive("id", value.id, FieldRule::slug);
  archive.optional("names", value.names);
  archive.optional("party", value.party, FieldRule::slug);
  archive.optional("shifts", value.shifts);
}

template <class Archive>
void fields(Archive& archive, Like<Call> auto& value) {
  archive.optional("address", value.address, FieldRule::code);
  archive("at", value.at);
  archive("called", value.called, FieldRule::slug);
  archive("caller", value.caller, FieldRule::said);
  archive("channel", value.channel);
  archive.optional("emergency", value.emergency);
  archive("id", value.id, FieldRule::slug);
  archive.optional("officer", value.officer);
  archive.optional("outcome", value.outcome);
  archive("step", value.step);
  archive.optional("text", value.text);
}

template <class Archive>
void fields(Archive& archive, Like<Read> auto& value) {
  archive("account", value.account, FieldRule::code);
  archive("at_ms", value.at);
  archive("entry", value.entry);
  archive("party", value.party, FieldRule::slug);
}

template <class Archive>
void fields(Archive& archive, Like<Exception> auto& value) {
  archive("between", value.between);
  archive("reason", value.reason, FieldRule::said);
  archive.optional("until", value.until);
}

}  // namespace truceline::domain

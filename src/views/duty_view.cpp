// SPDX-License-Identifier: Apache-2.0
//
// GET /api/v1/duty: what the duty officer must do now, whom to call about it, who is on duty, and
// the calls that are running.
#include <algorithm>
#include <map>
#include <set>

#include "engine/duty_inbox.hpp"
#include "views/findings_view.hpp"
#include "views/handlers.hpp"
#include "views/labels.hpp"
#include "views/time_text.hpp"
#include "views/told_parts.hpp"
#include "views/wire.hpp"

namespace truceline::views {

using base::JsonWriter;
using base::Result;
using SaidCall = engine::Said<domain::Call>;
using Steps = std::vector<const SaidCall*>;

namespace {

constexpr std::int64_t kDefaultLimit = 100;

/// Who must be called about it: whoever must act, and of a call whoever did not take it.
std::set<std::string> to_call(const domain::Finding& finding) {
  if (const std::string* called = finding.facts.find("called")) return {*called};
  return {finding.must_act.begin(), finding.must_act.end()};
}

void write_parties_on_duty(JsonWriter& out, const std::set<std::string>& parties,
                           std::optional<domain::RankClass> from, const Naming& naming) {
  out.begin_array();
  for (const std::string& party : parties) {
    out.begin_object().member("party", party).member("name", naming.actor(party));
    write_on_duty(out.key("officers"), party, from, naming);
    out.end_object();
  }
  out.end_array();
}

void write_step(JsonWriter& out, const SaidCall& said, const Naming& naming) {
  const domain::Call& call = said.what;
  out.begin_object().member("entry", static_cast<std::int64_t>(said.index.value));
  out.member("step", domain::word(call.step)).member("step_label", label(call.step, naming.lang()));
  out.member("officer", call.officer).member("channel", domain::word(call.channel));
  out.member("channel_label", label(call.channel, naming.lang())).member("address", call.address);
  write_time(out.key("at_ms"), call.at.time);
  out.member("at_text",
             moment_text(call.at.time, naming.snapshot().mission().time_zone, naming.lang()));
  out.member("text", call.text).member("outcome", call.outcome).end_object();
}

void write_call(JsonWriter& out, const Steps& steps, const Naming& naming) {
  const SaidCall& first = *steps.front();
  const bool ended = steps.back()->what.step == domain::CallStep::ended;
  out.begin_object().member("party", first.party).member("party_name", naming.actor(first.party));
  out.member("id", first.what.id).member("caller", first.what.caller);
  out.member("called", first.what.called).member("called_name", naming.actor(first.what.called));
  out.key("emergency").boolean(std::ranges::any_of(steps, [](const SaidCall* one) {
    return one->what.emergency;
  }));
  out.key("running").boolean(!ended);
  write_time(out.key("begun_ms"), first.what.at.time);
  out.key("steps").begin_array();
  for (const SaidCall* const step : steps) write_step(out, *step, naming);
  out.end_array().end_object();
}

/// The calls, those that run first, then the newest.
std::vector<Steps> calls_of(const Snapshot& snapshot) {
  std::map<std::pair<std::string_view, std::string_view>, Steps> by_id;
  for (const SaidCall& said : snapshot.state().calls())
    if (!said.superseded_by) by_id[{said.party, said.what.id}].push_back(&said);
  std::vector<Steps> calls;
  for (auto& [id, steps] : by_id) calls.push_back(std::move(steps));
  std::ranges::stable_sort(calls, {}, [](const Steps& steps) {
    const bool ended = steps.back()->what.step == domain::CallStep::ended;
    return std::pair(ended, -static_cast<std::int64_t>(steps.front()->index.value));
  });
  return calls;
}

}  // namespace

Result<Answer> duty_answer(const Snapshot& snapshot, const Ask& ask) {
  const Naming naming(snapshot, ask.lang);
  const auto limit = static_cast<std::size_t>(ask.number("limit").value_or(kDefaultLimit));
  const engine::FindingList inbox = engine::duty_inbox(snapshot.findings(), snapshot.at());
  JsonWriter out;
  out.begin_object();
  write_time(out.key("at_ms"), snapshot.at());
  out.member("at_text", moment_text(snapshot.at(), snapshot.mission().time_zone, ask.lang));
  out.member("total", static_cast<std::int64_t>(inbox.size())).key("inbox").begin_array();
  for (std::size_t i = 0; i < inbox.size() && i < limit; ++i) {
    out.begin_object().key("finding").begin_object();
    write_finding(out, *inbox[i], naming);
    out.end_object();
    const std::string* const rank = inbox[i]->facts.find("escalate");
    write_parties_on_duty(out.key("call"), to_call(*inbox[i]),
                          rank ? domain::from_word<domain::RankClass>(*rank) : std::nullopt,
                          naming);
    out.end_object();
  }
  out.end_array();
  std::set<std::string> with_roster;
  for (const auto* const roster : snapshot.state().standing_rosters())
    with_roster.insert(std::string(engine::whose(*roster, snapshot.state())));
  with_roster.erase("");
  write_parties_on_duty(out.key("on_duty"), with_roster, {}, naming);
  const std::vector<Steps> calls = calls_of(snapshot);
  out.key("calls").begin_array();
  for (std::size_t i = 0; i < calls.size() && i < limit; ++i) write_call(out, calls[i], naming);
  out.end_array().end_object();
  return Answer{out.take()};
}

}  // namespace truceline::views

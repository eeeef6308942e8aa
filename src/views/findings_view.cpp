// SPDX-License-Identifier: Apache-2.0
#include "views/findings_view.hpp"

#include <algorithm>

#include "views/entries_view.hpp"
#include "views/handlers.hpp"
#include "views/labels.hpp"
#include "views/sentences.hpp"
#include "views/time_text.hpp"
#include "views/wire.hpp"

namespace truceline::views {

using base::Error;
using base::ErrorCode;
using base::JsonWriter;
using base::Result;
using domain::Finding;

namespace {

constexpr std::int64_t kDefaultLimit = 500;

void write_time_and_place(JsonWriter& out, const Finding& finding, const Naming& naming) {
  out.key("when");
  if (finding.when) {
    out.begin_object();
    write_time(out.key("from_ms"), finding.when->from);
    write_time(out.key("to_ms"), finding.when->to);
    out.member("text_local",
               interval_text(*finding.when, naming.snapshot().mission().time_zone, naming.lang()));
    out.member("text_utc", utc_text(*finding.when)).end_object();
  } else {
    out.null();
  }
  out.key("point");
  if (finding.point)
    write_position(out, *finding.point);
  else
    out.null();
  out.member("radius_m", finding.radius_m).member("place_name", finding.place_name);
}

Result<std::vector<const Finding*>::const_iterator> after_cursor(
    const std::vector<const Finding*>& selected, const std::string& cursor) {
  if (cursor.empty()) return selected.begin();
  const Error lost{ErrorCode::invalid_input, "nothing here stands at this cursor", "cursor",
                   "take `next` as it was given, with the same filters, or start again"};
  const auto id = base::hash_from_hex(cursor);
  if (!id) return lost;
  const auto found = std::ranges::find(selected, *id, &Finding::id);
  if (found == selected.end()) return lost;
  return found + 1;
}

void write_counts(JsonWriter& out, const std::vector<const Finding*>& selected) {
  out.begin_object();
  for (const auto& [kind, word] : domain::kWords<domain::FindingKind>)
    out.member(word, static_cast<std::int64_t>(std::ranges::count(selected, kind, &Finding::kind)));
  out.end_object();
}

}  // namespace

void write_finding(JsonWriter& out, const Finding& finding, const Naming& naming) {
  out.member("id", base::to_hex(finding.id));
  write_foreseen(out, finding, naming);
  write_audience(out.key("audience"), finding.audience);
}

void write_foreseen(JsonWriter& out, const Finding& finding, const Naming& naming) {
  const Lang lang = naming.lang();
  out.member("kind", domain::word(finding.kind()));
  out.member("kind_label", label(finding.kind(), lang));
  out.member("rule", domain::word(finding.rule));
  out.member("rule_version", domain::version_of(finding.rule));
  out.key("possible").boolean(finding.possible()).key("doubts").begin_array();
  for (const domain::Doubt doubt : finding.doubts) out.string(domain::word(doubt));
  out.end_array().key("severity").begin_object();
  out.member("level", domain::word(finding.severity));
  out.member("level_label", label(finding.severity, lang));
  out.member("method", severity_method_text(finding.rule, lang)).end_object();
  out.member("sentence", sentence(finding, naming));
  write_time_and_place(out, finding, naming);
  out.member("zone", finding.zone).member("agreement", finding.agreement);
  out.member("provision", finding.provision).key("evidence").begin_array();
  for (const base::EntryIndex index : finding.evidence)
    out.integer(static_cast<std::int64_t>(index.value));
  out.end_array().member("computed_at", static_cast<std::int64_t>(finding.computed_at.value));
  write_strings(out.key("must_act"), finding.must_act);
  out.key("due_ms");
  if (finding.due)
    out.integer(finding.due->value);
  else
    out.null();
}

std::string finding_json(const Finding& finding, const Naming& naming) {
  JsonWriter out;
  out.begin_object();
  write_finding(out, finding, naming);
  out.end_object();
  return out.take();
}

Result<engine::FindingQuery> finding_query(const Snapshot& snapshot, const Ask& ask) {
  engine::FindingQuery query;
  if (const auto kind = domain::from_word<domain::FindingKind>(ask.text("kind")))
    query.kinds = {*kind};
  query.rule = domain::from_word<domain::Rule>(ask.text("rule"));
  query.zone = ask.text("zone");
  query.agreement = ask.text("agreement");
  query.provision = ask.text("provision");
  query.interval = ask.interval();
  query.possible = ask.flag("possible");
  if (const auto entry = ask.number("entry"))
    query.entry = base::EntryIndex{static_cast<std::uint64_t>(*entry)};
  const engine::State& state = snapshot.state();
  if (!query.zone.empty() && !state.zone(query.zone))
    return Error{ErrorCode::not_found, "there is no zone \"" + query.zone + "\"", "zone",
                 "/api/v1/zones lists them"};
  if (!query.agreement.empty() && !state.agreement(query.agreement))
    return Error{ErrorCode::not_found, "there is no agreement \"" + query.agreement + "\"",
                 "agreement", "/api/v1/agreements lists them"};
  return query;
}

Result<Answer> findings_answer(const Snapshot& snapshot, const Ask& ask) {
  TRY_ASSIGN(const engine::FindingQuery query, finding_query(snapshot, ask));
  const auto selected = engine::select(snapshot.findings(), query);
  TRY_ASSIGN(auto next, after_cursor(selected, ask.text("cursor")));
  const std::int64_t limit = ask.number("limit").value_or(kDefaultLimit);
  const auto end = next + std::min<std::ptrdiff_t>(limit, selected.end() - next);
  const Naming naming(snapshot, ask.lang);
  JsonWriter out;
  out.begin_object().member("total", static_cast<std::int64_t>(selected.size())).key("counts");
  write_counts(out, selected);
  out.key("items").begin_array();
  const Finding* last = nullptr;
  for (; next != end; ++next) {
    last = *next;
    out.begin_object();
    write_finding(out, *last, naming);
    out.end_object();
  }
  out.end_array().key("next");
  if (last && end != selected.end())
    out.string(base::to_hex(last->id));
  else
    out.null();
  out.end_object();
  return Answer{out.take()};
}

Result<Answer> finding_answer(const Snapshot& snapshot, const Ask& ask) {
  const auto id = base::hash_from_hex(ask.path.front());
  const Finding* finding = id ? snapshot.finding(*id) : nullptr;
  if (!finding)
    return Error{ErrorCode::not_found,
                 "there is no such finding",
                 {},
                 "it may have gone with newer entries: give the `as_known_at` it was seen at"};
  const Naming naming(snapshot, ask.lang);
  JsonWriter out;
  out.begin_object();
  write_finding(out, *finding, naming);
  out.key("evidence_entries").begin_array();
  for (const base::EntryIndex index : finding->evidence) TRY(write_short_entry(out, index, naming));
  out.end_array().end_object();
  return Answer{out.take()};
}

}  // namespace truceline::views

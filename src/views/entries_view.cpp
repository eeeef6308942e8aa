// SPDX-License-Identifier: Apache-2.0
#include "views/entries_view.hpp"

#include <charconv>

#include "engine/queries.hpp"
#include "views/entry_bytes.hpp"
#include "views/handlers.hpp"
#include "views/summaries.hpp"
#include "views/wire.hpp"

namespace truceline::views {

using base::EntryIndex;
using base::Error;
using base::ErrorCode;
using base::JsonWriter;
using base::Result;

namespace {

constexpr std::int64_t kDefaultLimit = 100;

std::int64_t number(EntryIndex index) {
  return static_cast<std::int64_t>(index.value);
}

template <class T>
std::optional<EntryIndex> mark_on(const engine::SaidList<T>& all, EntryIndex index) {
  const auto* said = said_at(all, index);
  return said ? said->superseded_by : std::nullopt;
}

std::optional<EntryIndex> superseded_by(const engine::State& state, EntryIndex index) {
  using domain::StatementKind;
  switch (state.kind_of(index)) {
    case StatementKind::agreement:
      return mark_on(state.agreements(), index);
    case StatementKind::actor:
      return mark_on(state.actors(), index);
    case StatementKind::zone:
      return mark_on(state.zones(), index);
    case StatementKind::post:
      return mark_on(state.posts(), index);
    case StatementKind::report:
      return mark_on(state.reports(), index);
    case StatementKind::tally:
      return mark_on(state.tallies(), index);
    case StatementKind::assessment:
      return mark_on(state.assessments(), index);
    case StatementKind::control:
      return mark_on(state.controls(), index);
    case StatementKind::status:
      return mark_on(state.statuses(), index);
    case StatementKind::key:
      return mark_on(state.keys(), index);
    case StatementKind::erasure:
      return mark_on(state.erasures(), index);
    case StatementKind::notification:
      return mark_on(state.notifications(), index);
    case StatementKind::arrangement:
      return mark_on(state.arrangements(), index);
    case StatementKind::encounter:
      return mark_on(state.encounters(), index);
    case StatementKind::acknowledgement:
      return mark_on(state.acknowledgements(), index);
    case StatementKind::roster:
      return mark_on(state.rosters(), index);
    case StatementKind::call:
      return mark_on(state.calls(), index);
    case StatementKind::read:
      return mark_on(state.reads(), index);
    case StatementKind::exception:
      return mark_on(state.exceptions(), index);
    case StatementKind::supersede:
      return std::nullopt;
  }
  return std::nullopt;
}

/// Why the body is not there: the erasure that took it, or null.
void write_erasure(JsonWriter& out, const engine::State& state, EntryIndex index) {
  out.key("erasure");
  const auto by = state.erased_by(index);
  const auto* said = by ? said_at(state.erasures(), *by) : nullptr;
  if (said == nullptr) {
    out.null();
    return;
  }
  out.begin_object().member("entry", number(*by)).member("party", said->party);
  out.member("basis", said->what.basis).member("decided_by", said->what.decided_by).end_object();
}

/// "body", "body_state" and "erasure". True where the body was written.
Result<bool> write_body(JsonWriter& out, const Snapshot& snapshot, EntryIndex index,
                        const ledger::Record& record) {
  const engine::State& state = snapshot.state();
  // Between an erasure and the destruction of the bytes they are not shown either.
  const bool held = !record.sealed.empty() && state.has_body(index);
  out.key("body");
  if (held) {
    TRY_ASSIGN(const std::string body, body_bytes(record));
    out.raw(body);
  } else {
    out.null();
  }
  const bool erased = state.erased_by(index).has_value();
  out.member("body_state", erased                   ? "erased"
                           : !snapshot.reads(index) ? "withheld"
                           : held                   ? "shown"
                                                    : "absent");
  write_erasure(out, state, index);
  return held;
}

Result<void> write_receipt(JsonWriter& out, const Snapshot& snapshot, EntryIndex index) {
  if (index.value >= snapshot.signed_entries().value) {
    out.null();  // sequenced and durable, to be signed in a moment
    return {};
  }
  TRY_ASSIGN(const ledger::Proof proof, snapshot.inclusion_proof(index));
  out.begin_object().member("checkpoint", snapshot.checkpoint()).key("inclusion").begin_array();
  for (const base::Hash& hash : proof) out.string(base::to_base64(hash));
  out.end_array().end_object();
  return {};
}

}  // namespace

Result<EntryIndex> find_entry(const Snapshot& snapshot, const std::string& text) {
  const Error none{ErrorCode::not_found,
                   "there is no entry \"" + text + "\"",
                   {},
                   "give an index below " + std::to_string(snapshot.state().size().value) +
                       " or the 64 hex digits of an entry id"};
  if (const auto id = base::hash_from_hex(text)) {
    const auto found = snapshot.state().find(*id);
    return found ? Result<EntryIndex>(*found) : none;
  }
  std::uint64_t index = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (failed != std::errc{} || end != text.data() + text.size() ||
      index >= snapshot.state().size().value)
    return none;
  return EntryIndex{index};
}

Result<void> write_short_entry(JsonWriter& out, EntryIndex index, const Naming& naming) {
  const Snapshot& snapshot = naming.snapshot();
  const engine::State& state = snapshot.state();
  TRY_ASSIGN(const ledger::Record record, snapshot.read(index));
  TRY_ASSIGN(const std::string bytes, header_bytes(record));
  TRY_ASSIGN(const domain::Header header, domain::decode_header(bytes));
  out.begin_object().member("index", number(index));
  out.member("id", base::to_hex(state.id_of(index)));
  out.member("kind", domain::word(header.kind)).member("party", header.party);
  out.member("time_ms", header.time.value).key("audience");
  write_audience(out, header.audience);
  out.member("summary", summary(index, naming)).end_object();
  return {};
}

Result<Answer> entries_answer(const Snapshot& snapshot, const Ask& ask) {
  const engine::State& state = snapshot.state();
  const auto kind = domain::from_word<domain::StatementKind>(ask.text("kind"));
  const std::int64_t first = ask.number("from").value_or(0);
  const std::int64_t limit = ask.number("limit").value_or(kDefaultLimit);
  const Naming naming(snapshot, ask.lang);
  std::int64_t total = 0;
  std::int64_t written = 0;
  std::optional<std::int64_t> next;
  JsonWriter out;
  out.begin_object().key("items").begin_array();
  for (EntryIndex index; index.value < state.size().value; ++index.value) {
    if (kind && state.kind_of(index) != *kind) continue;
    ++total;
    if (number(index) < first) continue;
    if (written == limit) {
      if (!next) next = number(index);
      continue;
    }
    TRY(write_short_entry(out, index, naming));
    ++written;
  }
  out.end_array().member("total", total).key("next");
  if (next)
    out.integer(*next);
  else
    out.null();
  out.end_object();
  return Answer{out.take()};
}

Result<Answer> entry_answer(const Snapshot& snapshot, const Ask& ask) {
  TRY_ASSIGN(const EntryIndex index, find_entry(snapshot, ask.path.front()));
  const engine::State& state = snapshot.state();
  TRY_ASSIGN(const ledger::Record record, snapshot.read(index));
  TRY_ASSIGN(const std::string header, header_bytes(record));
  JsonWriter out;
  out.begin_object().member("index", number(index));
  out.member("id", base::to_hex(state.id_of(index)));
  out.member("summary", summary(index, Naming(snapshot, ask.lang))).key("header").raw(header);
  TRY_ASSIGN(const bool opened, write_body(out, snapshot, index, record));
  engine::FindingQuery about;
  about.entry = index;
  out.key("findings").begin_array();
  for (const domain::Finding* finding : engine::select(snapshot.findings(), about))
    out.string(base::to_hex(finding->id));
  out.end_array().key("superseded_by");
  if (const auto by = superseded_by(state, index))
    out.integer(number(*by));
  else
    out.null();
  TRY(write_receipt(out.key("receipt"), snapshot, index));
  out.end_object();
  Answer answer{out.take()};
  if (opened && snapshot.is_confidential(index)) answer.opened = {index};
  return answer;
}

Result<Answer> checkpoint_answer(const Snapshot& snapshot, const Ask&) {
  return Answer{snapshot.checkpoint(), "text/plain; charset=utf-8"};
}

}  // namespace truceline::views

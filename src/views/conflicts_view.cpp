// SPDX-License-Identifier: Apache-2.0
//
// POST /api/v1/conflicts/check: what a notification would be in the way of, before it is made.
// Nothing is stored, and nobody must be logged in: the answer rests on what the asker may see,
// and of the rest says only that there is something, so roughly that asking again and again does
// not tell where.
#include "domain/field_rule.hpp"
#include "domain/statement.hpp"
#include "engine/neighbourhood.hpp"
#include "views/findings_view.hpp"
#include "views/handlers.hpp"
#include "views/summaries.hpp"

namespace truceline::views {

using base::Result;

namespace {

constexpr std::size_t kNeighboursListed = 500;
constexpr std::int64_t kDefaultLimit = 500;

constexpr Phrase kUnseenNearby{
    "Something that may not be shown here is notified within about 50 km of it, on the same days. "
    "Whether it comes too close is not told: once this is notified, those who see both are.",
    "ثمة ما أُبلِغ عنه ولا يجوز عرضه هنا ضمن نحو 50 كم منه وفي الأيام نفسها. ولا يُذكر إن "
    "كان قريبًا أكثر مما ينبغي: بعد الإبلاغ بهذا يُخبَر من يحق له الاطلاع على الاثنين."};

/// As if it were said next, by `party` to those in `to`; to everyone, where none are named.
Result<engine::Said<domain::Notification>> planned(const Snapshot& snapshot, const Ask& ask) {
  TRY(require_json(ask));
  engine::Said<domain::Notification> said;
  said.index = {snapshot.state().size().value};
  said.party = ask.text("party");
  if (said.party.empty())
    return base::invalid("it is not said whose notification it would be",
                         "add party=ID: what that party notified is not held against its own")
        .at("party");
  if (auto flaw = domain::flaw(said.party, domain::FieldRule::slug)) return flaw->at("party");
  said.audience = {domain::AudienceLabel::everyone, {}};
  if (auto named = ask.ids("to"); !named.empty())
    said.audience = {domain::AudienceLabel::named, std::move(named)};
  TRY_ASSIGN(domain::Body body, domain::decode_body(domain::StatementKind::notification, ask.body));
  said.what = std::get<domain::Notification>(std::move(body));
  return said;
}

/// What its author is to read, and what it then may say that it has read.
void write_neighbourhood(base::JsonWriter& out, const engine::Neighbourhood& near,
                         const Naming& naming) {
  out.key("neighbourhood").begin_object().key("has_read").begin_object();
  out.member("key", base::to_hex(near.key));
  out.member("size", static_cast<std::int64_t>(naming.snapshot().state().size().value));
  out.end_object().member("total", static_cast<std::int64_t>(near.entries.size()));
  out.key("items").begin_array();
  for (std::size_t i = 0; i < near.entries.size() && i < kNeighboursListed; ++i)
    out.begin_object()
        .member("entry", static_cast<std::int64_t>(near.entries[i].value))
        .member("summary", summary(near.entries[i], naming))
        .end_object();
  out.end_array().end_object();
}

}  // namespace

Result<Answer> conflicts_check_answer(const Snapshot& snapshot, const Ask& ask) {
  TRY_ASSIGN(const auto plan, planned(snapshot, ask));
  const auto ground = snapshot.conflicts();
  const engine::Foreseen foreseen =
      engine::foresee(plan, snapshot.held(), *ground, snapshot.reader(),
                      static_cast<std::size_t>(ask.number("limit").value_or(kDefaultLimit)));
  const Naming naming(snapshot, ask.lang);
  base::JsonWriter out;
  out.begin_object().key("items").begin_array();
  for (const domain::Finding& finding : foreseen.findings) {
    out.begin_object();
    write_foreseen(out, finding, naming);
    out.end_object();
  }
  out.end_array().key("more").boolean(foreseen.more);
  out.key("unseen_nearby").boolean(foreseen.unseen_nearby);
  out.member("unseen_sentence", foreseen.unseen_nearby ? kUnseenNearby.in(ask.lang) : "");
  const engine::Neighbourhood near =
      engine::neighbourhood(plan, snapshot.held(), *ground, snapshot.reader());
  write_neighbourhood(out, near, naming);
  out.member("computed_at", static_cast<std::int64_t>(snapshot.state().size().value));
  out.end_object();
  Answer answer{out.take()};
  answer.read_key = near.key;
  return answer;
}

}  // namespace truceline::views

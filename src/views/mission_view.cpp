// SPDX-License-Identifier: Apache-2.0
#include "views/mission_view.hpp"

#include <map>

#include "views/handlers.hpp"
#include "views/labels.hpp"
#include "views/wire.hpp"

namespace truceline::views {

using base::JsonWriter;

namespace {

void write_bounds(JsonWriter& out, const geo::Box& bounds) {
  geo::Box box = bounds;
  if (geo::is_empty(box))
    box = {.low = {.lon_e7 = -geo::kLonMaxE7, .lat_e7 = -geo::kLatMaxE7},
           .high = {.lon_e7 = geo::kLonMaxE7, .lat_e7 = geo::kLatMaxE7}};
  out.begin_array();
  out.decimal(box.low.lon_e7, 7).decimal(box.low.lat_e7, 7);
  out.decimal(box.high.lon_e7, 7).decimal(box.high.lat_e7, 7);
  out.end_array();
}

void write_layer(JsonWriter& out, const formats::MissionLayerConfig& layer) {
  out.begin_object().member("id", layer.id).key("title");
  write_names(out, layer.title);
  out.member("kind", layer.kind);
  out.member("href", "/layers/" + std::string(layer_name(layer)));
  out.member("source", layer.source).key("disclaimer");
  write_names(out, layer.disclaimer);
  out.end_object();
}

/// The offset at 1970 and every change since; the browser shows local times by it.
void write_offsets(JsonWriter& out, const base::TimeZone& zone) {
  const auto write = [&](base::TimeMs from, std::int32_t offset_s) {
    out.begin_object().member("from_ms", from.value);
    out.member("offset_s", std::int64_t{offset_s}).end_object();
  };
  constexpr base::TimeMs kEpoch{0};
  out.begin_array();
  write(kEpoch, zone.offset_s_at(kEpoch));
  for (const base::TimeZone::Transition& change : zone.transitions())
    if (change.from > kEpoch) write(change.from, change.offset_s);
  out.end_array();
}

void write_card(JsonWriter& out, const MissionCard& card) {
  const formats::MissionConfig& config = card.config;
  out.member("id", config.id).key("title");
  write_names(out, config.title);
  out.member("origin", config.origin).member("time_zone", card.time_zone.name());
  write_strings(out.key("languages"), config.languages);
  write_bounds(out.key("bounds"), config.bounds.value_or(geo::Box{}));
  write_names(out.key("disclaimer"), config.disclaimer);
  out.key("layers").begin_array();
  for (const formats::MissionLayerConfig& layer : config.layers) write_layer(out, layer);
  out.end_array();
  write_offsets(out.key("utc_offsets"), card.time_zone);
}

/// How many of these are not superseded.
template <class T>
std::int64_t current(const engine::SaidList<T>& all) {
  std::int64_t count = 0;
  for (const auto& said : all) count += !said.superseded_by;
  return count;
}

/// How many ids have a version that counts.
template <class T, class Id, class Find>
std::int64_t ids(const engine::SaidList<T>& all, Id id, Find find) {
  std::int64_t count = 0;
  for (const auto& said : all) count += find(id(said)) == &said;
  return count;
}

void write_counts(JsonWriter& out, const Snapshot& snapshot) {
  const engine::State& state = snapshot.state();
  const auto own_id = [](const auto& said) -> const std::string& { return said.what.id; };
  const auto zone_id = [](const auto& said) -> const std::string& { return said.what.zone.id; };
  std::map<std::string_view, bool> posts;
  for (const auto& post : state.posts())
    if (!post.superseded_by) posts[post.what.id] = true;
  const auto count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
  out.begin_object();
  out.member("agreements", ids(state.agreements(), own_id,
                               [&](const std::string& id) { return state.agreement(id); }));
  out.member("actors",
             ids(state.actors(), own_id, [&](const std::string& id) { return state.actor(id); }));
  out.member("zones",
             ids(state.zones(), zone_id, [&](const std::string& id) { return state.zone(id); }));
  out.member("posts", count(posts.size())).member("reports", count(snapshot.reports().size()));
  out.member("tallies", current(state.tallies()));
  out.member("statuses", current(state.statuses()));
  out.member("controls", current(state.controls()));
  out.member("findings", count(snapshot.findings().size())).end_object();
}

}  // namespace

std::string_view layer_name(const formats::MissionLayerConfig& layer) {
  const std::string_view file = layer.file;
  const std::size_t slash = file.rfind('/');
  return slash == std::string_view::npos ? file : file.substr(slash + 1);
}

const formats::MissionLayerConfig* find_layer(const MissionCard& card, std::string_view name) {
  for (const formats::MissionLayerConfig& layer : card.config.layers)
    if (layer_name(layer) == name) return &layer;
  return nullptr;
}

std::string card_json(const MissionCard& card) {
  JsonWriter out;
  out.begin_object();
  write_card(out, card);
  out.end_object();
  return out.take();
}

base::Result<Answer> mission_answer(const Snapshot& snapshot, const Ask& ask) {
  JsonWriter out;
  out.begin_object();
  write_card(out, snapshot.mission());
  out.key("span");
  if (const auto& span = snapshot.span())
    out.begin_object()
        .member("from_ms", span->from.value)
        .member("to_ms", span->to.value)
        .end_object();
  else
    out.null();
  out.member("entries", static_cast<std::int64_t>(snapshot.entries().value));
  out.member("as_known_at", static_cast<std::int64_t>(snapshot.state().size().value));
  out.member("digest", base::to_hex(snapshot.state().digest()));
  write_counts(out.key("counts"), snapshot);
  out.key("event_kinds").begin_array();
  for (const auto& [kind, word] : domain::kWords<domain::EventKind>)
    out.begin_object().member("id", word).member("label", label(kind, ask.lang)).end_object();
  out.end_array().end_object();
  return Answer{out.take()};
}

}  // namespace truceline::views

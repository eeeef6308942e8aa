// SPDX-License-Identifier: Apache-2.0
//
// Posts as map features: the status that was told last, and all that was ever told.
#include <algorithm>
#include <map>

#include "views/handlers.hpp"
#include "views/naming.hpp"
#include "views/wire.hpp"

namespace truceline::views {

using base::JsonWriter;

namespace {

using SaidPost = engine::Said<domain::Post>;

/// Of what is said to hold at `at`, what began last, the newest entry first; where nothing is,
/// what began last before; where nothing had begun, the first thing that will. REQUIRES: `told`
/// ascends by time, then entry.
const SaidPost& current(const std::vector<const SaidPost*>& told, base::TimeMs at) {
  const SaidPost* begun = told.front();
  const SaidPost* holding = nullptr;
  for (const SaidPost* one : told) {
    if (one->what.when.interval.from <= at) begun = one;
    if (one->what.when.interval.contains(at)) holding = one;
  }
  return holding ? *holding : *begun;
}

/// The newest that gives `member`: a status told later may leave out where the post is.
template <class Has>
const domain::Post& best(const std::vector<const SaidPost*>& told, const SaidPost& now, Has has) {
  if (has(now.what)) return now.what;
  for (auto one = told.rbegin(); one != told.rend(); ++one)
    if (has((*one)->what)) return (*one)->what;
  return now.what;
}

void write_post(JsonWriter& out, const Snapshot& snapshot, Lang lang,
                const std::vector<const SaidPost*>& told) {
  const base::TimeZone& zone = snapshot.mission().time_zone;
  const SaidPost& now = current(told, snapshot.at());
  const auto& located = best(told, now, [](const auto& post) { return post.place.point; });
  const auto& named = best(told, now, [](const auto& post) { return !post.names.empty(); });
  const auto& operated = best(told, now, [](const auto& post) { return !post.operators.empty(); });
  out.begin_object().member("type", "Feature").key("geometry");
  write_point_geometry(out, located.place.point);
  out.key("properties").begin_object().member("id", now.what.id);
  out.member("kind", domain::word(now.what.kind)).key("names");
  write_names(out, named.names);
  write_mentions(out.key("operators"), operated.operators);
  out.member("status", domain::word(now.what.status));
  write_when(out.key("when"), now.what.when, zone, lang);
  out.key("history").begin_array();
  for (const SaidPost* one : told) {
    out.begin_object().member("status", domain::word(one->what.status));
    write_when(out.key("when"), one->what.when, zone, lang);
    out.member("index", static_cast<std::int64_t>(one->index.value)).key("source");
    write_source(out, one->what.source);
    out.end_object();
  }
  out.end_array().member("precision", domain::word(located.place.precision));
  out.member("radius_m", located.place.radius_m);
  out.member("index", static_cast<std::int64_t>(now.index.value)).key("source");
  write_source(out, now.what.source);
  out.end_object().end_object();
}

}  // namespace

base::Result<Answer> posts_answer(const Snapshot& snapshot, const Ask& ask) {
  std::map<std::string_view, std::vector<const SaidPost*>> by_id;
  for (const SaidPost& post : snapshot.state().posts())
    if (!post.superseded_by) by_id[post.what.id].push_back(&post);
  JsonWriter out;
  begin_collection(out);
  for (auto& [id, told] : by_id) {
    std::ranges::stable_sort(told, {},
                             [](const SaidPost* post) { return post->what.when.interval.from; });
    write_post(out, snapshot, ask.lang, told);
  }
  end_collection(out);
  return Answer{out.take(), "application/geo+json"};
}

}  // namespace truceline::views

// SPDX-License-Identifier: Apache-2.0
#include "app/question.hpp"

#include <algorithm>

#include "app/mission_choice.hpp"

namespace truceline::app {

using base::Result;

namespace {

/// "as_known_at: ..." is told of "--as-known-at".
base::Error as_option(base::Error error) {
  if (error.place.empty()) return error;
  std::ranges::replace(error.place, '_', '-');
  error.place.insert(0, "--");
  return error;
}

const views::Route& route_of(std::string_view pattern) {
  for (const views::Route& route : views::routes())
    if (route.pattern == pattern && route.method == "GET") return route;
  INVARIANT(false && "a question that no route answers");
  return views::routes().front();
}

}  // namespace

Result<Asked> ask_mission(const QueryOptions& options, const Question& question) {
  TRY_ASSIGN(const auto folder, require_mission(options.mission));
  TRY_ASSIGN(const auto source, MissionSource::open(folder, question.with));
  Asked asked;
  asked.route = &route_of(question.pattern);
  views::Request request;
  request.query = question.query;
  if (!options.at.empty()) request.query["at"] = options.at;
  if (!options.lang.empty()) request.query["lang"] = options.lang;
  auto ask = views::read_ask(request, asked.route->parameters, true, source->mission().time_zone);
  if (!ask) return as_option(ask.error());
  asked.ask = *std::move(ask);
  asked.ask.coverage = source->coverage();
  std::optional<base::TreeSize> known;
  if (options.as_known_at) known = base::TreeSize{*options.as_known_at};
  auto snapshot = source->at(known, asked.ask.moment("at"));
  if (!snapshot)
    return snapshot.error().place == "as-known-at" ? as_option(snapshot.error()) : snapshot.error();
  asked.snapshot = *std::move(snapshot);
  return asked;
}

Result<std::string> answer_json(const Asked& asked) {
  TRY_ASSIGN(const views::Answer answer, asked.route->handler(*asked.snapshot, asked.ask));
  return answer.body + "\n";
}

}  // namespace truceline::app

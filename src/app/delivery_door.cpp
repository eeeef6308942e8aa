// SPDX-License-Identifier: Apache-2.0
#include "app/delivery_door.hpp"

#include <charconv>

#include "app/account.hpp"
#include "app/clock.hpp"
#include "app/delivery_json.hpp"
#include "views/ask.hpp"
#include "views/error_table.hpp"
#include "views/routes.hpp"
#include "views/told_parts.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::int64_t kDefaultLimit = 100;

const Endpoint* find(const std::vector<Endpoint>& all, EndpointId id) {
  for (const Endpoint& one : all)
    if (one.id == id) return &one;
  return nullptr;
}

/// What the question's parameters ask for.
Result<DeliveryFilter> filter_of(const views::Ask& ask) {
  DeliveryFilter filter;
  filter.limit = static_cast<std::size_t>(ask.number("limit").value_or(kDefaultLimit));
  if (const auto entry = ask.number("entry"))
    filter.entry = base::EntryIndex{static_cast<std::uint64_t>(*entry)};
  if (const std::string state = ask.text("state"); !state.empty())
    filter.state = domain::from_word<DeliveryState>(state);
  const std::string cursor = ask.text("cursor");
  if (cursor.empty()) return filter;
  DeliveryNumber before = 0;
  const auto [end, failed] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), before);
  if (failed != std::errc{} || end != cursor.data() + cursor.size())
    return base::invalid("this is no cursor", "take it from `next` of an answer").at("cursor");
  filter.before = before;
  return filter;
}

}  // namespace

HttpAnswer DeliveryDoor::answer(const HttpQuestion& question) {
  auto response = respond(question);
  views::Response made = response ? *std::move(response) : views::problem(response.error());
  made.headers.emplace_back("Cache-Control", "no-store");
  return answer_of(std::move(made));
}

/// nullptr where the mission delivers nothing.
Result<DeliveryFile*> DeliveryDoor::file() {
  const std::lock_guard lock(mutex_);
  std::error_code ignored;
  if (!file_ && std::filesystem::exists(path_, ignored)) {
    TRY_ASSIGN(file_, DeliveryFile::open(path_));
  }
  return file_.get();
}

Result<views::Response> DeliveryDoor::respond(const HttpQuestion& question) {
  if (!question.caller)
    return Error{ErrorCode::forbidden,
                 "deliveries are shown to those who are logged in",
                 {},
                 "log in first"};
  if (question.request.method != "GET" && question.request.method != "HEAD")
    return Error{ErrorCode::not_found, "nothing is changed at this address",
                 question.request.method, "truceline delivery names endpoints and sends again"};
  TRY_ASSIGN(const views::Ask ask,
             views::read_ask(question.request, views::parameters_of("GET", kPath), false,
                             live_.mission().time_zone));
  TRY_ASSIGN(DeliveryFilter filter, filter_of(ask));
  const std::string& party = question.caller->party;
  const bool is_mission = party == live_.mission().config.party;
  if (!is_mission) filter.party = party;

  DeliverySettings settings;
  std::vector<Endpoint> endpoints;
  std::vector<Delivery> deliveries;
  TRY_ASSIGN(DeliveryFile* const file, this->file());
  if (file != nullptr) {
    EndpointStore store(*file);
    TRY_ASSIGN(settings, store.settings());
    TRY_ASSIGN(endpoints, store.endpoints());
    TRY_ASSIGN(deliveries, DeliveryLog(*file).deliveries(filter));
  }
  const base::TimeMs at = now();
  const auto sees_whole = [&](const std::string& whose) { return is_mission || whose == party; };
  base::JsonWriter json;
  json.begin_object().member("at_ms", at.value);
  json.member("silent_after_ms", settings.silent_after_ms);
  json.member("note", views::received_is_not_approved(ask.lang));
  json.key("endpoints").begin_array();
  for (const Endpoint& one : endpoints)
    if (sees_whole(one.party)) write_endpoint(json, one, at, settings.silent_after_ms, true);
  json.end_array().key("items").begin_array();
  for (const Delivery& one : deliveries)
    write_delivery(json, one, find(endpoints, one.endpoint), at, settings.silent_after_ms,
                   sees_whole(one.party));
  json.end_array().key("next");
  if (deliveries.size() == filter.limit && !deliveries.empty())
    json.string(std::to_string(deliveries.back().number));
  else
    json.null();
  views::Response response;
  response.body = json.end_object().take();
  return response;
}

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
#include "app/delivery_json.hpp"

#include "app/endpoint_store.hpp"

namespace truceline::app {

using base::JsonWriter;

namespace {

void write_time(JsonWriter& json, std::string_view name, std::optional<base::TimeMs> time) {
  json.key(name);
  if (time)
    json.integer(time->value);
  else
    json.null();
}

std::optional<base::TimeMs> silent_since(const Endpoint& one, base::TimeMs now,
                                         std::int64_t silent_after_ms) {
  return one.is_silent(now, silent_after_ms) ? one.unmet_since : std::nullopt;
}

std::string address_of(const Endpoint& one, bool whole) {
  return whole ? one.address : shortened(one);
}

}  // namespace

void write_endpoint(JsonWriter& json, const Endpoint& one, base::TimeMs now,
                    std::int64_t silent_after_ms, bool whole) {
  json.begin_object().member("id", static_cast<std::int64_t>(one.id)).member("party", one.party);
  json.member("kind", domain::word(one.kind)).member("address", address_of(one, whole));
  json.member("label", whole ? one.label : std::string());
  json.member("state", domain::word(state_of(one, now, silent_after_ms)));
  json.member("made_ms", one.made.value);
  write_time(json, "last_success_ms", one.last_success);
  write_time(json, "failing_since_ms", one.failing_since);
  write_time(json, "silent_since_ms", silent_since(one, now, silent_after_ms));
  json.member("waiting", static_cast<std::int64_t>(one.waiting));
  json.member("dead", static_cast<std::int64_t>(one.dead));
  json.member("problem", whole ? one.last_problem : std::string()).end_object();
}

void write_delivery(JsonWriter& json, const Delivery& one, const Endpoint* endpoint,
                    base::TimeMs now, std::int64_t silent_after_ms, bool whole) {
  const bool ended = one.state != DeliveryState::waiting;
  const bool got_through = one.state == DeliveryState::delivered;
  json.begin_object().member("id", one.id).member("party", one.party);
  json.member("about", domain::word(one.kind)).key("entry");
  if (one.entry)
    json.integer(static_cast<std::int64_t>(one.entry->value));
  else
    json.null();
  json.key("finding");
  if (one.kind == views::NoticeKind::finding)
    json.string(base::to_hex(one.about));
  else
    json.null();
  json.member("endpoint", static_cast<std::int64_t>(one.endpoint)).key("kind");
  if (endpoint != nullptr)
    json.string(domain::word(endpoint->kind)).member("address", address_of(*endpoint, whole));
  else
    json.null().member("address", "");
  json.member("state", domain::word(one.state)).member("made_ms", one.made.value);
  json.member("tries", std::int64_t{one.tries});
  write_time(json, "delivered_ms", got_through ? std::optional(one.ended) : std::nullopt);
  write_time(json, "dead_ms", ended && !got_through ? std::optional(one.ended) : std::nullopt);
  write_time(json, "failing_since_ms", one.failing_since);
  write_time(json, "silent_since_ms",
             endpoint != nullptr && !got_through ? silent_since(*endpoint, now, silent_after_ms)
                                                 : std::nullopt);
  write_time(json, "next_ms", ended ? std::nullopt : std::optional(one.next));
  json.member("outcome", whole ? one.outcome : std::string()).end_object();
}

void write_attempt(JsonWriter& json, const Attempt& one) {
  const bool open = one.result == AttemptResult::open;
  json.begin_object().member("delivery", one.delivery_id);
  json.member("endpoint", static_cast<std::int64_t>(one.endpoint));
  json.member("begun_ms", one.begun.value);
  write_time(json, "ended_ms", open ? std::nullopt : std::optional(one.ended));
  json.member("sent_sha256", base::to_hex(one.sent)).member("result", domain::word(one.result));
  json.member("code", std::int64_t{one.code}).member("outcome", one.outcome).end_object();
}

}  // namespace truceline::app

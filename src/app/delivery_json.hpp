// SPDX-License-Identifier: Apache-2.0
//
// Endpoints, deliveries and attempts as the API and the commands write them. Whose address it is,
// and why something failed there, is for its party and the mission alone.
#pragma once

#include "app/delivery.hpp"
#include "base/json_writer.hpp"

namespace truceline::app {

/// {id, party, kind, address, label, state, ...}. `whole`: the address as it is, and why it fails.
void write_endpoint(base::JsonWriter& json, const Endpoint& one, base::TimeMs now,
                    std::int64_t silent_after_ms, bool whole);

/// {id, party, kind, entry, state, ...}. `endpoint`: null where it was removed.
void write_delivery(base::JsonWriter& json, const Delivery& one, const Endpoint* endpoint,
                    base::TimeMs now, std::int64_t silent_after_ms, bool whole);

/// {delivery, endpoint, begun_ms, ended_ms, sent, result, code, outcome}.
void write_attempt(base::JsonWriter& json, const Attempt& one);

}  // namespace truceline::app

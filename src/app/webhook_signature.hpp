// SPDX-License-Identifier: Apache-2.0
//
// How a receiver of webhooks knows that one is ours, whole and fresh: the symmetric form of
// Standard Webhooks 1.0.0, HMAC-SHA256 over the id, the time and the body (docs/spec/webhook.md).
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/strong.hpp"

namespace truceline::app {

inline constexpr std::string_view kWebhookId = "webhook-id";
inline constexpr std::string_view kWebhookTimestamp = "webhook-timestamp";
inline constexpr std::string_view kWebhookSignature = "webhook-signature";

/// "whsec_" and base64: the form in which a receiver is given the key.
std::string webhook_secret_text(base::BytesView secret);

/// The value of kWebhookTimestamp: whole seconds.
std::string webhook_timestamp(base::TimeMs time);

/// The value of kWebhookSignature: "v1," and base64. REQUIRES: no '.' in `id` and `timestamp`.
std::string webhook_signature(base::BytesView secret, std::string_view id,
                              std::string_view timestamp, std::string_view body);

}  // namespace truceline::app

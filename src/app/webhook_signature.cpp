// SPDX-License-Identifier: Apache-2.0
#include "app/webhook_signature.hpp"

#include <array>
#include <sodium.h>

#include "base/invariant.hpp"
#include "base/time.hpp"

namespace truceline::app {

std::string webhook_secret_text(base::BytesView secret) {
  return "whsec_" + base::to_base64(secret);
}

std::string webhook_timestamp(base::TimeMs time) {
  return std::to_string(time.value / base::kSecondMs);
}

std::string webhook_signature(base::BytesView secret, std::string_view id,
                              std::string_view timestamp, std::string_view body) {
  INVARIANT(id.find('.') == std::string_view::npos &&
            timestamp.find('.') == std::string_view::npos);
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, secret.data(), secret.size());
  for (const std::string_view part :
       {id, std::string_view("."), timestamp, std::string_view("."), body}) {
    const base::BytesView bytes = base::bytes_of(part);
    crypto_auth_hmacsha256_update(&state, bytes.data(), bytes.size());
  }
  std::array<std::uint8_t, crypto_auth_hmacsha256_BYTES> made{};
  crypto_auth_hmacsha256_final(&state, made.data());
  return "v1," + base::to_base64(made);
}

}  // namespace truceline::app

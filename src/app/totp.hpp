// SPDX-License-Identifier: Apache-2.0
//
// One-time codes as phones show them: RFC 6238 with its defaults (HMAC-SHA-1, six digits, thirty
// seconds). A code is good in its own half minute and one to each side, for clocks that differ,
// and good once: whoever looked over a shoulder is too late.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/strong.hpp"

namespace truceline::app {

inline constexpr std::size_t kCodeKeyBytes = 20;  ///< RFC 4226, section 4: 160 bits.
inline constexpr std::size_t kCodeDigits = 6;

/// The half minute that `now` lies in, counted from 1970. Nothing counts before.
std::uint64_t code_step(base::TimeMs now);

/// The code of a step: "094287".
std::string code_at(base::BytesView key, std::uint64_t step);

/// The step that `code` belongs to, where it is good now: no further than one step away and later
/// than `last_used`. Takes as long for a wrong one.
std::optional<std::uint64_t> matching_step(base::BytesView key, std::string_view code,
                                           base::TimeMs now, std::uint64_t last_used);

/// RFC 4648 base32 without padding, as phones take keys.
std::string to_base32(base::BytesView bytes);

/// "otpauth://totp/...": what a phone reads from a picture. `issuer` is the mission.
std::string code_uri(base::BytesView key, std::string_view issuer, std::string_view account);

}  // namespace truceline::app

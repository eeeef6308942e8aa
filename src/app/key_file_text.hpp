// SPDX-License-Identifier: Apache-2.0
//
// The lines of a key file (docs/spec/key_file.md), taken apart and put together. One key file has
// one byte form; anything else is refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/key_file.hpp"

namespace truceline::app {

inline constexpr std::string_view kKeyFileFormat = "truceline-key/2";

/// What an encrypted file needs besides the passphrase.
struct KeySeal {
  KeyCost cost;
  std::array<std::uint8_t, 16> salt{};
  std::array<std::uint8_t, 24> nonce{};
};

/// A key file without its last value.
struct KeyFileHead {
  KeyCard card;
  std::optional<KeySeal> seal;  ///< Exactly where card.encrypted.
};

/// Up to and with "sealed: ", or "seed: " where it is not encrypted: what an encrypted key is
/// bound to.
std::string format_head(const KeyFileHead& head);

struct KeyFileText {
  KeyFileHead head;
  std::string_view head_bytes;  ///< Of the text it was read from.
  std::string_view last_value;  ///< The sealed seed, or the seed, in hex.
};

/// Errors: unsupported for another version; corrupt, naming the line; too_large where the costs
/// are beyond limits::kKeyMemoryBytes and kKeyPasses.
base::Result<KeyFileText> parse_key_file(std::string_view text);

}  // namespace truceline::app

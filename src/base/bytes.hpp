// SPDX-License-Identifier: Apache-2.0
//
// Bytes and the two ways we write them as text. Hex is for people and identifiers; base64
// (standard alphabet, padded) is what the transparency-log formats use.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace truceline::base {

using Bytes = std::vector<std::uint8_t>;
using BytesView = std::span<const std::uint8_t>;

/// A SHA-256 value: a leaf, a node, an entry id, a commitment.
using Hash = std::array<std::uint8_t, 32>;

inline BytesView bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view text_of(BytesView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Lower-case hex, two digits a byte.
std::string to_hex(BytesView bytes);
/// Reads lower- or upper-case hex of an even length.
Result<Bytes> from_hex(std::string_view text);
/// Reads exactly 64 hex digits.
Result<Hash> hash_from_hex(std::string_view text);

/// Standard base64 with padding.
std::string to_base64(BytesView bytes);
/// Strict: padding required, no white space, unused bits zero. So one value has one spelling.
Result<Bytes> from_base64(std::string_view text);
/// The same where the bytes are a text.
Result<std::string> text_from_base64(std::string_view text);

/// True where `text` is well-formed UTF-8 (no surrogates, no overlong forms).
bool is_utf8(std::string_view text);
/// The length (1..4) of the well-formed UTF-8 sequence that starts at `at`; 0 where none does.
/// REQUIRES: at < text.size().
std::size_t utf8_sequence_at(std::string_view text, std::size_t at);

}  // namespace truceline::base

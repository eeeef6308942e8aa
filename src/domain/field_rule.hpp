// SPDX-License-Identifier: Apache-2.0
//
// What the text or number in one field must hold to be well formed, whatever else it means.
// fields.hpp names a rule beside each field; FieldChecker applies it. Refused everywhere: text
// that is not UTF-8, control characters other than line feed and tab, text over
// limits::kStatementString.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.hpp"

namespace truceline::domain {

enum class FieldRule {
  text,     ///< Any text; any number.
  said,     ///< Text that is not empty.
  slug,     ///< Lower-case letters, digits, hyphens; 1 to 64 of them, first and last no hyphen.
  code,     ///< One line, 1 to 256 bytes, nothing that changes the direction of writing.
  sha256,   ///< 64 lower-case hex digits.
  counted,  ///< A number from 0.
};

/// True where `text` is a slug: our own ids of actors, zones, posts, agreements, parties.
bool is_slug(std::string_view text);
/// True where `text` is 64 lower-case hex digits: how we write a hash or a key.
bool is_lower_hex_64(std::string_view text);
/// True where `tag` may name a language: letters, digits, hyphens; 1 to 35 (RFC 5646).
bool is_language_tag(std::string_view tag);

/// What is wrong with a text under a rule; empty where it is well formed. Cost: one pass.
std::optional<base::Error> flaw(std::string_view text, FieldRule rule);
/// What is wrong with a number under a rule: also beyond +-limits::kIntegerMax.
std::optional<base::Error> flaw(std::int64_t number, FieldRule rule);

}  // namespace truceline::domain

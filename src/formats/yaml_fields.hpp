// SPDX-License-Identifier: Apache-2.0
//
// Reads the fields of a YAML mapping into plain values. What is missing, of the wrong shape or
// unknown becomes a remark at its place, and reading goes on.
// Codes: unknown-key, missing-key, missing-value, wrong-shape, bad-id, duplicate-item, too-large,
// unknown-language.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/actor.hpp"
#include "formats/remarks.hpp"
#include "formats/yaml_tree.hpp"

namespace truceline::formats {

/// A piece of text with its place.
struct Word {
  std::string text;
  TextSpan span;
};

/// Remarks every key of `mapping` that is not in `known`. `what`: "a provision", for the reason.
void check_keys(const YamlNode& mapping, const std::vector<std::string_view>& known,
                std::string_view what, Remarks& remarks);

/// True where `node` is a mapping (sequence); else remarks it.
bool expect_mapping(const YamlNode& node, std::string_view what, Remarks& remarks);
bool expect_sequence(const YamlNode& node, std::string_view what, Remarks& remarks);

/// The text of a scalar; empty (and remarked) where it is none, says nothing or is too long.
std::optional<Word> read_word(const YamlNode& node, std::string_view what, Remarks& remarks);
/// The text under `key`; empty where the key is absent (not remarked) or unreadable (remarked).
std::optional<Word> word_at(const YamlNode& mapping, std::string_view key, Remarks& remarks);
/// The same, remarking also an absent key.
std::optional<Word> required_word_at(const YamlNode& mapping, std::string_view key,
                                     std::string_view what, Remarks& remarks);

/// The texts under `key`, which may be one text or a list of them; a text that stands twice is
/// remarked and kept once. Empty where the key is absent.
std::vector<Word> words_at(const YamlNode& mapping, std::string_view key, Remarks& remarks);
/// words_at, keeping only ids (is_slug); others are remarked.
std::vector<Word> ids_at(const YamlNode& mapping, std::string_view key, Remarks& remarks);

/// Text by language under `key`: one text (taken for `default_language`) or a mapping of language
/// tags to texts. Empty where the key is absent.
domain::Names names_at(const YamlNode& mapping, std::string_view key,
                       std::string_view default_language, Remarks& remarks);

/// Lower-case letters, digits and single hyphens between them, 1 to 64 bytes: "north-homs".
bool is_slug(std::string_view text);
/// Remarks text that is no slug.
bool expect_slug(const Word& word, Remarks& remarks);

/// The plain texts of words.
std::vector<std::string> texts(const std::vector<Word>& words);

}  // namespace truceline::formats

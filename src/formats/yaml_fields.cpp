// SPDX-License-Identifier: Apache-2.0
#include "formats/yaml_fields.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "formats/did_you_mean.hpp"

namespace truceline::formats {
namespace {

constexpr std::size_t kSlugBytes = 64;

std::string quoted(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

bool is_lower_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// "en", "ar", "pt-BR": two or three lower-case letters, then letters, digits and hyphens.
bool is_language(std::string_view tag) {
  const std::size_t end = std::min(tag.find('-'), tag.size());
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto rest = [](char c) {
    return c == '-' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  return (end == 2 || end == 3) && tag.size() <= 35 && tag.back() != '-' &&
         std::all_of(tag.begin(), tag.begin() + static_cast<std::ptrdiff_t>(end), lower) &&
         std::all_of(tag.begin(), tag.end(), rest);
}

std::string_view shape_of(const YamlNode& node) {
  if (node.is_mapping()) return "a mapping";
  if (node.is_sequence()) return "a list";
  return node.is_empty() ? "nothing" : "a text";
}

}  // namespace

void check_keys(const YamlNode& mapping, const std::vector<std::string_view>& known,
                std::string_view what, Remarks& remarks) {
  for (const YamlKey& key : mapping.keys) {
    if (std::find(known.begin(), known.end(), key.name) != known.end()) continue;
    remarks.error(key.span, "unknown-key", std::string(what) + " has no key " + quoted(key.name),
                  did_you_mean(key.name, known));
  }
}

bool expect_mapping(const YamlNode& node, std::string_view what, Remarks& remarks) {
  if (node.is_mapping()) return true;
  remarks.error(node.span, "wrong-shape",
                std::string(what) + " is a mapping, and here stands " + std::string(shape_of(node)),
                "write \"key: value\", one a line");
  return false;
}

bool expect_sequence(const YamlNode& node, std::string_view what, Remarks& remarks) {
  if (node.is_sequence()) return true;
  remarks.error(node.span, "wrong-shape",
                std::string(what) + " is a list, and here stands " + std::string(shape_of(node)),
                "begin each entry with \"- \"");
  return false;
}

std::optional<Word> read_word(const YamlNode& node, std::string_view what, Remarks& remarks) {
  if (!node.is_scalar()) {
    remarks.error(
        node.span, "wrong-shape",
        std::string(what) + " is one text, and here stands " + std::string(shape_of(node)),
        "write one text");
    return std::nullopt;
  }
  if (node.text.find_first_not_of(" \n") == std::string::npos) {
    remarks.error(node.span, "missing-value", "nothing stands after " + std::string(what),
                  "write it, or take the key away");
    return std::nullopt;
  }
  if (node.text.size() > base::limits::kStatementString) {
    remarks.error(node.span, "too-large",
                  std::string(what) + " is longer than " +
                      std::to_string(base::limits::kStatementString) + " bytes",
                  "shorten it");
    return std::nullopt;
  }
  Word word{node.text, node.span};
  while (word.text.back() == '\n') word.text.pop_back();  // block style keeps the last line end
  return word;
}

std::optional<Word> word_at(const YamlNode& mapping, std::string_view key, Remarks& remarks) {
  const YamlNode* node = mapping.find(key);
  if (node == nullptr) return std::nullopt;
  return read_word(*node, quoted(key), remarks);
}

std::optional<Word> required_word_at(const YamlNode& mapping, std::string_view key,
                                     std::string_view what, Remarks& remarks) {
  if (mapping.find(key) != nullptr) return word_at(mapping, key, remarks);
  remarks.error(mapping.keys.empty() ? mapping.span : mapping.keys.front().span, "missing-key",
                std::string(what) + " needs the key " + quoted(key), "add it");
  return std::nullopt;
}

std::vector<Word> words_at(const YamlNode& mapping, std::string_view key, Remarks& remarks) {
  const YamlNode* node = mapping.find(key);
  if (node == nullptr) return {};
  std::vector<Word> words;
  const auto take = [&](const YamlNode& item) {
    std::optional<Word> word = read_word(item, quoted(key), remarks);
    if (!word) return;
    const bool repeated = std::any_of(words.begin(), words.end(),
                                      [&](const Word& other) { return other.text == word->text; });
    if (repeated)
      remarks.error(word->span, "duplicate-item", quoted(word->text) + " stands here twice",
                    "keep one of the two");
    else
      words.push_back(*std::move(word));
  };
  if (node->is_scalar()) {
    take(*node);
  } else if (expect_sequence(*node, quoted(key), remarks)) {
    for (const YamlNode& item : node->items) take(item);
  }
  return words;
}

std::vector<Word> ids_at(const YamlNode& mapping, std::string_view key, Remarks& remarks) {
  std::vector<Word> words = words_at(mapping, key, remarks);
  std::erase_if(words, [&](const Word& word) { return !expect_slug(word, remarks); });
  return words;
}

domain::Names names_at(const YamlNode& mapping, std::string_view key,
                       std::string_view default_language, Remarks& remarks) {
  domain::Names names;
  const YamlNode* node = mapping.find(key);
  if (node == nullptr) return names;
  if (!node->is_mapping()) {
    if (std::optional<Word> word = read_word(*node, quoted(key), remarks))
      names.emplace(default_language, std::move(word->text));
    return names;
  }
  for (std::size_t i = 0; i < node->keys.size(); ++i) {
    const YamlKey& language = node->keys[i];
    if (!is_language(language.name))
      remarks.error(language.span, "unknown-language",
                    quoted(language.name) + " is not a language tag",
                    "write a tag such as en, ar or pt-BR");
    else if (std::optional<Word> word = read_word(node->items[i], quoted(language.name), remarks))
      names.emplace(language.name, std::move(word->text));
  }
  return names;
}

bool is_slug(std::string_view text) {
  if (text.empty() || text.size() > kSlugBytes) return false;
  if (text.front() == '-' || text.back() == '-') return false;
  if (text.find("--") != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == '-' || is_lower_or_digit(c); });
}

bool expect_slug(const Word& word, Remarks& remarks) {
  if (is_slug(word.text)) return true;
  remarks.error(word.span, "bad-id", quoted(word.text) + " is not an id",
                "write lower-case letters, digits and hyphens, such as north-homs");
  return false;
}

std::vector<std::string> texts(const std::vector<Word>& words) {
  std::vector<std::string> list;
  list.reserve(words.size());
  for (const Word& word : words) list.push_back(word.text);
  return list;
}

}  // namespace truceline::formats

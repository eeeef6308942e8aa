// SPDX-License-Identifier: Apache-2.0
//
// YAML as we accept it: one document of mappings, sequences and text, every node knowing where it
// stands, so that a remark about an agreement can point at the word it is about. Tokenising is
// libyaml's; the rules and the tree are ours. All scalars are text: `no` and `3` stay what was
// written. Refused: anchors, aliases, tags, several documents, keys that are not text, duplicate
// keys, tabs as indentation, and anything beyond the limits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "formats/text_lines.hpp"

namespace truceline::formats {

enum class YamlType : std::uint8_t { scalar, sequence, mapping };

struct YamlKey {
  std::string name;
  TextSpan span;
};

struct YamlNode {
  YamlType type = YamlType::scalar;
  bool quoted = false;          ///< A scalar in quotes or in block style (| or >).
  std::string text;             ///< Of a scalar.
  TextSpan span;                ///< An empty value stands at its key.
  std::vector<YamlKey> keys;    ///< Of a mapping, in the order written; keys[i] has items[i].
  std::vector<YamlNode> items;  ///< Elements of a sequence, values of a mapping.

  bool is_scalar() const { return type == YamlType::scalar; }
  bool is_sequence() const { return type == YamlType::sequence; }
  bool is_mapping() const { return type == YamlType::mapping; }
  /// Nothing was written, as in "zone:".
  bool is_empty() const { return is_scalar() && !quoted && text.empty(); }
  /// The value under `key`; nullptr where there is none. O(keys).
  const YamlNode* find(std::string_view key) const;
  /// Where `key` itself stands; the node's own place where there is none.
  const TextSpan& place_of(std::string_view key) const;
};

struct YamlLimits {
  std::size_t bytes;
  std::size_t depth;
  std::size_t nodes;
};

/// `root` is empty where the text could not be read to its end. Refused things that can be stepped
/// over are listed and the rest is still read, so that one run tells as much as it can.
struct YamlText {
  std::optional<YamlNode> root;
  base::Diagnostics diagnostics;
};

/// Reads the one document in `text`. `file` is only written into the diagnostics.
/// Codes: yaml-syntax, yaml-encoding, yaml-refused, duplicate-key, too-large, empty-file.
YamlText parse_yaml(std::string_view file, std::string_view text, const YamlLimits& limits);

}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
//
// libyaml counts places in characters; they are turned into bytes through the text's lines.
#include "formats/yaml_tree.hpp"

#include <algorithm>
#include <set>
#include <yaml.h>

#include "base/invariant.hpp"
#include "formats/yaml_complaint.hpp"

namespace truceline::formats {
namespace {

using base::Diagnostic;
using base::Diagnostics;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::size_t offset_of(const yaml_mark_t& mark, const TextLines& lines) {
  return lines.offset_of(mark.line + 1, mark.column);
}

/// One libyaml event, released with the variable.
class Event {
 public:
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  ~Event() { yaml_event_delete(&event_); }
  yaml_event_t* get() { return &event_; }
  const yaml_event_t* operator->() const { return &event_; }

 private:
  yaml_event_t event_{};
};

class TreeBuilder {
 public:
  TreeBuilder(std::string_view file, std::string_view text, const YamlLimits& limits)
      : file_(file), text_(text), limits_(limits), lines_(text) {
    INVARIANT(yaml_parser_initialize(&parser_) == 1);
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()),
                                 text.size());
  }
  TreeBuilder(const TreeBuilder&) = delete;
  TreeBuilder& operator=(const TreeBuilder&) = delete;
  ~TreeBuilder() { yaml_parser_delete(&parser_); }

  YamlText build() {
    YamlText result;
    std::optional<YamlNode> root;
    if (read_stream(root)) result.root = std::move(root);
    result.diagnostics = std::move(diagnostics_);
    return result;
  }

 private:
  bool read_stream(std::optional<YamlNode>& root) {
    for (;;) {
      Event event;
      if (!next(event)) return false;
      switch (event->type) {
        case YAML_STREAM_END_EVENT:
          if (!root)
            refuse(lines_.span(0, 0), "empty-file", "the file says nothing",
                   "the guide shows what belongs in it");
          return root.has_value();
        case YAML_DOCUMENT_START_EVENT:
          if (root) {
            refuse(span(event), "yaml-refused", "a second document begins here",
                   "put it in a file of its own");
            return true;
          }
          break;
        case YAML_STREAM_START_EVENT:
        case YAML_DOCUMENT_END_EVENT:
        case YAML_NO_EVENT:
          break;
        default:
          root.emplace();
          if (!read_node(event, *root, 1)) return false;
      }
    }
  }

  /// Reads the node that `event` begins. False: stop, the reason is listed.
  bool read_node(Event& event, YamlNode& node, std::size_t depth) {
    node.span = span(event);
    if (++nodes_ > limits_.nodes)
      return refuse(node.span, "too-large",
                    "more than " + std::to_string(limits_.nodes) + " values in one file",
                    "split the file");
    if (depth > limits_.depth)
      return refuse(node.span, "too-large",
                    "nested more than " + std::to_string(limits_.depth) + " deep",
                    "flatten the structure");
    refuse_decoration(event);
    switch (event->type) {
      case YAML_SCALAR_EVENT: {
        const auto& scalar = event->data.scalar;
        node.text.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
        node.quoted = scalar.style != YAML_PLAIN_SCALAR_STYLE;
        return true;
      }
      case YAML_ALIAS_EVENT:
        refuse(node.span, "yaml-refused", "an alias (*) refers to text elsewhere",
               "write the text out where it is meant");
        // Stands in for what it refers to, so that no second remark says that nothing is here.
        node.text = reinterpret_cast<const char*>(event->data.alias.anchor);
        node.quoted = true;
        return true;
      case YAML_SEQUENCE_START_EVENT:
        return read_sequence(node, depth);
      case YAML_MAPPING_START_EVENT:
        return read_mapping(node, depth);
      default:
        INVARIANT(false && "libyaml began a node with another event");
        return false;
    }
  }

  bool read_sequence(YamlNode& node, std::size_t depth) {
    node.type = YamlType::sequence;
    for (;;) {
      Event event;
      if (!next(event)) return false;
      if (event->type == YAML_SEQUENCE_END_EVENT) return close(node, event);
      if (!read_node(event, node.items.emplace_back(), depth + 1)) return false;
    }
  }

  bool read_mapping(YamlNode& node, std::size_t depth) {
    node.type = YamlType::mapping;
    std::set<std::string, std::less<>> seen;
    for (;;) {
      Event event;
      if (!next(event)) return false;
      if (event->type == YAML_MAPPING_END_EVENT) return close(node, event);
      YamlNode key;
      if (!read_node(event, key, depth + 1)) return false;
      Event value_event;
      if (!next(value_event)) return false;
      YamlNode value;
      if (!read_node(value_event, value, depth + 1)) return false;
      if (!key.is_scalar()) {
        refuse(key.span, "yaml-refused", "a key that is a list or a mapping", "write a plain word");
        continue;
      }
      if (value.is_empty()) value.span = key.span;
      if (!seen.insert(key.text).second) {
        refuse(key.span, "duplicate-key", "the key \"" + key.text + "\" stands here twice",
               "keep one of the two");
        continue;
      }
      node.keys.push_back({std::move(key.text), key.span});
      node.items.push_back(std::move(value));
    }
  }

  bool close(YamlNode& node, const Event& event) {
    const std::size_t from = lines_.start_of(node.span.line) + node.span.column - 1;
    node.span = lines_.span(from, std::max(from, offset_of(event->end_mark, lines_)));
    return true;
  }

  /// Anchors and tags are listed as errors and otherwise passed over.
  void refuse_decoration(const Event& event) {
    const unsigned char* anchor = nullptr;
    const unsigned char* tag = nullptr;
    if (event->type == YAML_SCALAR_EVENT) {
      anchor = event->data.scalar.anchor;
      tag = event->data.scalar.tag;
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
      anchor = event->data.sequence_start.anchor;
      tag = event->data.sequence_start.tag;
    } else if (event->type == YAML_MAPPING_START_EVENT) {
      anchor = event->data.mapping_start.anchor;
      tag = event->data.mapping_start.tag;
    }
    if (anchor != nullptr)
      refuse(span(event), "yaml-refused", "an anchor (&) gives this text a second use",
             "take it away and write the text out where it is meant");
    if (tag != nullptr)
      refuse(span(event), "yaml-refused", "a tag (!) changes the type of this value",
             "take it away: every value here is text, a list or a mapping");
  }

  bool next(Event& event) {
    if (yaml_parser_parse(&parser_, event.get()) == 1) return true;
    diagnostics_.push_back(complaint(file_, text_, lines_, parser_));
    return false;
  }

  TextSpan span(const Event& event) const {
    const std::size_t from = offset_of(event->start_mark, lines_);
    return lines_.span(from, std::max(from, offset_of(event->end_mark, lines_)));
  }

  bool refuse(const TextSpan& at, std::string code, std::string reason, std::string mend) {
    diagnostics_.push_back({base::DiagnosticSeverity::error, file_, at.line, at.column, at.length,
                            std::move(code), std::move(reason), std::move(mend)});
    return false;
  }

  std::string file_;
  std::string_view text_;
  YamlLimits limits_;
  TextLines lines_;
  yaml_parser_t parser_{};
  std::size_t nodes_ = 0;
  Diagnostics diagnostics_;
};

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (keys[i].name == key) return &items[i];
  return nullptr;
}

const TextSpan& YamlNode::place_of(std::string_view key) const {
  for (const YamlKey& k : keys)
    if (k.name == key) return k.span;
  return span;
}

YamlText parse_yaml(std::string_view file, std::string_view text, const YamlLimits& limits) {
  if (text.size() > limits.bytes) {
    Diagnostic large{base::DiagnosticSeverity::error,
                     std::string(file),
                     1,
                     1,
                     1,
                     "too-large",
                     "the file is larger than " + std::to_string(limits.bytes) + " bytes",
                     "split the file"};
    return {std::nullopt, {std::move(large)}};
  }
  if (std::optional<Diagnostic> unreadable = unreadable_text(file, text))
    return {std::nullopt, {*std::move(unreadable)}};
  // libyaml would take the mark for a character of the first line.
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return TreeBuilder(file, text, limits).build();
}

}  // namespace truceline::formats

// SPDX-License-Identifier: Apache-2.0
#include "base/json.hpp"

#include <algorithm>

#include "base/json_scan.hpp"
#include "base/json_writer.hpp"

namespace truceline::base {

using Node = JsonDocument::Node;

JsonType JsonValue::type() const {
  return document_->nodes_[node_].type;
}

bool JsonValue::as_bool() const {
  INVARIANT(is_bool());
  return document_->nodes_[node_].flag;
}

std::string_view JsonValue::as_string() const {
  INVARIANT(is_string());
  return document_->nodes_[node_].text;
}

std::string_view JsonValue::number_text() const {
  INVARIANT(is_number());
  return document_->nodes_[node_].text;
}

std::optional<std::int64_t> JsonValue::as_integer() const {
  return whole_json_number(number_text());
}

std::size_t JsonValue::size() const {
  INVARIANT(is_array() || is_object());
  return document_->nodes_[node_].count;
}

std::vector<JsonValue> JsonValue::elements() const {
  INVARIANT(is_array());
  std::vector<JsonValue> values;
  values.reserve(size());
  const std::vector<Node>& nodes = document_->nodes_;
  for (std::uint32_t at = node_ + 1; at < nodes[node_].end; at = nodes[at].end)
    values.push_back({document_, at});
  return values;
}

std::vector<JsonValue::Member> JsonValue::members() const {
  std::vector<Member> all;
  all.reserve(size());
  append_members(all);
  return all;
}

void JsonValue::append_members(std::vector<Member>& all) const {
  INVARIANT(is_object());
  const std::vector<Node>& nodes = document_->nodes_;
  for (std::uint32_t at = node_ + 1; at < nodes[node_].end; at = nodes[at + 1].end)
    all.push_back({nodes[at].text, {document_, at + 1}});
}

std::optional<JsonValue> JsonValue::find(std::string_view key) const {
  INVARIANT(is_object());
  const std::vector<Node>& nodes = document_->nodes_;
  for (std::uint32_t at = node_ + 1; at < nodes[node_].end; at = nodes[at + 1].end)
    if (nodes[at].text == key) return JsonValue{document_, at + 1};
  return std::nullopt;
}

// Recursion ends with the depth limit the document was parsed under.
void write_json(JsonWriter& out, JsonValue value) {
  switch (value.type()) {
    case JsonType::null:
      out.null();
      return;
    case JsonType::boolean:
      out.boolean(value.as_bool());
      return;
    case JsonType::string:
      out.string(value.as_string());
      return;
    case JsonType::number:
      // A whole number has one spelling.
      INVARIANT(out.order() != JsonWriter::Order::canonical || value.as_integer());
      out.raw(value.number_text());
      return;
    case JsonType::array:
      out.begin_array();
      for (const JsonValue element : value.elements()) write_json(out, element);
      out.end_array();
      return;
    case JsonType::object:
      break;
  }
  std::vector<JsonValue::Member> members = value.members();
  if (out.order() == JsonWriter::Order::canonical)
    std::sort(members.begin(), members.end(),
              [](const auto& a, const auto& b) { return json_key_less(a.key, b.key); });
  out.begin_object();
  for (const JsonValue::Member& member : members) write_json(out.key(member.key), member.value);
  out.end_object();
}

std::string canonical_json(JsonValue value) {
  JsonWriter out(JsonWriter::Order::canonical);
  write_json(out, value);
  return out.take();
}

}  // namespace truceline::base

// SPDX-License-Identifier: Apache-2.0
#include "schema_checker.hpp"

#include <algorithm>
#include <set>

namespace truceline {

using base::JsonType;
using base::JsonValue;
using formats::YamlNode;

namespace {

const std::set<std::string> kKnown = {
    "type",     "enum",     "pattern", "required", "properties", "additionalProperties", "items",
    "minItems", "maxItems", "oneOf",   "minimum",  "maximum",    "description"};

bool is_type(JsonValue value, const std::string& type) {
  switch (value.type()) {
    case JsonType::null:
      return type == "null";
    case JsonType::boolean:
      return type == "boolean";
    case JsonType::number:
      return type == "number" || (type == "integer" && value.as_integer().has_value());
    case JsonType::string:
      return type == "string";
    case JsonType::array:
      return type == "array";
    case JsonType::object:
      return type == "object";
  }
  return false;
}

bool fits_type(JsonValue value, const YamlNode& type) {
  if (type.is_scalar()) return is_type(value, type.text);
  return std::ranges::any_of(type.items,
                             [&](const YamlNode& one) { return is_type(value, one.text); });
}

std::string shown(JsonValue value) {
  if (value.is_string()) return "\"" + std::string(value.as_string()) + "\"";
  if (value.is_number()) return std::string(value.number_text());
  return "a value of another type";
}

/// The only pattern in use: 64 hex digits.
bool is_hex_id(JsonValue value) {
  return value.is_string() && value.as_string().size() == 64 &&
         value.as_string().find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

const YamlNode* SchemaChecker::resolve(const YamlNode& node) const {
  const YamlNode* reference = node.find("$ref");
  if (!reference) return &node;
  const YamlNode* at = document_;
  std::string path = reference->text.substr(2);  // behind "#/"
  while (at && !path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    at = at->find(path.substr(0, slash));
    path.erase(0, slash + 1);
  }
  return at;
}

std::vector<std::string> SchemaChecker::check(JsonValue value, const YamlNode& schema) const {
  Faults faults;
  check_at("$", value, schema, faults);
  return faults;
}

void SchemaChecker::check_at(const std::string& place, JsonValue value, const YamlNode& node,
                             Faults& faults) const {
  const YamlNode* schema = resolve(node);
  if (!schema) {
    faults.push_back(place + ": the schema refers to nothing");
    return;
  }
  for (const formats::YamlKey& key : schema->keys)
    if (!kKnown.contains(key.name)) faults.push_back(place + ": unknown word " + key.name);
  if (const YamlNode* choices = schema->find("oneOf")) {
    const auto fitting = std::ranges::count_if(
        choices->items, [&](const YamlNode& choice) { return check(value, choice).empty(); });
    if (fitting != 1) {
      faults.push_back(place + ": fits " + std::to_string(fitting) + " of its choices");
      if (!value.is_null()) check_at(place, value, choices->items.front(), faults);
    }
    return;
  }
  const YamlNode* type = schema->find("type");
  if (!type || !fits_type(value, *type)) {
    faults.push_back(place + ": wrong type, " + shown(value));
    return;
  }
  if (const YamlNode* words = schema->find("enum")) {
    const std::string text =
        value.is_string() ? std::string(value.as_string()) : std::string(value.number_text());
    if (std::ranges::find(words->items, text, &YamlNode::text) == words->items.end())
      faults.push_back(place + ": " + shown(value) + " is none of its words");
  }
  if (schema->find("pattern") && !is_hex_id(value)) faults.push_back(place + ": no hex id");
  if (value.is_object()) check_object(place, value, *schema, faults);
  if (value.is_array()) check_array(place, value, *schema, faults);
}

void SchemaChecker::check_object(const std::string& place, JsonValue value, const YamlNode& schema,
                                 Faults& faults) const {
  if (const YamlNode* required = schema.find("required"))
    for (const YamlNode& name : required->items)
      if (!value.find(name.text)) faults.push_back(place + ": lacks " + name.text);
  const YamlNode* properties = schema.find("properties");
  const YamlNode* others = schema.find("additionalProperties");
  for (const JsonValue::Member& member : value.members()) {
    const std::string here = place + "." + std::string(member.key);
    const YamlNode* property = properties ? properties->find(member.key) : nullptr;
    if (property)
      check_at(here, member.value, *property, faults);
    else if (others && others->is_mapping())
      check_at(here, member.value, *others, faults);
    else if (others && others->text == "false")
      faults.push_back(here + ": is not described");
  }
}

void SchemaChecker::check_array(const std::string& place, JsonValue value, const YamlNode& schema,
                                Faults& faults) const {
  const auto elements = value.elements();
  for (const auto& [word, too_few] : {std::pair("minItems", true), std::pair("maxItems", false)})
    if (const YamlNode* limit = schema.find(word)) {
      const std::size_t n = std::stoul(limit->text);
      if (too_few ? elements.size() < n : elements.size() > n)
        faults.push_back(place + ": " + std::to_string(elements.size()) + " items");
    }
  if (const YamlNode* items = schema.find("items"))
    for (std::size_t i = 0; i < elements.size(); ++i)
      check_at(place + "[" + std::to_string(i) + "]", elements[i], *items, faults);
}

}  // namespace truceline

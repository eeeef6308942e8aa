// SPDX-License-Identifier: Apache-2.0
//
// Holds JSON against the schemas of api/openapi.yaml. It knows the words that file uses (type,
// enum, pattern of hex, required, properties, additionalProperties, items, minItems, maxItems,
// oneOf, $ref, minimum, maximum, description) and refuses a schema with any other.
#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "formats/yaml_tree.hpp"

namespace truceline {

class SchemaChecker {
 public:
  /// `document`: the root of the OpenAPI text, which must outlive this.
  explicit SchemaChecker(const formats::YamlNode& document) : document_(&document) {}

  /// What does not fit, each with its place; empty where all does.
  std::vector<std::string> check(base::JsonValue value, const formats::YamlNode& schema) const;

  /// What a "#/components/..." reference names; the node itself where it is none. Throws nothing:
  /// a dangling one is nullptr.
  const formats::YamlNode* resolve(const formats::YamlNode& node) const;

 private:
  using Faults = std::vector<std::string>;
  void check_at(const std::string& place, base::JsonValue value, const formats::YamlNode& schema,
                Faults& faults) const;
  void check_object(const std::string& place, base::JsonValue value,
                    const formats::YamlNode& schema, Faults& faults) const;
  void check_array(const std::string& place, base::JsonValue value, const formats::YamlNode& schema,
                   Faults& faults) const;

  const formats::YamlNode* document_;
};

}  // namespace truceline

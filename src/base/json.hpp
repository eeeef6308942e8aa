// SPDX-License-Identifier: Apache-2.0
//
// JSON as we accept it: UTF-8, no duplicate keys, limits on everything, errors with a place.
// Numbers keep the text they were written in: a coordinate becomes an integer without ever
// being a floating-point number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace truceline::base {

struct JsonLimits {
  std::size_t bytes;
  std::size_t depth;
  std::size_t string_bytes;
  /// Statement profile: refuse fractions, exponents, -0 and anything beyond +-(2^53 - 1).
  bool integers_only = false;
};

enum class JsonType : std::uint8_t { null, boolean, number, string, array, object };

class JsonDocument;
class JsonWriter;

/// A value inside a JsonDocument, which must outlive it. Cheap to copy. Asking a value for what
/// it is not is our bug and aborts: look at type() first.
class JsonValue {
 public:
  JsonType type() const;
  bool is_null() const { return type() == JsonType::null; }
  bool is_string() const { return type() == JsonType::string; }
  bool is_number() const { return type() == JsonType::number; }
  bool is_array() const { return type() == JsonType::array; }
  bool is_object() const { return type() == JsonType::object; }
  bool is_bool() const { return type() == JsonType::boolean; }

  bool as_bool() const;
  std::string_view as_string() const;
  /// The number exactly as it was written: "36.2", "1e3", "-7".
  std::string_view number_text() const;
  /// The number where it is a whole one that fits; empty for fractions, exponents, overflow.
  std::optional<std::int64_t> as_integer() const;

  /// Elements of an array, members of an object.
  std::size_t size() const;
  /// REQUIRES: an array or object, at < size(). Cost: O(at) for the first, use the iteration.
  std::vector<JsonValue> elements() const;
  struct Member;
  std::vector<Member> members() const;
  /// The same, put at the end of `all`: for whoever keeps one list for many objects.
  void append_members(std::vector<Member>& all) const;
  /// The member called `key`; empty where there is none. O(members).
  std::optional<JsonValue> find(std::string_view key) const;

 private:
  friend class JsonDocument;
  JsonValue(const JsonDocument* document, std::uint32_t node) : document_(document), node_(node) {}
  const JsonDocument* document_;
  std::uint32_t node_;
};

struct JsonValue::Member {
  std::string_view key;
  JsonValue value;
};

/// A parsed text. Strings without escapes point into the text given to parse_json.
class JsonDocument {
 public:
  struct Node {
    JsonType type;
    bool flag = false;        // booleans
    std::uint32_t count = 0;  // children of a container
    std::uint32_t end = 0;    // the node after this one and all below it
    std::string_view text;    // strings, number texts
  };
  JsonValue root() const { return {this, 0}; }

 private:
  friend class JsonValue;
  friend Result<JsonDocument> parse_json(std::string_view text, const JsonLimits& limits);
  std::vector<Node> nodes_;                              // preorder; object: key, value, key, ...
  std::vector<std::unique_ptr<std::string>> unescaped_;  // strings that had escapes
};

/// REQUIRES: `text` outlives the document. Errors carry "line:column" as their place.
Result<JsonDocument> parse_json(std::string_view text, const JsonLimits& limits);

/// Writes `value`, numbers as they were written, members in the order they were written; or by key
/// where `out` is canonical. REQUIRES for that: the document was parsed with integers_only.
void write_json(JsonWriter& out, JsonValue value);

/// The RFC 8785 form: members by key (UTF-16 code units), no white space, shortest escapes.
/// REQUIRES: the document was parsed with integers_only.
std::string canonical_json(JsonValue value);

}  // namespace truceline::base

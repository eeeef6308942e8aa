// SPDX-License-Identifier: Apache-2.0
//
// Any bytes parse or are refused, as Boost.JSON has it and with the same content; ours also has
// limits and refuses a key given twice. What parses as statement JSON has one canonical form,
// which parses to itself.
#include <boost/json.hpp>
#include <cstdint>
#include <utility>

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "base/limits.hpp"

namespace {
using namespace truceline::base;
namespace json = boost::json;

constexpr JsonLimits kStatement{limits::kBodyBytes, limits::kStatementDepth,
                                limits::kStatementString, true};
constexpr JsonLimits kAnything{limits::kBodyBytes, limits::kStatementDepth,
                               limits::kStatementString, false};

bool is_integer(const json::value& theirs, std::int64_t ours) {
  if (const auto* number = theirs.if_int64()) return *number == ours;
  const auto* number = theirs.if_uint64();
  return number != nullptr && std::cmp_equal(*number, ours);
}

bool is_same(const JsonValue& ours, const json::value& theirs) {
  switch (ours.type()) {
    case JsonType::null:
      return theirs.is_null();
    case JsonType::boolean:
      return theirs.is_bool() && theirs.get_bool() == ours.as_bool();
    case JsonType::number: {
      const auto integer = ours.as_integer();
      return theirs.is_number() &&
             (!integer || ours.number_text() == "-0" || is_integer(theirs, *integer));
    }
    case JsonType::string:
      return theirs.is_string() && std::string_view(theirs.get_string()) == ours.as_string();
    case JsonType::array: {
      if (!theirs.is_array() || theirs.get_array().size() != ours.size()) return false;
      const std::vector<JsonValue> elements = ours.elements();
      for (std::size_t i = 0; i < elements.size(); ++i)
        if (!is_same(elements[i], theirs.get_array()[i])) return false;
      return true;
    }
    case JsonType::object: {
      if (!theirs.is_object() || theirs.get_object().size() != ours.size()) return false;
      const std::vector<JsonValue::Member> members = ours.members();
      for (const JsonValue::Member& member : members) {
        const json::value* value = theirs.get_object().if_contains(member.key);
        if (value == nullptr || !is_same(member.value, *value)) return false;
      }
      return true;
    }
  }
  return false;
}

void compare(std::string_view text) {
  json::parse_options options;
  options.max_depth = 64;
  json::error_code error;
  const json::value theirs = json::parse(text, error, {}, options);
  const auto ours = parse_json(text, kAnything);
  if (ours) {
    // Numbers stay text with us, so none is too large.
    INVARIANT(error == json::error::exponent_overflow || (!error && is_same(ours->root(), theirs)));
  } else if (!error) {
    const Error& refused = ours.error();
    INVARIANT(refused.code == ErrorCode::too_large ||
              refused.reason.find("twice") != std::string::npos);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = text_of({data, size});
  compare(text);
  const auto parsed = parse_json(text, kStatement);
  if (!parsed) return 0;
  const std::string canonical = canonical_json(parsed->root());
  const auto again = parse_json(canonical, kStatement);
  if (again) INVARIANT(canonical_json(again->root()) == canonical);
  return 0;
}

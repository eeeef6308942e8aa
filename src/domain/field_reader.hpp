// SPDX-License-Identifier: Apache-2.0
//
// Walks a description of fields.hpp and reads JSON into the value. It judges the shape: types,
// words, missing and unknown fields, numbers that fit. What a well-shaped value says is judged
// afterwards (field_checker.hpp). The first fault is kept, with its path ("counts[0].low").
// Members may stand in any order. Internal to the module.
#pragma once

#include <limits>

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "domain/field_names.hpp"

namespace truceline::domain {

class FieldReader {
 public:
  /// Reads a whole value. The first fault, or nothing.
  template <class T>
  base::Result<void> run(base::JsonValue json, T& value) {
    read(json, value);
    if (fault_.found()) return fault_.take();
    return {};
  }

  template <class T>
  void operator()(std::string_view name, T& value, FieldRule = FieldRule::text) {
    if (fault_.found()) return;
    if (const auto json = take(name))
      read(*json, value);
    else
      fault_.set(base::invalid("is missing", "this field is always written"));
    if (fault_.found()) fault_.within(name);
  }
  template <class T>
  void unless(std::string_view name, T& value, const T& nothing, FieldRule = FieldRule::text) {
    if (fault_.found()) return;
    const std::optional<base::JsonValue> json = take(name);
    if (!json) {
      value = nothing;
      return;
    }
    read(*json, value);
    if (fault_.found()) fault_.within(name);
  }
  /// REQUIRES: `value` is fresh, so a field that is left out is already what it should be.
  template <class T>
  void optional(std::string_view name, T& value, FieldRule = FieldRule::text) {
    if (fault_.found()) return;
    const std::optional<base::JsonValue> json = take(name);
    if (!json) return;
    read(*json, value);
    if (fault_.found()) fault_.within(name);
  }
  template <class Members>
  void group(std::string_view name, Members members) {
    if (fault_.found()) return;
    if (const auto json = take(name))
      read_object(*json, members, [] { return std::string(); });
    else
      fault_.set(base::invalid("is missing", "this field is always written"));
    if (fault_.found()) fault_.within(name);
  }

 private:
  using Member = base::JsonValue::Member;

  /// The object whose fields are being read now. Its members are the last of members_.
  struct Frame {
    std::size_t first = 0;  ///< Of its members.
    std::size_t next = 0;   ///< Where the wanted member stands if the order is canonical.
    std::uint64_t taken = 0;
  };
  static constexpr std::size_t kMembersMax = 64;  // No struct has so many.

  std::optional<base::JsonValue> take(std::string_view name) {
    const std::size_t count = members_.size() - frame_.first;
    const Member* const members = members_.data() + frame_.first;
    for (std::size_t step = 0; step < count; ++step) {
      std::size_t at = frame_.next + step;
      if (at >= count) at -= count;
      if (members[at].key != name) continue;
      frame_.taken |= std::uint64_t{1} << at;
      frame_.next = at + 1 == count ? 0 : at + 1;
      return members[at].value;
    }
    return std::nullopt;
  }

  template <class Members, class Known>
  void read_object(base::JsonValue json, Members members, Known known) {
    if (!json.is_object()) return wrong_type("an object", json);
    const Frame outer = std::exchange(frame_, Frame{members_.size(), 0, 0});
    if (json.size() > kMembersMax) {
      fault_.set(base::invalid("has " + std::to_string(json.size()) + " fields"));
    } else {
      json.append_members(members_);
      members();
    }
    if (!fault_.found()) refuse_unknown(known);
    members_.erase(members_.begin() + static_cast<std::ptrdiff_t>(frame_.first), members_.end());
    frame_ = outer;
  }
  template <class Known>
  void refuse_unknown(Known known) {
    for (std::size_t at = 0; frame_.first + at < members_.size(); ++at) {
      if ((frame_.taken >> at & 1U) != 0) continue;
      const std::string names = known();
      fault_.set(base::invalid("is a field we do not know",
                               names.empty() ? "remove it" : "the fields here are " + names));
      fault_.within(members_[frame_.first + at].key);
      return;
    }
  }

  void wrong_type(std::string_view wanted, base::JsonValue json) {
    static constexpr std::array<std::string_view, 6> kTypes{
        "null", "true or false", "a number", "a string", "an array", "an object"};
    fault_.set(base::invalid("must be " + std::string(wanted) + ", is " +
                             std::string(kTypes[static_cast<std::size_t>(json.type())])));
  }

  template <class T>
  void read(base::JsonValue json, T& value) {
    read_object(
        json, [&] { fields(*this, value); }, [] { return FieldNames::listed<T>(); });
  }
  void read(base::JsonValue json, bool& value) {
    if (!json.is_bool()) return wrong_type("true or false", json);
    value = json.as_bool();
  }
  void read(base::JsonValue json, std::string& value) {
    if (!json.is_string()) return wrong_type("a string", json);
    value = json.as_string();
  }
  template <Integer T>
  void read(base::JsonValue json, T& value) {
    if (!json.is_number()) return wrong_type("a whole number", json);
    const std::optional<std::int64_t> number = json.as_integer();
    if (!number || json.number_text() == "-0") {
      fault_.set(base::invalid(
          "is not a whole number that fits: " + std::string(json.number_text().substr(0, 40)),
          "write it without fraction, exponent or sign of zero"));
      return;
    }
    if (!std::in_range<T>(*number)) {
      fault_.set(base::invalid("is out of range: " + std::to_string(*number)));
      return;
    }
    value = static_cast<T>(*number);
  }
  template <Strong T>
  void read(base::JsonValue json, T& value) {
    read(json, value.value);
  }
  template <Enum T>
  void read(base::JsonValue json, T& value) {
    if (!json.is_string()) return wrong_type("a string", json);
    const std::optional<T> known = from_word<T>(json.as_string());
    if (known) {
      value = *known;
      return;
    }
    fault_.set(base::invalid(
        "is a word we do not know here: \"" + std::string(json.as_string().substr(0, 40)) + "\"",
        "write one of: " + all_words<T>()));
  }
  template <ByteArray T>
  void read(base::JsonValue json, T& value) {
    if (!json.is_string()) return wrong_type("a string", json);
    static_assert(std::same_as<T, base::Hash>, "keys and hashes both have 32 bytes");
    if (!is_lower_hex_64(json.as_string())) {
      fault_.set(base::invalid("is not 64 lower-case hex digits"));
      return;
    }
    value = *base::hash_from_hex(json.as_string());
  }
  template <Optional T>
  void read(base::JsonValue json, T& value) {
    read(json, value.emplace());
  }
  template <List T>
  void read(base::JsonValue json, T& list) {
    if (!json.is_array()) return wrong_type("an array", json);
    list.reserve(json.size());
    for (const base::JsonValue element : json.elements()) {
      read(element, list.emplace_back());
      if (fault_.found()) return fault_.within(list.size() - 1);
    }
  }
  void read(base::JsonValue json, TextMap& map) {
    if (!json.is_object()) return wrong_type("an object", json);
    for (const auto& [key, text] : json.members()) {
      read(text, map[std::string(key)]);
      if (fault_.found()) return fault_.within(key);
    }
  }
  void read(base::JsonValue json, geo::Ring& ring) {
    std::vector<std::int32_t> flat;
    if (!json.is_array()) return wrong_type("an array", json);
    flat.reserve(json.size());
    for (const base::JsonValue element : json.elements()) {
      read(element, flat.emplace_back());
      if (fault_.found()) return fault_.within(flat.size() - 1);
    }
    if (flat.size() % 2 != 0) {
      fault_.set(base::invalid("has a longitude without a latitude",
                               "write longitude, latitude, longitude, latitude"));
      return;
    }
    ring.reserve(flat.size() / 2);
    for (std::size_t i = 0; i < flat.size(); i += 2)
      ring.push_back({.lon_e7 = flat[i], .lat_e7 = flat[i + 1]});
  }
  void read(base::JsonValue json, geo::Polygon& polygon) {
    if (!json.is_array()) return wrong_type("an array", json);
    const std::vector<base::JsonValue> rings = json.elements();
    if (rings.empty()) {
      fault_.set(base::invalid("has no ring", "write the outer ring first, then its holes"));
      return;
    }
    polygon.holes.resize(rings.size() - 1);
    for (std::size_t i = 0; i < rings.size(); ++i) {
      read(rings[i], i == 0 ? polygon.outer : polygon.holes[i - 1]);
      if (fault_.found()) return fault_.within(i);
    }
  }

  FirstFault fault_;
  std::vector<Member> members_;  ///< Of all objects that are open, one after another.
  Frame frame_;
};

}  // namespace truceline::domain

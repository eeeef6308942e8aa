// SPDX-License-Identifier: Apache-2.0
//
// Walks a description of fields.hpp over bytes that FieldWriter wrote, without a tree between:
// the fields stand in the order of the description and nothing is spaced. It gives up at the
// first byte it did not expect and says nothing about it: then FieldReader reads the same bytes
// in any order, and finds the words for what is wrong. What this accepts, FieldReader accepts,
// with the same value (canonical_reader_test.cpp). Internal to the module.
#pragma once

#include <limits>

#include "base/bytes.hpp"
#include "base/json_scan.hpp"
#include "domain/fields.hpp"

namespace truceline::domain {

class CanonicalReader {
 public:
  explicit CanonicalReader(std::string_view json)
      : at_(json.data()), end_(json.data() + json.size()) {}

  /// True where all of the bytes were read. REQUIRES: `value` is fresh. What it holds after a
  /// false is not to be used.
  template <class T>
  bool run(T& value) {
    read(value);
    return good_ && at_ == end_;
  }

  template <class T>
  void operator()(std::string_view name, T& value, FieldRule = FieldRule::text) {
    if (take_key(name))
      read_member(value);
    else
      give_up();
  }
  template <class T>
  void unless(std::string_view name, T& value, const T& nothing, FieldRule = FieldRule::text) {
    if (take_key(name))
      read_member(value);
    else
      value = nothing;
  }
  template <class T>
  void optional(std::string_view name, T& value, FieldRule = FieldRule::text) {
    if (take_key(name)) read_member(value);
  }
  template <class Members>
  void group(std::string_view name, Members members) {
    if (!take_key(name)) return give_up();
    read_object(members);
    end_member();
  }

 private:
  /// Ends everything: no byte is left to read, so that nothing that follows finds one.
  void give_up() {
    good_ = false;
    at_ = end_;
  }
  bool skip(char c) {
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }
  void expect(char c) {
    if (!skip(c)) give_up();
  }

  /// Goes past `{"name":` or `,"name":` where it stands here. Between members the cursor is on
  /// what follows the last one (end_member), so a brace can only be the object's own.
  bool take_key(std::string_view name) {
    const std::size_t length = name.size() + 4;
    if (static_cast<std::size_t>(end_ - at_) < length || *at_ == '}' || at_[1] != '"' ||
        std::string_view(at_ + 2, name.size()) != name || at_[length - 2] != '"' ||
        at_[length - 1] != ':')
      return false;
    at_ += length;
    return true;
  }
  template <class T>
  void read_member(T& value) {
    read(value);
    end_member();
  }
  void end_member() {
    if (at_ == end_ || (*at_ != ',' && *at_ != '}')) give_up();
  }

  template <class Members>
  void read_object(Members members) {
    if (at_ == end_ || *at_ != '{') return give_up();
    const char* const brace = at_;
    members();
    if (at_ == brace) ++at_;  // No member at all.
    expect('}');
  }

  std::string_view read_word() {
    if (!skip('"')) return give_up(), std::string_view();
    const char* const first = at_;
    while (at_ != end_ && *at_ != '"') ++at_;
    const std::string_view word(first, static_cast<std::size_t>(at_ - first));
    expect('"');
    return word;
  }

  template <class T>
  void read(T& value) {
    read_object([&] { fields(*this, value); });
  }
  void read(bool& value) {
    const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
    value = rest.starts_with("true");
    if (!value && !rest.starts_with("false")) return give_up();
    at_ += value ? 4 : 5;
  }
  void read(std::string& value) {
    if (!skip('"')) return give_up();
    const char* const first = at_;
    const base::ScannedString scanned = base::scan_json_string(first, end_);
    if (scanned.fault != base::JsonFault::none) return give_up();
    const std::string_view inside(first, static_cast<std::size_t>(scanned.stop - first));
    at_ = scanned.stop + 1;
    if (!scanned.escaped) {
      value = inside;
      return;
    }
    value.clear();
    value.reserve(inside.size());
    base::append_unescaped_json(inside, value);
  }
  template <Integer T>
  void read(T& value) {
    const bool minus = skip('-');
    const char* const first = at_;
    std::int64_t number = 0;
    // 18 digits always fit.
    for (; at_ != end_ && *at_ >= '0' && *at_ <= '9' && at_ - first < 18; ++at_)
      number = number * 10 + (*at_ - '0');
    const bool one_form = at_ != first && (*first != '0' || (at_ - first == 1 && !minus));
    if (minus) number = -number;
    if (!one_form || !std::in_range<T>(number)) return give_up();
    value = static_cast<T>(number);
  }
  template <Strong T>
  void read(T& value) {
    read(value.value);
  }
  template <Enum T>
  void read(T& value) {
    const std::optional<T> known = from_word<T>(read_word());
    if (!known) return give_up();
    value = *known;
  }
  template <ByteArray T>
  void read(T& value) {
    static_assert(std::same_as<T, base::Hash>, "keys and hashes both have 32 bytes");
    const std::string_view digits = read_word();
    if (!is_lower_hex_64(digits)) return give_up();
    value = *base::hash_from_hex(digits);
  }
  template <Optional T>
  void read(T& value) {
    read(value.emplace());
  }
  /// Calls `element` before each element of the array that stands here.
  template <class Element>
  void read_array(Element element) {
    expect('[');
    if (skip(']')) return;
    do element();
    while (skip(','));
    expect(']');
  }
  template <List T>
  void read(T& list) {
    read_array([&] { read(list.emplace_back()); });
  }
  void read(TextMap& map) {
    expect('{');
    if (skip('}')) return;
    do {
      std::string key;
      read(key);
      expect(':');
      // Ascending, so none stands twice.
      if (!map.empty() && key <= map.rbegin()->first) return give_up();
      read(map.emplace_hint(map.end(), std::move(key), std::string())->second);
    } while (skip(','));
    expect('}');
  }
  void read(geo::Ring& ring) {
    read_array([&] {
      geo::Point& point = ring.emplace_back();
      read(point.lon_e7);
      expect(',');
      read(point.lat_e7);
    });
  }
  void read(geo::Polygon& polygon) {
    bool outer = true;
    read_array([&] {
      read(outer ? polygon.outer : polygon.holes.emplace_back());
      outer = false;
    });
    if (outer) give_up();  // It has no ring.
  }

  const char* at_;
  const char* end_;
  bool good_ = true;
};

}  // namespace truceline::domain

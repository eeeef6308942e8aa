// SPDX-License-Identifier: Apache-2.0
//
// Walks a description of fields.hpp over a value and judges what it says: the rule of each field
// (field_rule.hpp), then what a struct's fields must hold together (sense.hpp). The first fault is
// kept, with its path. Internal to the module.
#pragma once

#include <limits>

#include "domain/fields.hpp"
#include "domain/sense.hpp"

namespace truceline::domain {

class FieldChecker {
 public:
  template <class T>
  base::Result<void> run(const T& value) {
    check(value, FieldRule::text);
    if (fault_.found()) return fault_.take();
    return {};
  }

  template <class T>
  void operator()(std::string_view name, const T& value, FieldRule rule = FieldRule::text) {
    if (fault_.found()) return;
    check(value, rule);
    if (fault_.found()) fault_.within(name);
  }
  template <class T>
  void unless(std::string_view name, const T& value, const T& nothing,
              FieldRule rule = FieldRule::text) {
    if (!(value == nothing)) (*this)(name, value, rule);
  }
  template <class T>
  void optional(std::string_view name, const T& value, FieldRule rule = FieldRule::text) {
    static const T kNothing{};
    unless(name, value, kNothing, rule);
  }
  template <class Members>
  void group(std::string_view name, Members members) {
    if (fault_.found()) return;
    members();
    if (fault_.found()) fault_.within(name);
  }

 private:
  void keep(std::optional<base::Error> error) {
    if (error) fault_.set(*std::move(error));
  }

  template <class T>
  void check(const T& value, FieldRule) {
    fields(*this, value);
    if (!fault_.found()) keep(nonsense(value));
  }
  void check(const std::string& text, FieldRule rule) { keep(flaw(text, rule)); }
  template <Integer T>
  void check(const T& number, FieldRule rule) {
    const bool fits = std::in_range<std::int64_t>(number);
    const std::int64_t same =
        fits ? static_cast<std::int64_t>(number) : std::numeric_limits<std::int64_t>::max();
    keep(flaw(same, rule));
  }
  template <Strong T>
  void check(const T& number, FieldRule rule) {
    check(number.value, rule);
  }
  void check(const bool&, FieldRule) {}
  template <Enum T>
  void check(const T&, FieldRule) {}
  template <ByteArray T>
  void check(const T&, FieldRule) {}
  template <Optional T>
  void check(const T& value, FieldRule rule) {
    if (value) check(*value, rule);
  }
  template <List T>
  void check(const T& list, FieldRule rule) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      check(list[i], rule);
      if (fault_.found()) return fault_.within(i);
    }
  }
  void check(const TextMap& names, FieldRule) {
    for (const auto& [tag, text] : names) {
      if (!is_language_tag(tag))
        fault_.set(base::invalid("is not a language tag", "write one like \"en\" or \"ar-SY\""));
      else
        keep(flaw(text, FieldRule::said));
      if (fault_.found()) return fault_.within(tag);
    }
  }
  void check(const geo::Ring& ring, FieldRule) {
    if (ring.size() < 3) {
      fault_.set(base::invalid("has fewer than three vertices",
                               "the first vertex is not repeated at the end"));
      return;
    }
    for (std::size_t i = 0; i < ring.size(); ++i) {
      keep(nonsense(ring[i]));
      if (fault_.found()) return fault_.within(2 * i);  // Its place in the flat list.
    }
  }
  void check(const geo::Polygon& polygon, FieldRule rule) {
    for (std::size_t i = 0; i <= polygon.holes.size(); ++i) {
      check(i == 0 ? polygon.outer : polygon.holes[i - 1], rule);
      if (fault_.found()) return fault_.within(i);
    }
  }

  FirstFault fault_;
};

}  // namespace truceline::domain

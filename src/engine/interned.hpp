// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <tuple>

#include "domain/header.hpp"

namespace truceline::engine {

/// An order to look values up by; it reaches no output.
struct InternedLess {
  static auto key(const domain::Audience& a) { return std::tie(a.label, a.recipients); }
  bool operator()(const domain::Audience* a, const domain::Audience* b) const {
    return key(*a) < key(*b);
  }
  bool operator()(const std::string* a, const std::string* b) const { return *a < *b; }
};

/// Values kept once and called by number, in order of first use.
template <class T>
class Interned {
 public:
  Interned() = default;
  Interned(const Interned& other) { *this = other; }
  Interned& operator=(const Interned& other) {  // numbers_ points into values_: built anew
    if (this == &other) return *this;
    values_.clear();
    numbers_.clear();
    for (const T& value : other.values_) number_of(value);
    return *this;
  }
  Interned(Interned&&) = default;  // a moved deque keeps its values where they are
  Interned& operator=(Interned&&) = default;

  /// The number of `value`, which is added where it is new. O(log n).
  std::uint32_t number_of(const T& value) {
    const auto found = numbers_.find(&value);
    if (found != numbers_.end()) return found->second;
    const auto number = static_cast<std::uint32_t>(values_.size());
    values_.push_back(value);
    numbers_.emplace(&values_.back(), number);
    return number;
  }
  const T& operator[](std::uint32_t number) const { return values_[number]; }

 private:
  std::deque<T> values_;
  std::map<const T*, std::uint32_t, InternedLess> numbers_;
};

}  // namespace truceline::engine

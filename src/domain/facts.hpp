// SPDX-License-Identifier: Apache-2.0
//
// What the sentence of one finding needs, by name. There are a handful for each finding and as
// many findings as reports, so they stand in one short list, ascending by name, rather than each
// in a node of its own.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/invariant.hpp"

namespace truceline::domain {

class Facts {
 public:
  struct Fact {
    std::string_view name;  ///< A literal: it outlives everything.
    std::string text;
    friend bool operator==(const Fact&, const Fact&) = default;
  };

  Facts() = default;
  /// REQUIRES: names are literals, each once; in any order.
  Facts(std::initializer_list<Fact> facts) : facts_(facts) {
    std::ranges::sort(facts_, {}, &Fact::name);
  }

  bool empty() const { return facts_.empty(); }
  auto begin() const { return facts_.begin(); }
  auto end() const { return facts_.end(); }

  /// The text; nullptr where there is no such fact.
  const std::string* find(std::string_view name) const {
    const auto at = std::ranges::lower_bound(facts_, name, {}, &Fact::name);
    return at != facts_.end() && at->name == name ? &at->text : nullptr;
  }
  bool contains(std::string_view name) const { return find(name) != nullptr; }
  /// REQUIRES: there is such a fact.
  const std::string& at(std::string_view name) const {
    const std::string* text = find(name);
    INVARIANT(text != nullptr);
    return *text;
  }

  void reserve(std::size_t count) { facts_.reserve(count); }
  /// Sets the fact. REQUIRES: `name` is a literal. Cheapest in order of name.
  void set(std::string_view name, std::string text) {
    const auto at = facts_.empty() || facts_.back().name < name
                        ? facts_.end()
                        : std::ranges::lower_bound(facts_, name, {}, &Fact::name);
    if (at != facts_.end() && at->name == name)
      at->text = std::move(text);
    else
      facts_.insert(at, {name, std::move(text)});
  }

  friend bool operator==(const Facts&, const Facts&) = default;

 private:
  std::vector<Fact> facts_;
};

}  // namespace truceline::domain

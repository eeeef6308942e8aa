// SPDX-License-Identifier: Apache-2.0
//
// What the sentence of one finding needs, by name. There are a handful for each finding and as
// many findings as reports, so they stand in one short list, ascending by name, rather than each
// in a node of its own. Copies share the list until one of them is changed: a finding that still
// holds is copied into every state that is published.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <memory>
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
  Facts(std::initializer_list<Fact> facts) { std::ranges::sort(own() = facts, {}, &Fact::name); }

  bool empty() const { return list().empty(); }
  auto begin() const { return list().begin(); }
  auto end() const { return list().end(); }

  /// The text; nullptr where there is no such fact.
  const std::string* find(std::string_view name) const {
    const auto at = std::ranges::lower_bound(list(), name, {}, &Fact::name);
    return at != end() && at->name == name ? &at->text : nullptr;
  }
  bool contains(std::string_view name) const { return find(name) != nullptr; }
  /// REQUIRES: there is such a fact.
  const std::string& at(std::string_view name) const {
    const std::string* text = find(name);
    INVARIANT(text != nullptr);
    return *text;
  }

  void reserve(std::size_t count) { own().reserve(count); }
  /// Sets the fact. REQUIRES: `name` is a literal. Cheapest in order of name.
  void set(std::string_view name, std::string text) {
    std::vector<Fact>& facts = own();
    const auto at = facts.empty() || facts.back().name < name
                        ? facts.end()
                        : std::ranges::lower_bound(facts, name, {}, &Fact::name);
    if (at != facts.end() && at->name == name)
      at->text = std::move(text);
    else
      facts.insert(at, {name, std::move(text)});
  }

  friend bool operator==(const Facts& a, const Facts& b) { return a.list() == b.list(); }

 private:
  const std::vector<Fact>& list() const {
    static const std::vector<Fact> kNone;
    return facts_ ? *facts_ : kNone;
  }
  /// The list, to be changed: a copy where others have it too.
  std::vector<Fact>& own() {
    if (!facts_ || facts_.use_count() != 1) facts_ = std::make_shared<std::vector<Fact>>(list());
    return *facts_;
  }

  std::shared_ptr<std::vector<Fact>> facts_;  // null: none
};

}  // namespace truceline::domain

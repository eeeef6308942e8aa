// SPDX-License-Identifier: Apache-2.0
//
// What to call an id in front of people: the name in the reader's language, another language
// where that one is missing, and the id itself where nobody gave a name (that may be shown).
#pragma once

#include <string>
#include <string_view>

#include "views/language.hpp"
#include "views/snapshot.hpp"

namespace truceline::views {

/// The name in `lang`, else English, else the first there is; empty where there is none.
std::string_view name_in(const domain::Names& names, Lang lang);

class Naming {
 public:
  /// REQUIRES: `snapshot` outlives it.
  Naming(const Snapshot& snapshot, Lang lang) : snapshot_(&snapshot), lang_(lang) {}

  /// An actor id or one of the selectors "parties", "guarantors", "anyone".
  std::string actor(std::string_view id) const;
  std::string zone(std::string_view id) const;
  std::string post(std::string_view id) const;
  std::string agreement(std::string_view id) const;
  std::string arrangement(std::string_view id) const;
  Lang lang() const { return lang_; }
  const Snapshot& snapshot() const { return *snapshot_; }

 private:
  const Snapshot* snapshot_;
  Lang lang_;
};

}  // namespace truceline::views

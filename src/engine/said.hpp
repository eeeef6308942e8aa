// SPDX-License-Identifier: Apache-2.0
//
// One thing said, with what every use of it needs: where it stands in the ledger, who said it, who
// may see it, what it cites, and whether somebody entitled has replaced it since.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/strong.hpp"
#include "base/time.hpp"
#include "domain/header.hpp"
#include "engine/shared_list.hpp"

namespace truceline::engine {

template <class T>
struct Said {
  base::EntryIndex index;
  base::Hash id{};
  std::string party;
  base::TimeMs time;  ///< The author's clock.
  domain::Audience audience;
  T what;
  std::vector<base::EntryIndex> cites;  ///< Earlier entries that its header cites or answers.
  std::optional<base::EntryIndex> superseded_by;  ///< The first entry that replaced it.
};

/// In order of entry. The same thing said is kept once, whoever reads it.
template <class T>
using SaidList = SharedList<Said<T>, 64, Cells::apart>;

}  // namespace truceline::engine

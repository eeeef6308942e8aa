// SPDX-License-Identifier: Apache-2.0
//
// What signed judgements have made of the reports: whether one still stands, is doubted, or has
// been found to be without foundation.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "engine/state.hpp"

namespace truceline::engine {

enum class Standing {
  stands,
  doubted,    ///< Disputed, unverifiable, or called unfounded by one party alone.
  unfounded,  ///< So found by the mission's own party, or jointly by more than one party.
};

/// The newest assessment of a report that is not superseded decides; but what is found unfounded
/// by the mission or jointly stays so until another assessment by the mission or jointly.
class AssessedReports {
 public:
  struct Judgement {
    Standing standing = Standing::stands;
    std::optional<base::EntryIndex> assessment;  ///< The entry that decides; empty: nobody's.
  };

  explicit AssessedReports(const State& state);
  /// `report` is the entry of a report.
  Judgement of(base::EntryIndex report) const;

 private:
  std::unordered_map<std::uint64_t, Judgement> by_report_;  // looked up, never listed
};

}  // namespace truceline::engine

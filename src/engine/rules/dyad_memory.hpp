// SPDX-License-Identifier: Apache-2.0
//
// The same sides fight each other over and over: each pair is held against each clause once for
// every epoch of the actors' relations.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "engine/sides.hpp"

namespace truceline::engine::rules {

class DyadMemory {
 public:
  /// Keeps references; both must outlive it. `clauses` is how many clauses will be asked about.
  DyadMemory(const ActorRegister& actors, std::size_t clauses)
      : actors_(actors), clauses_(clauses) {}

  /// The pair that `report` names, as a number for match().
  std::size_t pair_of(const domain::Report& report);

  /// match_actors for the clause numbered `clause`, over the report's whole interval: where
  /// relations changed within it so that the answer differs between its ends, it is doubtful.
  /// REQUIRES: pair == pair_of(report), clause < clauses.
  ActorMatch match(std::size_t pair, const domain::Report& report, std::size_t clause,
                   const domain::Agreement& agreement, const domain::EventMatch& match);

 private:
  ActorMatch match_at(std::size_t pair, const domain::Report& report, std::size_t clause,
                      const domain::Agreement& agreement, const domain::EventMatch& match,
                      base::TimeMs at);

  const ActorRegister& actors_;
  std::size_t clauses_;
  std::string key_;                                      // kept for its memory
  std::unordered_map<std::string, std::size_t> pairs_;   // looked up, never listed
  std::vector<std::vector<std::vector<char>>> answers_;  // [pair][epoch][clause], 0: not asked
};

}  // namespace truceline::engine::rules

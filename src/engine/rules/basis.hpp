// SPDX-License-Identifier: Apache-2.0
//
// What every rule is given and what every finding ends with.
#pragma once

#include <string>
#include <vector>

#include "domain/finding.hpp"
#include "engine/actors.hpp"
#include "engine/state.hpp"

namespace truceline::engine {
struct FindingMemory;
}

namespace truceline::engine::rules {

struct Basis {
  const State& state;
  const ActorRegister& actors;
  base::TimeMs at;                  ///< What the clock shows.
  FindingMemory* memory = nullptr;  ///< Nobody else's meanwhile; null: nothing is remembered.
};

using Findings = std::vector<domain::Finding>;

/// Completes a finding that has its rule, evidence, references and doubts: evidence and doubts in
/// order and once each, the narrowest audience over the evidence, the tree size and the id.
/// REQUIRES: at least one piece of evidence.
domain::Finding finish(domain::Finding&& finding, const State& state);

/// "north, south": a fact that lists ids or words, which views take apart again.
template <class Texts>
std::string joined(const Texts& texts) {
  std::string all;
  for (const auto& text : texts) {
    if (!all.empty()) all += ", ";
    all += text;
  }
  return all;
}

/// "Ahrar al-Sham, Jaysh al-Islam": the names as written, or the code where there is no name.
std::string names_of(const std::vector<domain::ActorMention>& mentions);

/// A finding of `rule` about when, where and what a place says.
void set_place(domain::Finding& finding, const domain::Place& place);

/// True where two statements come from different mouths: another party or another publisher.
template <class A, class B>
bool told_by_others(const Said<A>& a, const Said<B>& b) {
  return a.party != b.party || a.what.source.publisher != b.what.source.publisher;
}

/// The name a source goes by in a sentence: its publisher, or the party that passed it on.
template <class T>
std::string teller(const Said<T>& said) {
  return said.what.source.publisher.empty() ? said.party : said.what.source.publisher;
}

}  // namespace truceline::engine::rules

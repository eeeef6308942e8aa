// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/dyad_memory.hpp"

namespace truceline::engine::rules {
namespace {

void append(std::string& key, const std::string& text) {
  key += std::to_string(text.size());  // so that no two lists share a key
  key += ':';
  key += text;
}

}  // namespace

std::size_t DyadMemory::pair_of(const domain::Report& report) {
  key_.clear();
  key_ += report.directed ? '>' : '-';
  for (const auto* side : {&report.side_a, &report.side_b}) {
    key_ += '|';
    for (const domain::ActorMention& mention : *side) {
      append(key_, mention.name);
      append(key_, mention.code);
    }
  }
  const auto [at, is_new] = pairs_.try_emplace(key_, answers_.size());
  if (is_new) answers_.emplace_back();
  return at->second;
}

ActorMatch DyadMemory::match(std::size_t pair, const domain::Report& report, std::size_t clause,
                             const domain::Agreement& agreement, const domain::EventMatch& match) {
  const base::Interval& when = report.when.interval;
  const ActorMatch first = match_at(pair, report, clause, agreement, match, when.from);
  if (when.to <= when.from) return first;
  const base::TimeMs end{when.to.value - 1};
  const ActorMatch last = match_at(pair, report, clause, agreement, match, end);
  return first == last ? first : ActorMatch::doubtful;
}

ActorMatch DyadMemory::match_at(std::size_t pair, const domain::Report& report, std::size_t clause,
                                const domain::Agreement& agreement, const domain::EventMatch& match,
                                base::TimeMs at) {
  auto& by_epoch = answers_[pair];
  const std::size_t epoch = actors_.epoch(at);
  if (by_epoch.size() <= epoch) by_epoch.resize(epoch + 1);
  if (by_epoch[epoch].empty()) by_epoch[epoch].resize(clauses_);
  char& answer = by_epoch[epoch][clause];
  if (answer == 0)
    answer = static_cast<char>(
        1 + static_cast<int>(match_actors(report, agreement, match, at, actors_)));
  return static_cast<ActorMatch>(answer - 1);
}

}  // namespace truceline::engine::rules

// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/proximity.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/sha256.hpp"

namespace truceline::engine::rules {
namespace {

using domain::Encounter;
using domain::ProximityKind;

/// An encounter that is borne out.
struct Shown {
  const Encounter* what;
  const Said<Encounter>* said;  ///< Null where it is no entry.
  Borne borne;
};

/// What begins and what ends belong together where the same party says it of the same object and
/// the same thing, in whichever version.
using Thread = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view,
                          std::string_view, ProximityKind>;

/// Completes a finding of encounters that are no entries.
domain::Finding unwritten(domain::Finding finding, const Encounter& begun, const Encounter* ended,
                          const State& state) {
  finding = finish(std::move(finding), state);
  std::vector<base::Hash> ids;
  for (const base::EntryIndex index : finding.evidence) ids.push_back(state.id_of(index));
  for (const Encounter* const encounter : {&begun, ended})
    if (encounter != nullptr)
      ids.push_back(base::sha256(base::bytes_of(domain::encode(domain::Body(*encounter)))));
  finding.id = domain::identify(finding, ids);
  return finding;
}

class Pairing {
 public:
  explicit Pairing(const State& state) : state_(state), encountered_(state) {}

  void add(const Encounter& what, const Said<Encounter>* said) {
    if (auto borne = encountered_.judge(what)) shown_.push_back({&what, said, *borne});
  }

  Findings run() {
    std::ranges::stable_sort(shown_, {}, [](const Shown& one) { return one.borne.decisive.time; });
    for (const Shown& one : shown_) {
      const ProximityKind event = one.what->event;
      if (!domain::begins(event)) {
        end(one);
        continue;
      }
      const auto [place, is_new] = open_.try_emplace(thread_of(one, event), &one);
      if (!is_new) close(*std::exchange(place->second, &one), nullptr);
    }
    for (const auto& [thread, begun] : open_) close(*begun, nullptr);
    return std::move(findings_);
  }

 private:
  static Thread thread_of(const Shown& shown, ProximityKind begun) {
    const std::string_view speaker = shown.said ? std::string_view(shown.said->party) : "";
    const Encounter& what = *shown.what;
    if (what.met)
      return {speaker, what.sender, what.object, what.met->sender, what.met->object, begun};
    const Subject& subject = *shown.borne.subject;
    return {speaker, what.sender, what.object, subject.party(), subject.id(), begun};
  }

  void end(const Shown& one) {
    for (const ProximityKind begun :
         {ProximityKind::came_near, ProximityKind::entered, ProximityKind::left_corridor}) {
      if (domain::end_of(begun) != one.what->event) continue;
      const auto found = open_.find(thread_of(one, begun));
      if (found == open_.end()) continue;
      close(*found->second, &one);
      open_.erase(found);
    }
  }

  void close(const Shown& begun, const Shown* ended) {
    domain::Finding finding =
        encountered_.describe(*begun.what, begun.borne, ended ? &ended->borne : nullptr);
    if (ended != nullptr) finding.evidence.push_back(ended->borne.against);
    findings_.push_back(begun.said ? entered(std::move(finding), *begun.said, ended)
                                   : unwritten(std::move(finding), *begun.what,
                                               ended ? ended->what : nullptr, state_));
  }

  domain::Finding entered(domain::Finding finding, const Said<Encounter>& begun,
                          const Shown* ended) const {
    finding.evidence.push_back(begun.index);
    if (ended != nullptr) finding.evidence.push_back(ended->said->index);
    if (begun.party != state_.mission_party() && begun.party != begun.what.sender) {
      finding.doubts = {domain::Doubt::source};
      finding.facts.set("said_by", begun.party);
    }
    return finish(std::move(finding), state_);
  }

  const State& state_;
  Encountered encountered_;
  std::vector<Shown> shown_;
  std::map<Thread, const Shown*> open_;  // what has begun and not ended
  Findings findings_;
};

}  // namespace

Findings proximities(const Basis& basis) {
  Pairing pairing(basis.state);
  for (const Said<Encounter>& said : basis.state.encounters())
    if (!said.superseded_by) pairing.add(said.what, &said);
  return pairing.run();
}

Findings proximities_of(std::span<const Encounter> encounters, const State& state) {
  Pairing pairing(state);
  for (const Encounter& encounter : encounters) pairing.add(encounter, nullptr);
  return pairing.run();
}

std::vector<std::optional<domain::Finding>> proximity_of_each(std::span<const Encounter> encounters,
                                                              const State& state) {
  Encountered encountered(state);
  std::vector<std::optional<domain::Finding>> findings(encounters.size());
  for (std::size_t i = 0; i < encounters.size(); ++i) {
    if (!domain::begins(encounters[i].event)) continue;
    if (const auto borne = encountered.judge(encounters[i]))
      findings[i] = unwritten(encountered.describe(encounters[i], *borne, nullptr), encounters[i],
                              nullptr, state);
  }
  return findings;
}

}  // namespace truceline::engine::rules

// SPDX-License-Identifier: Apache-2.0
#include "engine/neighbourhood.hpp"

#include <algorithm>

#include "base/sha256.hpp"

namespace truceline::engine {
namespace {

using rules::Subject;

constexpr std::string_view kLabel{"truceline.org/neighbourhood/v1\0", 31};

/// What is said, by whom: not when, nor as which entry.
base::Hash content_of(const Subject& subject) {
  std::string body;
  if (subject.drawn) {
    body = domain::encode(domain::Body(subject.drawn->what.zone));
  } else {
    domain::Notification said = subject.notified->what;
    said.has_read.reset();  // what its author had read is no news to its neighbours
    body = domain::encode(domain::Body(std::move(said)));
  }
  const std::string& party = subject.drawn ? subject.drawn->party : subject.party();
  const std::string sized = std::to_string(party.size()) + ":" + party + body;
  return base::sha256(base::bytes_of(sized));
}

}  // namespace

Neighbourhood neighbourhood(const Said<domain::Notification>& planned, const State& state,
                            const ConflictGround& ground, const domain::Reader& reader) {
  const Subject plan = rules::subject_of(planned);
  const geo::Volume volume = plan.volume();
  const geo::PreparedVolume prepared = geo::prepare(volume);
  geo::Separation near = rules::Requirements(state).reach(plan.kind);
  near.horizontal_m = std::max(near.horizontal_m, kNeighbourhoodM);
  near.vertical_cm = std::int64_t{geo::kAltitudeHighestCm} - geo::kAltitudeLowestCm;
  near.time_ms = std::max(near.time_ms, kNeighbourhoodMs);

  Neighbourhood found;
  std::vector<base::Hash> contents;
  geo::VolumeMeeting meeting;
  // What the index gives depends on how it grew; whether they are near does not.
  for (const std::uint32_t slot : ground.subjects.volumes.meeting(volume, near)) {
    const Subject other = rules::subject_at(state, ground.subjects.keys[slot]);
    if (other.party() == plan.party() || !reader.may_read(other.audience(), other.party()))
      continue;
    if (!meeting.meet(prepared, geo::prepare(other.volume()), near)) continue;
    found.entries.push_back(other.key.entry);
    contents.push_back(content_of(other));
  }
  std::ranges::sort(found.entries);
  found.entries.erase(std::ranges::unique(found.entries).begin(), found.entries.end());
  std::ranges::sort(contents);
  std::string all(kLabel);
  for (const base::Hash& content : contents) all.append(content.begin(), content.end());
  found.key = base::sha256(base::bytes_of(all));
  return found;
}

}  // namespace truceline::engine

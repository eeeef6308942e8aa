// SPDX-License-Identifier: Apache-2.0
//
// What became of positions, as it is shown: rows that could not be read, what was flagged, and the
// findings that follow. The same for a recording on the command line and for a batch over HTTP.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/json_writer.hpp"
#include "engine/position_stream.hpp"
#include "formats/positions.hpp"
#include "views/naming.hpp"

namespace truceline::views {

/// The flags of a stream: how many of each kind, and the earliest of them, at most
/// limits::kFlagsTold, whatever the order they came in.
class FlagList {
 public:
  void add(const std::vector<engine::TrackFlag>& flags);

  const std::map<engine::TrackFlagKind, std::uint64_t>& counts() const { return counts_; }
  std::uint64_t total() const;

  /// By the time of the flagged position, then by object.
  struct Earlier {
    bool operator()(const engine::TrackFlag& a, const engine::TrackFlag& b) const;
  };
  const std::set<engine::TrackFlag, Earlier>& earliest() const { return earliest_; }

 private:
  std::map<engine::TrackFlagKind, std::uint64_t> counts_;
  std::set<engine::TrackFlag, Earlier> earliest_;
};

struct PositionsTold {
  std::uint64_t refused = 0;                         ///< Rows that could not be read ...
  std::vector<formats::RefusedPosition> complaints;  ///< ... and the first of them.
  engine::TrackCounts counts;
  FlagList flags;
};

/// Writes the members "rows", "refused", "believed", "duplicates", "flagged" into an object begun.
void write_told(base::JsonWriter& out, const PositionsTold& told);

/// An encounter of a live stream: an entry, or told only.
struct ToldEncounter {
  domain::Encounter encounter;
  std::optional<domain::Finding> finding;  ///< Where it begins something.
  std::optional<base::EntryIndex> entry;
  std::string why_not;  ///< Where it is no entry.
};
/// As JSON of one line. `naming` is of the state that it was held against.
std::string encounter_json(const ToldEncounter& told, const Naming& naming);

/// The answer to a batch that `party` sent; `encounters` are encounter_json().
std::string batch_json(const std::string& party, const PositionsTold& told,
                       const std::vector<std::string>& encounters);

/// Encounters of late, the newest first. `trouble`: why nothing is entered; empty where it is.
std::string encounters_json(const std::vector<std::string>& encounters, const std::string& trouble);

/// A recording: what was told, and its findings in their order, as JSON of one line.
std::string recording_json(const PositionsTold& told,
                           const std::vector<const domain::Finding*>& findings,
                           const Naming& naming);
/// The same for people, at most `limit` findings.
std::string recording_text(const PositionsTold& told, const std::string& file,
                           const std::vector<const domain::Finding*>& findings,
                           const Naming& naming, std::size_t limit, bool colour);

}  // namespace truceline::views

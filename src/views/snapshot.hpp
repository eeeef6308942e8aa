// SPDX-License-Identifier: Apache-2.0
//
// What one answer rests on: a state, the findings at a moment, and who is asking. It never
// changes once made, so any number of threads may answer from it while the ledger grows.
//
// If you remember one thing: the state is folded from what its reader may read and nothing else, so
// that no answer made of it can tell more. Bytes of the ledger come through read(), which takes
// away the bodies that are not for this reader.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/finding.hpp"
#include "domain/reader.hpp"
#include "engine/queries.hpp"
#include "engine/state.hpp"
#include "ledger/proof.hpp"
#include "ledger/store.hpp"
#include "views/coverage.hpp"
#include "views/mission_card.hpp"

namespace truceline::engine {
struct ConflictGround;
}

namespace truceline::views {

using domain::Reader;

/// The bytes behind the state. Implemented by app; callable from every thread that answers.
class LedgerReader {
 public:
  virtual ~LedgerReader() = default;
  virtual base::Result<ledger::Record> read(base::EntryIndex index) const = 0;
  virtual base::Result<ledger::Proof> inclusion_proof(base::EntryIndex index,
                                                      base::TreeSize size) const = 0;
};

struct SnapshotParts {
  /// Of the first `state->size()` entries, each as_read_by(reader, ...).
  std::shared_ptr<const engine::State> state;
  std::shared_ptr<const MissionCard> mission;
  std::shared_ptr<const LedgerReader> ledger;
  base::TimeMs at;  ///< What the clock shows for duties.
  /// engine::derive_findings(*state, at, ...), then what HiddenConflicts has for the reader.
  std::vector<domain::Finding> findings;
  /// The state with all bodies that the host holds, at the same size: a plan is held against that,
  /// and of what its reader may not read is told only that there is something. Null: `state`.
  std::shared_ptr<const engine::State> held;
  /// Of `held`; may be null, then it is made when asked.
  std::shared_ptr<const engine::ConflictGround> conflicts;
  std::string checkpoint;         ///< The newest signed note ...
  base::TreeSize signed_entries;  ///< ... and how many entries it covers.
  base::TreeSize entries;         ///< How many the ledger holds.
  Reader reader = Reader::anyone();
};

class Snapshot {
 public:
  /// REQUIRES: the pointers are set. Cost: reports + findings, about 10 ms for 17,000 reports.
  explicit Snapshot(SnapshotParts parts);

  const engine::State& state() const { return *parts_.state; }
  const MissionCard& mission() const { return *parts_.mission; }
  base::TimeMs at() const { return parts_.at; }
  const engine::State& held() const { return parts_.held ? *parts_.held : *parts_.state; }
  std::shared_ptr<const engine::ConflictGround> conflicts() const;
  const std::string& checkpoint() const { return parts_.checkpoint; }
  base::TreeSize signed_entries() const { return parts_.signed_entries; }
  base::TreeSize entries() const { return parts_.entries; }

  const Reader& reader() const { return parts_.reader; }
  /// May this reader read the body of that entry? REQUIRES: index.value < state().size().value.
  bool reads(base::EntryIndex index) const {
    return parts_.reader.may_read(state().audience_of(index), state().party_of(index));
  }
  /// Does its body, which this reader may read, leave a trace when it is opened? Not what is for
  /// everyone, nor the traces themselves.
  bool is_confidential(base::EntryIndex index) const {
    return state().audience_of(index).label != domain::AudienceLabel::everyone &&
           state().kind_of(index) != domain::StatementKind::read;
  }
  /// The entry's bytes, the sealed body only where the reader may read it. Errors: those of the
  /// ledger.
  base::Result<ledger::Record> read(base::EntryIndex index) const;
  base::Result<ledger::Proof> inclusion_proof(base::EntryIndex index) const {
    return parts_.ledger->inclusion_proof(index, parts_.signed_entries);
  }

  /// Those that rest on nothing but entries this reader may read, newest occurrence first; within
  /// one moment in the engine's order.
  const engine::FindingList& findings() const { return newest_first_; }
  /// nullptr where there is none (for this reader).
  const domain::Finding* finding(const base::Hash& id) const;

  /// The reports that are not superseded, as places in state().reports(), with what the map asks
  /// of each.
  struct ReportRow {
    std::uint32_t place;
    std::uint32_t dyad;   ///< Into dyads().
    std::uint8_t breach;  ///< 0 none, 1 possible, 2 settled.
  };
  const std::vector<ReportRow>& reports() const { return reports_; }
  /// "Government - Insurgents": the sides as written.
  const std::vector<std::string>& dyads() const { return dyads_; }
  /// From the first to the last moment of these reports; empty where there are none.
  const std::optional<base::Interval>& span() const { return span_; }

  /// Equal for two snapshots that give equal answers: covers state, findings, the tree, the
  /// mission's card, the reader, and which of the moments that matter have passed at `at`.
  const base::Hash& basis() const { return basis_; }

 private:
  void list_findings();
  void list_reports();
  void mark_breaches();
  base::Hash make_basis() const;

  SnapshotParts parts_;
  engine::FindingList newest_first_;                                     ///< Of those in parts_.
  std::vector<std::pair<std::uint64_t, const domain::Finding*>> by_id_;  ///< By beginning of id.
  std::vector<ReportRow> reports_;
  std::vector<std::string> dyads_;
  std::optional<base::Interval> span_;
  base::Hash basis_{};
};

/// Where snapshots come from: the app keeps the newest and makes others when asked.
class SnapshotSource {
 public:
  virtual ~SnapshotSource() = default;
  virtual const MissionCard& mission() const = 0;
  /// As known from the first `as_known_at` entries (all where empty), duties judged at `at` (the
  /// server's clock where empty). not_found where there are fewer entries than that.
  virtual base::Result<std::shared_ptr<const Snapshot>> at(
      std::optional<base::TreeSize> as_known_at, std::optional<base::TimeMs> at) = 0;
  /// How far others vouch for the ledger by now, whatever the snapshot's size.
  virtual Coverage coverage() const { return {}; }
};

/// The statement at `index`, whose kind is T's; nullptr where its body is not held. O(log n).
template <class T>
const engine::Said<T>* said_at(const engine::SaidList<T>& all, base::EntryIndex index) {
  std::size_t low = 0;
  std::size_t high = all.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (all[middle].index < index)
      low = middle + 1;
    else
      high = middle;
  }
  return low < all.size() && all[low].index == index ? &all[low] : nullptr;
}

}  // namespace truceline::views

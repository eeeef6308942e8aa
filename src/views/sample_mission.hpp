// SPDX-License-Identifier: Apache-2.0
//
// For tests only: a mission small enough to hold in the head and whole enough to raise each kind
// of finding. Keys, salts and times are fixed, so every byte of every answer is the same each run.
//
//        37.0E        37.2E      37.4E
//   36.2N +------------+
//         |   R1  lake |  R2          R1 shelling, a settled place inside: may breach
//         |    P       |              R2 in the next town, known within 25 km: possible
//   36.0N +------------+              R3 against an excluded group, inside: no breach
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ledger/checkpoint_signer.hpp"
#include "ledger/log.hpp"
#include "ledger/memory_store.hpp"
#include "ledger/tree.hpp"
#include "views/snapshot.hpp"

namespace truceline::views {

class SampleMission : public SnapshotSource {
 public:
  SampleMission();

  const MissionCard& mission() const override { return *card_; }
  base::Result<std::shared_ptr<const Snapshot>> at(std::optional<base::TreeSize> as_known_at,
                                                   std::optional<base::TimeMs> at) override;

  Coverage coverage() const override { return covered; }

  /// How far witnesses and mirrors are said to have come; nobody is asked.
  Coverage covered;

  /// The newest state at the sample's clock, as somebody on the network (or the keeper) sees it.
  std::shared_ptr<const Snapshot> snapshot(const Reader& reader = Reader::anyone());

  /// Says one thing more: signed, committed to, appended, folded. Returns its entry.
  base::EntryIndex say(const domain::Body& body, domain::Audience audience = everyone(),
                       std::vector<domain::Reference> references = {});
  /// The same, its content destroyed.
  base::EntryIndex say_erased(const domain::Body& body);

  static domain::Audience everyone() { return {domain::AudienceLabel::everyone, {}}; }
  /// 2020-06-01T09:00Z, what the sample's clock shows.
  static constexpr base::TimeMs kClock{1'591'002'000'000};
  base::Hash id_of(base::EntryIndex index) const { return statements_[index.value].id; }

 private:
  class Reading;
  std::shared_ptr<const Snapshot> make(base::TreeSize size, base::TimeMs clock,
                                       const Reader& reader);
  void open_the_log();
  void introduce_the_world();
  void report_what_happened();
  void contradict_each_other();
  base::EntryIndex append(const domain::Body& body, domain::Audience audience,
                          std::vector<domain::Reference> references, bool erased,
                          std::uint64_t sequence);

  std::shared_ptr<MissionCard> card_;
  std::shared_ptr<ledger::MemoryStore> store_;
  std::shared_ptr<ledger::Tree> tree_;
  std::optional<ledger::CheckpointSigner> signer_;
  std::optional<ledger::Log> log_;
  std::vector<domain::Statement> statements_;
  base::EntryIndex erased_;
};

}  // namespace truceline::views

// SPDX-License-Identifier: Apache-2.0
#include "app/mission_source.hpp"

#include "app/clock.hpp"
#include "app/on_all_cores.hpp"
#include "app/receipts.hpp"
#include "app/version.hpp"
#include "engine/findings.hpp"
#include "ledger/signed_head.hpp"
#include "ledger/tree.hpp"

namespace truceline::app {

using base::Result;

namespace {

/// Keeps the mission open as long as a snapshot may read from it.
class MissionLedger final : public views::LedgerReader {
 public:
  explicit MissionLedger(std::shared_ptr<Mission> mission) : mission_(std::move(mission)) {}

  Result<ledger::Record> read(base::EntryIndex index) const override {
    return mission_->store().read(index);
  }
  /// Builds the tree for one proof: commands ask for one.
  Result<ledger::Proof> inclusion_proof(base::EntryIndex index,
                                        base::TreeSize size) const override {
    ledger::Tree tree;
    TRY(mission_->store().scan(
        {0}, {size.value},
        [&tree](base::EntryIndex, const ledger::RecordView& record) -> Result<void> {
          tree.append(ledger::leaf_hash(record.leaf));
          return {};
        }));
    return tree.inclusion_proof(index, size);
  }

 private:
  std::shared_ptr<Mission> mission_;
};

/// Lets the process free it: a command answers once, and taking a state of thousands of entries
/// apart would take a tenth of the time of the whole answer.
std::shared_ptr<const views::Snapshot> kept(std::shared_ptr<const views::Snapshot> snapshot) {
  static auto* const all = new std::vector<std::shared_ptr<const views::Snapshot>>;
  all->push_back(snapshot);
  return snapshot;
}

}  // namespace

Result<std::unique_ptr<MissionSource>> MissionSource::open(const std::filesystem::path& folder,
                                                           With with) {
  std::unique_ptr<MissionSource> source(new MissionSource);
  TRY_ASSIGN(source->mission_, Mission::open(folder, Mission::Mode::read_only));
  source->card_ = std::make_shared<views::MissionCard>(views::MissionCard{
      source->mission_->config(), source->mission_->time_zone(), nullptr, std::string(version())});
  source->with_ = with;
  return source;
}

views::Coverage MissionSource::coverage() const {
  const auto kept = kept_coverage(mission_->store(), mission_->policy());
  return kept ? *kept : views::Coverage{};
}

Result<std::shared_ptr<const views::Snapshot>> MissionSource::at(
    std::optional<base::TreeSize> as_known_at, std::optional<base::TimeMs> at) {
  TRY_ASSIGN(const ledger::Head head, mission_->store().head());
  TRY_ASSIGN(Replayed replayed, mission_->replay(as_known_at));
  views::SnapshotParts parts;
  parts.state = std::make_shared<const engine::State>(std::move(replayed.state));
  parts.mission = card_;
  parts.ledger = std::make_shared<MissionLedger>(mission_);
  parts.at = at.value_or(now());
  if (with_ == With::findings)
    parts.findings = engine::derive_findings(*parts.state, parts.at, on_all_cores);
  parts.checkpoint = head.checkpoint;
  parts.signed_entries = ledger::signed_size(head);
  parts.entries = head.size;
  parts.reader = views::Reader::keeper();
  return kept(std::make_shared<const views::Snapshot>(std::move(parts)));
}

}  // namespace truceline::app

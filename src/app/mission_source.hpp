// SPDX-License-Identifier: Apache-2.0
//
// A mission opened for reading by whoever sits at its machine: each question replays the ledger
// as far as asked and derives the findings anew. Nothing is kept between questions; the server
// has its own source that does.
#pragma once

#include <filesystem>
#include <memory>

#include "app/mission.hpp"
#include "views/snapshot.hpp"

namespace truceline::app {

class MissionSource final : public views::SnapshotSource {
 public:
  /// What a snapshot is to hold besides the state.
  enum class With { findings, state_only };

  /// Errors: those of Mission::open.
  static base::Result<std::unique_ptr<MissionSource>> open(const std::filesystem::path& folder,
                                                           With with);

  const views::MissionCard& mission() const override { return *card_; }
  base::Result<std::shared_ptr<const views::Snapshot>> at(std::optional<base::TreeSize> as_known_at,
                                                          std::optional<base::TimeMs> at) override;
  /// As the newest checkpoint with a quorum shows it; who came later than that is not in it.
  views::Coverage coverage() const override;

 private:
  MissionSource() = default;
  std::shared_ptr<Mission> mission_;
  std::shared_ptr<const views::MissionCard> card_;
  With with_ = With::findings;
};

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
//
// Agreement files read and compiled with what surrounds them: their zones beside them, the
// system's time zones, and the mission they belong to.
#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/mission.hpp"
#include "formats/arrangement_yaml.hpp"
#include "formats/check_agreements.hpp"

namespace truceline::app {

/// What a mission adds to the reading of an agreement. All of it may be missing.
struct AgreementSurroundings {
  std::string time_zone;
  std::optional<geo::Box> bounds;
  std::optional<std::set<std::string>> actors;  ///< Only where the ledger names any.
};

AgreementSurroundings surroundings_of(const formats::MissionConfig& config,
                                      const engine::State* state);

struct CheckedFiles {
  formats::AgreementCheck check;
  struct ReadArrangement {
    std::string file;
    domain::Arrangement arrangement;
  };
  std::vector<ReadArrangement> arrangements;  ///< Those without errors, in the order given.
  std::map<std::string, std::string> texts;   ///< Of every file read, by its name in diagnostics.

  /// The diagnostics with their lines and carets.
  std::string to_text(bool colour) const;
};

/// Reads and checks `files`, agreements and arrangements, together. Errors: a file that cannot be
/// read.
base::Result<CheckedFiles> check_files(const std::vector<std::filesystem::path>& files,
                                       const AgreementSurroundings& surroundings,
                                       TimeZones& time_zones);

}  // namespace truceline::app

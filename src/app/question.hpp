// SPDX-License-Identifier: Apache-2.0
//
// A question on the command line is the API's question: the same addresses, the same parameters,
// the same answers as JSON. So there is one place where a filter can be read wrongly, not two.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/mission_source.hpp"
#include "views/routes.hpp"

namespace truceline::app {

/// What every command that asks takes.
struct QueryOptions {
  std::string mission;
  std::string at;                            ///< Clock for duties, as written; empty: now.
  std::optional<std::uint64_t> as_known_at;  ///< Number of entries; empty: all.
  std::string lang;                          ///< en or ar; empty: en.
  bool json = false;
};

struct Question {
  std::string_view pattern;                    ///< One of views::routes(): "/api/v1/findings".
  std::map<std::string, std::string> query{};  ///< Parameters that were given.
  MissionSource::With with = MissionSource::With::findings;
};

/// A question understood, and the snapshot that answers it.
struct Asked {
  const views::Route* route = nullptr;
  views::Ask ask;
  std::shared_ptr<const views::Snapshot> snapshot;
};

/// Opens the mission and reads the question. Errors: no mission, or a parameter that is wrong,
/// named like its option: "--from".
base::Result<Asked> ask_mission(const QueryOptions& options, const Question& question);

/// The API's answer. Errors: those of the route's handler.
base::Result<std::string> answer_json(const Asked& asked);

}  // namespace truceline::app

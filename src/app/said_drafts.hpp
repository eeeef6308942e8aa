// SPDX-License-Identifier: Apache-2.0
//
// Drafts out of what people write as JSON: one body a file, or one statement a line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/draft.hpp"
#include "engine/state.hpp"
#include "formats/said_json.hpp"

namespace truceline::app {

/// What holds for every draft of one command.
struct DraftOptions {
  domain::Audience audience;  ///< Where a line names none.
  std::vector<domain::Reference> references;
  formats::SaidOptions said;
};

/// The body of `kind` in `text`. Errors carry `file` and the field.
base::Result<Draft> read_draft(domain::StatementKind kind, const std::string& file,
                               std::string_view text, const DraftOptions& options);

/// Lines like {"kind": "report", "audience": "public", "body": {...}}; also "supersedes",
/// "answers" and "cites" with lists of entries by number or id. Empty lines are left out. Errors
/// carry file and line: the first wrong line is told, and nothing is entered.
base::Result<std::vector<Draft>> read_draft_lines(const std::string& file, std::string_view text,
                                                  const engine::State& state,
                                                  const DraftOptions& options);

/// References to the entries that `names` name. Errors: those of find_entry, at `place`.
base::Result<std::vector<domain::Reference>> references_to(const engine::State& state,
                                                           domain::ReferenceKind kind,
                                                           const std::vector<std::string>& names,
                                                           std::string_view place);

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
//
// Statements on their way from a file to the ledger: read and judged first, all of them, then
// signed and appended together. Either all of them become entries or none does.
#pragma once

#include <string>
#include <vector>

#include "app/mission.hpp"
#include "domain/statement.hpp"

namespace truceline::app {

/// A statement that is yet to be signed.
struct Draft {
  domain::Body body;
  domain::Audience audience;
  std::vector<domain::Reference> references;
  std::string place;  ///< Where it was read: "statements.ndjson:7".
};

struct Entered {
  base::EntryIndex index;
  base::Hash id{};
  domain::StatementKind kind;
};

/// Signs and appends all drafts in one durable step. `authors` is as of now. `time` is what the
/// author's clock shows. Errors: those of signing and of the register of authors, with the
/// draft's place; too_large above limits::kAppendBatch drafts; those of the log.
base::Result<std::vector<Entered>> enter(Pen& pen, engine::AuthorRegister authors,
                                         const std::vector<Draft>& drafts, base::TimeMs time);

}  // namespace truceline::app

// SPDX-License-Identifier: Apache-2.0
//
// POST /api/v1/statements as a value. Reads the wire's shape only: whether the key may speak,
// and whether the header commits to the body, is checked by those who append.
#pragma once

#include <string>

#include "base/strong.hpp"
#include "domain/commitment.hpp"
#include "views/request.hpp"

namespace truceline::views {

struct Submission {
  std::string envelope;  ///< The exact bytes of the DSSE envelope.
  domain::Salt salt{};
  std::string body;
};

/// {"envelope":"<text>","salt":"<64 hex digits>","body":"<text>"} and nothing else, sent as
/// application/json. Errors: invalid_input, too_large, unsupported (another content type).
base::Result<Submission> read_submission(const Request& request);

/// 201 where the entry is new, 200 where it stood there already: {"index","id","tree_size"}.
Response submission_response(base::EntryIndex index, const base::Hash& id, base::TreeSize size,
                             bool is_new);

}  // namespace truceline::views

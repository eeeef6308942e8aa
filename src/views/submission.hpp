// SPDX-License-Identifier: Apache-2.0
//
// POST /api/v1/statements as a value: one statement, or a batch of one to a line. Reads the wire's
// shape only: whether the key may speak, and whether the header commits to the body, is checked by
// those who append.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// Were several handed in together, as application/x-ndjson?
bool is_batch(const Request& request);
/// The lines of a batch, each a submission; the views live as long as the request. Errors:
/// invalid_input where there is none; too_large above kSubmissionLines.
base::Result<std::vector<std::string_view>> submission_lines(const Request& request);
/// One line. Errors: those of read_submission.
base::Result<Submission> parse_submission(std::string_view json);
/// What became of one line, as a line: {"status":201 or 200,"index","id","tree_size"}. A refused
/// one is answered with its problem's object.
std::string accepted_line(base::EntryIndex index, const base::Hash& id, base::TreeSize size,
                          bool is_new);

/// What became of a statement that was taken in.
struct Accepted {
  base::EntryIndex index;
  base::Hash id{};
  base::TreeSize tree_size;            ///< Of a tree that holds it.
  bool is_new = false;                 ///< False where it stood there already.
  std::optional<std::string> receipt;  ///< Where there is one: receipts follow.
};

/// 201 where the entry is new, 200 where it stood there already: {"index","id","tree_size",
/// "receipt"}; the receipt is a tlog-proof, or null.
Response submission_response(const Accepted& accepted);

}  // namespace truceline::views

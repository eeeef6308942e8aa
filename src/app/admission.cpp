// SPDX-License-Identifier: Apache-2.0
#include "app/admission.hpp"

#include "base/limits.hpp"
#include "base/sha256.hpp"
#include "domain/envelope.hpp"
#include "ledger/merkle_hash.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

Result<domain::Statement> check_submission(const Submission& submission, std::string_view origin) {
  if (submission.envelope.size() > base::limits::kEntryBytes)
    return Error{ErrorCode::too_large, "the envelope is beyond the entry limit", "envelope", {}};
  if (submission.body.size() > base::limits::kBodyBytes)
    return Error{ErrorCode::too_large, "the body is beyond its limit", "body",
                 "shorten its texts, or say it in two statements"};
  auto header = domain::verify_envelope(submission.envelope);
  if (!header) return header.error().at("envelope");
  if (header->log != origin)
    return Error{
        ErrorCode::invalid_input,
        "signed for the log '" + header->log + "', but this is '" + std::string(origin) + "'",
        "envelope.log", "sign it for this log"};
  const base::Hash commitment = domain::commitment(submission.salt, submission.body);
  if (!base::equal_in_constant_time(commitment, header->commitment))
    return Error{ErrorCode::invalid_input, "salt and body are not what the header commits to",
                 "envelope.commit",
                 "send the body's exact bytes and the salt they were signed with"};
  auto body = domain::decode_body(header->kind, submission.body);
  if (!body) return body.error().at("body");
  const base::Hash id = ledger::leaf_hash(base::bytes_of(submission.envelope));
  return domain::Statement{{}, id, *std::move(header), *std::move(body)};
}

ledger::Record to_record(const Submission& submission) {
  const base::BytesView leaf = base::bytes_of(submission.envelope);
  return {{leaf.begin(), leaf.end()}, domain::seal(submission.salt, submission.body)};
}

}  // namespace truceline::app

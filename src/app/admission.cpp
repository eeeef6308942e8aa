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

Result<void> check_order(const domain::Statement& statement, const engine::State& state,
                         const engine::KeyRegister& keys) {
  TRY(keys.may_speak(statement));
  const domain::Header& header = statement.header;
  const std::uint64_t next = state.author_chains().next(header.key);
  if (header.sequence > next)
    return Error{ErrorCode::conflict,
                 "this is the key's statement " + std::to_string(header.sequence) + ", but " +
                     std::to_string(next) + " is not here yet",
                 "envelope.seq", "send the earlier ones first"};
  if (header.sequence < next) return {};  // kept as evidence of two statements under one number
  const auto last = state.author_chains().last(header.key);
  const base::Hash previous = last ? state.id_of(*last) : base::Hash{};
  if (header.previous != previous)
    return Error{ErrorCode::conflict, "`prev` is not the key's last statement here",
                 "envelope.prev", "fetch the key's last entry and sign again"};
  return {};
}

ledger::Record to_record(const Submission& submission) {
  const base::BytesView leaf = base::bytes_of(submission.envelope);
  return {{leaf.begin(), leaf.end()}, domain::seal(submission.salt, submission.body)};
}

}  // namespace truceline::app

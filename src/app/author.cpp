// SPDX-License-Identifier: Apache-2.0
#include "app/author.hpp"

#include "base/limits.hpp"
#include "domain/envelope.hpp"
#include "ledger/merkle_hash.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

Result<Author::Written> Author::write(const domain::Body& body, const domain::Audience& audience,
                                      std::vector<domain::Reference> references, base::TimeMs time,
                                      const domain::Salt& salt) {
  const std::string body_bytes = domain::encode(body);
  if (body_bytes.size() > base::limits::kBodyBytes)
    return Error{ErrorCode::too_large,
                 "the body is " + std::to_string(body_bytes.size()) + " bytes; " +
                     std::to_string(base::limits::kBodyBytes) + " is the most",
                 {},
                 "shorten its texts, or say it in two statements"};
  domain::Header header;
  header.log = identity_.log;
  header.party = identity_.party;
  header.key = key_.public_key();
  header.sequence = chain_.next_sequence;
  header.previous = chain_.last;
  header.kind = domain::kind_of(body);
  header.time = time;
  header.time_zone = identity_.time_zone;
  header.audience = audience;
  header.references = std::move(references);
  header.commitment = domain::commitment(salt, body_bytes);
  const std::string envelope = domain::sign_envelope(header, key_);
  if (envelope.size() > base::limits::kEntryBytes)
    return Error{ErrorCode::too_large,
                 "the signed header is beyond the entry limit",
                 {},
                 "name fewer recipients or references"};
  const base::BytesView leaf = base::bytes_of(envelope);
  Written written{{{leaf.begin(), leaf.end()}, domain::seal(salt, body_bytes)},
                  ledger::leaf_hash(leaf)};
  chain_ = {chain_.next_sequence + 1, written.id};
  return written;
}

}  // namespace truceline::app
